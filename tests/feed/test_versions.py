"""posts/{id}/versions, comments/{id}/versions"""

from feed.actions import delete_post, edit_comment, edit_post
from groups.actions import create_group


def texts(answer):
    return [row["text"] for row in answer.json()["results"]]


def test_who_may_read_a_post_may_read_how_it_read_before(bob, carol, say, api_of):
    post = say(bob, "One")
    for text in ("Two", "Three"):
        post = edit_post(post=post, text=text)
    answer = api_of(carol).get(f"/api/v1/posts/{post.pk}/versions")
    assert texts(answer) == ["Two", "One"]
    assert [row["version"] for row in answer.json()["results"]] == [2, 1]
    rest = api_of(carol).get(f"/api/v1/posts/{post.pk}/versions", {"limit": 1})
    assert texts(api_of(carol).get(f"/api/v1/posts/{post.pk}/versions", {"cursor": rest.json()["next"]})) == ["One"]


def test_a_comment_keeps_its_versions_too(bob, carol, say, answer, api_of):
    comment = answer(carol, say(bob), "Yes")
    edit_comment(comment=comment, text="No")
    assert texts(api_of(bob).get(f"/api/v1/comments/{comment.pk}/versions")) == ["Yes"]


def test_nobody_else_reads_them_and_nobody_once_it_is_deleted(bob, carol, gina, stranger, say, api_of):
    post = edit_post(post=say(carol, "One", group=create_group(name="Ovens", kind="closed", creator=carol)), text="Two")
    path = f"/api/v1/posts/{post.pk}/versions"
    assert api_of(bob).get(path).status_code == api_of(gina).get(path).status_code == 404
    assert stranger.get(path).status_code == 401
    assert api_of(carol).post(path, {}).status_code == 405
    assert api_of(carol).get(path, {"cursor": "x"}).status_code == 400
    delete_post(post=post, by=carol)
    assert api_of(carol).get(path).status_code == 404
