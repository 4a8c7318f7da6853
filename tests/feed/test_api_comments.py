"""posts/{id}/comments, comments/{id}, comments/{id}/reactions"""

import pytest

from feed.models import Comment
from groups.actions import create_group


def test_commenting(bob, carol, say, api_of):
    post = say(bob)
    answer = api_of(carol).post(f"/api/v1/posts/{post.pk}/comments", {"text": "Yes @[2]", "client_id": "a"})
    assert answer.status_code == 201
    body = answer.json()
    assert (body["post"], body["text"], body["parent"]) == (str(post.pk), "Yes @Bob Brown", None)
    again = api_of(carol).post(f"/api/v1/posts/{post.pk}/comments", {"text": "Yes @[2]", "client_id": "a"})
    assert (again.status_code, again.json()["id"]) == (200, body["id"])


@pytest.mark.parametrize("text", ["", " ", "\u200b", "x" * 8001, None])
def test_what_is_no_text_is_refused_at_its_field(bob, say, api_of, text):
    answer = api_of(bob).post(f"/api/v1/posts/{say(bob).pk}/comments", {"text": text})
    assert (answer.status_code, [*answer.json()["fields"]]) == (400, ["text"])


def test_comments_come_newest_first_and_page_back(bob, say, answer, api_of):
    post = say(bob)
    for number in range(3):
        answer(bob, post, f"{number}")
    api, path = api_of(bob), f"/api/v1/posts/{post.pk}/comments"
    first = api.get(f"{path}?limit=2").json()
    rest = api.get(path, {"cursor": first["next"]}).json()
    assert [row["text"] for row in first["results"] + rest["results"]] == ["2", "1", "0"]


def test_changing_and_deleting_ones_own(bob, carol, say, answer, api_of):
    path = f"/api/v1/comments/{answer(carol, say(bob), 'One').pk}"
    assert api_of(bob).patch(path, {"text": "x"}).status_code == 403
    assert api_of(bob).delete(path).status_code == 403
    assert api_of(carol).patch(path, {"text": "Two"}).json()["text"] == "Two"
    assert api_of(carol).delete(path).status_code == 204
    assert api_of(carol).get(path).status_code == 404
    assert api_of(bob).post(f"{path}/restore").status_code == 404
    assert api_of(carol).post(f"{path}/restore").json()["text"] == "Two"


def test_the_groups_admin_deletes_what_others_wrote(alice, bob, say, answer, api_of):
    assert api_of(alice).delete(f"/api/v1/comments/{answer(bob, say(bob)).pk}").status_code == 204


def test_liking(bob, carol, say, answer, api_of):
    path = f"/api/v1/comments/{answer(carol, say(bob)).pk}"
    assert api_of(bob).put(f"{path}/reactions", {"kind": "like"}).json()["reaction_count"] == 1
    assert api_of(bob).get(path).json()["my_reaction"] == "like"
    assert api_of(bob).delete(f"{path}/reactions").json()["my_reaction"] is None


def test_outsiders_and_other_companies_find_nothing(bob, carol, gina, say, answer, api_of):
    post = say(carol, group=create_group(name="Ovens", kind="closed", creator=carol))
    path = f"/api/v1/comments/{answer(carol, post).pk}"
    assert api_of(carol).get(path).status_code == 200
    for api in (api_of(bob), api_of(gina)):
        answers = [
            api.get(path),
            api.patch(path, {"text": "x"}),
            api.delete(path),
            api.post(f"{path}/restore"),
            api.put(f"{path}/reactions", {}),
            api.delete(f"{path}/reactions"),
        ]
        assert {answer.status_code for answer in answers} == {404}
    assert Comment.objects.get().text == "Yes"


def test_the_comments_of_a_deleted_post_are_gone(bob, say, answer, api_of):
    post = say(bob)
    comment = answer(bob, post)
    api_of(bob).delete(f"/api/v1/posts/{post.pk}")
    assert api_of(bob).get(f"/api/v1/comments/{comment.pk}").status_code == 404
    assert api_of(bob).get(f"/api/v1/posts/{post.pk}/comments").status_code == 404


def test_signed_out_unknown_and_wrong_verbs(stranger, bob, say, answer, api_of):
    comment = answer(bob, say(bob))
    assert stranger.get(f"/api/v1/comments/{comment.pk}").status_code == 401
    assert stranger.get(f"/api/v1/posts/{comment.post_id}/comments").status_code == 401
    assert api_of(bob).get("/api/v1/comments/99999").status_code == 404
    assert api_of(bob).get("/api/v1/posts/99999/comments").status_code == 404
    assert api_of(bob).put(f"/api/v1/comments/{comment.pk}", {}).status_code == 405
