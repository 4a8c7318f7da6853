"""feed, posts, posts/{id}, posts/{id}/reactions"""

from datetime import timedelta

import pytest
from django.utils import timezone

from feed.models import Post
from groups.actions import create_group, remove_member


def test_posting(bob, news, api_of):
    answer = api_of(bob).post("/api/v1/posts", {"group": str(news.pk), "text": "Hi @[2]", "client_id": "a"})
    assert answer.status_code == 201
    body = answer.json()
    assert body["text"] == "Hi @Bob Brown"
    assert body["author"] == {"id": str(bob.pk), "name": "Bob Brown"}
    assert body["group"] == {"id": str(news.pk), "name": "Company News"}
    assert body["mentions"] == [{"id": "2", "name": "Bob Brown"}]
    assert (body["version"], body["my_reaction"], body["edited_at"]) == (1, None, None)


def test_posting_twice_with_one_client_id_is_posting_once(bob, news, api_of):
    body = {"group": str(news.pk), "text": "Hi", "client_id": "a"}
    answers = [api_of(bob).post("/api/v1/posts", body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "x" * 20_001, "\0", None, {"a": 1}])
def test_what_is_no_text_is_refused_at_its_field(bob, news, api_of, text):
    answer = api_of(bob).post("/api/v1/posts", {"group": str(news.pk), "text": text})
    assert answer.status_code == 400
    assert answer.json()["fields"].keys() == {"text"}


def test_half_a_sign_is_no_text(bob, news, api_of):
    body = f'{{"group": "{news.pk}", "text": "\\ud800"}}'
    assert api_of(bob).post("/api/v1/posts", body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("group", ["999999", "x", "", "-1"])
def test_a_group_that_is_not_there(bob, api_of, group):
    assert api_of(bob).post("/api/v1/posts", {"group": group, "text": "Hi"}).status_code in {400, 404}


def test_posting_where_one_may_only_read_is_403(bob, api_of):
    group = create_group(name="Bakers")
    answer = api_of(bob).post("/api/v1/posts", {"group": str(group.pk), "text": "Hi"})
    assert (answer.status_code, answer.json()["code"]) == (403, "may_not_post")


def test_posting_into_a_group_one_was_just_taken_out_of(bob, news, api_of):
    remove_member(group=news, person=bob)
    assert api_of(bob).post("/api/v1/posts", {"group": str(news.pk), "text": "Hi"}).status_code == 403
    assert not Post.objects.exists()


def test_a_closed_group_of_others_is_nothing(bob, carol, say, api_of):
    post = say(carol, group=create_group(name="Ovens", kind="closed", creator=carol))
    api, path = api_of(bob), f"/api/v1/posts/{post.pk}"
    assert api.post("/api/v1/posts", {"group": str(post.group_id), "text": "Hi"}).status_code == 404
    answers = [
        api.get(path),
        api.patch(path, {"text": "x"}),
        api.delete(path),
        api.post(f"{path}/restore"),
        api.put(f"{path}/reactions", {}),
        api.delete(f"{path}/reactions"),
        api.get(f"{path}/comments"),
        api.post(f"{path}/comments", {"text": "x"}),
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_a_post_of_another_company_is_nothing(bob, gina, say, api_of):
    post = say(bob)
    assert api_of(bob).get(f"/api/v1/posts/{post.pk}").status_code == 200
    assert api_of(gina).get(f"/api/v1/posts/{post.pk}").status_code == 404
    assert api_of(gina).get("/api/v1/feed").json()["results"] == []


def test_signed_out_is_401(stranger, say, bob):
    path = f"/api/v1/posts/{say(bob).pk}"
    assert {stranger.get(path).status_code, stranger.get("/api/v1/feed").status_code} == {401}
    assert stranger.delete(path).status_code == 401
    assert stranger.post("/api/v1/posts", {}, content_type="application/json").status_code == 401


def test_a_wrong_verb_is_405(bob, say, api_of):
    api, post = api_of(bob), say(bob)
    assert api.post("/api/v1/feed", {}).status_code == 405
    assert api.get("/api/v1/posts").status_code == 405
    assert api.put(f"/api/v1/posts/{post.pk}", {}).status_code == 405
    assert api.post(f"/api/v1/posts/{post.pk}/reactions").status_code == 405


@pytest.mark.parametrize("pk", ["999999", "x", "0", "9" * 40, "１"])
def test_unknown_ids_are_404(bob, api_of, pk):
    assert api_of(bob).get(f"/api/v1/posts/{pk}").status_code == 404


def test_editing_ones_own(bob, say, api_of):
    post = say(bob, "One")
    body = api_of(bob).patch(f"/api/v1/posts/{post.pk}", {"text": "Two"}).json()
    assert (body["text"], body["version"]) == ("Two", 2)


def test_nobody_edits_what_another_wrote(alice, bob, say, api_of):
    path = f"/api/v1/posts/{say(bob, 'One').pk}"
    assert api_of(alice).patch(path, {"text": "Two"}).status_code == 403
    assert Post.objects.get().text == "One"


def test_deleting_ones_own_and_undo(bob, carol, say, api_of):
    path = f"/api/v1/posts/{say(bob).pk}"
    assert api_of(carol).delete(path).status_code == 403
    assert api_of(bob).delete(path).status_code == 204
    assert api_of(bob).get(path).status_code == api_of(bob).delete(path).status_code == 404
    assert api_of(carol).post(f"{path}/restore").status_code == 404
    assert api_of(bob).post(f"{path}/restore").status_code == 200
    assert api_of(bob).get(path).status_code == 200


def test_undo_ends(bob, say, api_of):
    path = f"/api/v1/posts/{say(bob).pk}"
    api_of(bob).delete(path)
    Post.objects.update(deleted_at=timezone.now() - timedelta(minutes=11))
    assert api_of(bob).post(f"{path}/restore").status_code == 404


def test_the_groups_admin_deletes_what_others_wrote(alice, bob, say, api_of):
    assert api_of(alice).delete(f"/api/v1/posts/{say(bob).pk}").status_code == 204


def test_liking(bob, carol, say, api_of):
    path = f"/api/v1/posts/{say(bob).pk}"
    assert api_of(carol).put(f"{path}/reactions", {}).json() == {
        "reaction_count": 1,
        "reactions": {"like": 1},
        "my_reaction": "like",
    }
    assert api_of(carol).get(path).json()["my_reaction"] == "like"
    assert api_of(bob).get(path).json()["my_reaction"] is None
    assert api_of(carol).delete(f"{path}/reactions").json() == {
        "reaction_count": 0,
        "reactions": {},
        "my_reaction": None,
    }
    assert api_of(carol).put(f"{path}/reactions", {"kind": "shout"}).status_code == 400


def test_who_is_not_in_the_group_reads_and_does_not_take_part(bob, carol, say, api_of):
    post = say(carol, group=create_group(name="Bakers", creator=carol))
    api, path = api_of(bob), f"/api/v1/posts/{post.pk}"
    assert api.get(path).status_code == 200
    answer = api.post(f"{path}/comments", {"text": "Hi"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_a_member")
    assert api.put(f"{path}/reactions", {}).status_code == 403


def test_the_feed_is_newest_first_and_pages(bob, say, api_of):
    start = timezone.now()
    for number in range(5):
        say(bob, f"{number}", created_at=start + timedelta(minutes=[3, 1, 4, 1, 2][number]))
    api, seen, cursor = api_of(bob), [], None
    while True:
        body = api.get("/api/v1/feed", {"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += [row["text"] for row in body["results"]]
        cursor = body["next"]
        if cursor is None:
            break
    assert seen == ["2", "0", "4", "3", "1"]


def test_a_new_post_does_not_shift_the_pages(bob, say, api_of):
    for number in range(3):
        say(bob, f"{number}")
    api = api_of(bob)
    first = api.get("/api/v1/feed?limit=2").json()
    say(bob, "new")
    assert [row["text"] for row in api.get("/api/v1/feed", {"cursor": first["next"]}).json()["results"]] == ["0"]


def test_a_cursor_edited_by_hand_or_of_another_company_is_refused(bob, gina, say, api_of):
    say(bob)
    say(bob)
    cursor = api_of(bob).get("/api/v1/feed?limit=1").json()["next"]
    assert api_of(bob).get("/api/v1/feed", {"cursor": cursor[:-2]}).status_code == 400
    assert api_of(gina).get("/api/v1/feed", {"cursor": cursor}).status_code == 400


def test_the_feed_finds_words(bob, say, api_of):
    say(bob, "Fresh bread")
    say(bob, "Cold coffee")
    assert [row["text"] for row in api_of(bob).get("/api/v1/feed?q=BREAD").json()["results"]] == ["Fresh bread"]


def test_a_page_of_the_feed_costs_the_same_however_long(bob, say, api_of, django_assert_max_num_queries):
    for number in range(40):
        say(bob, f"{number} @[{bob.pk}]")
    api = api_of(bob)
    api.get("/api/v1/feed?limit=1")
    with django_assert_max_num_queries(7):
        assert len(api.get("/api/v1/feed?limit=40").json()["results"]) == 40


def test_the_api_counts_writes_as_the_pages_do(bob, news, api_of, monkeypatch):
    monkeypatch.setattr("feed.views.shown.BURST", 1)
    monkeypatch.setattr("feed.views.shown.RATE", 0.01)
    answers = [api_of(bob).post("/api/v1/posts", {"group": str(news.pk), "text": text}) for text in ("one", "two")]
    assert [answer.status_code for answer in answers] == [201, 429]
    assert "Retry-After" in answers[1].headers
    assert api_of(bob).get("/api/v1/feed").status_code == 200
