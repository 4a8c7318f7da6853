"""posts/{id}/share: a post within a post, for those who may read both."""

import pytest

from feed.actions import delete_post, edit_post, restore_post, share_post
from feed.fragments import post_html
from feed.models import Post
from groups.actions import add_member, create_group
from tests.feed.conftest import ids

GONE = "gone, or not for you to see"


@pytest.fixture
def told(monkeypatch):
    heard = []

    def publish(event, *, to):
        heard.append((event.type, event.data(), sorted(to)))

    for part in ("approving", "posts", "shares"):
        monkeypatch.setattr(f"feed.actions.{part}.publish", publish)
    return heard


@pytest.fixture
def bakers(bob, carol):
    group = create_group(name="Bakers", creator=bob)
    add_member(group=group, person=carol)
    return group


def test_sharing_into_another_group_with_own_words(alice, bob, carol, bakers, say, api_of, told):
    source = say(alice, "The lift is back")
    body = {"group": str(bakers.pk), "text": "At last", "client_id": "a"}
    answers = [api_of(bob).post(f"/api/v1/posts/{source.pk}/share", body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    share = answers[0].json()
    assert (share["text"], share["group"]["name"], share["is_shared"]) == ("At last", "Bakers", True)
    assert share["shared_from"]["text"] == "The lift is back"
    assert share["shared_from"]["author"]["name"] == "Alice Adams"
    assert api_of(carol).get(f"/api/v1/posts/{source.pk}").json()["share_count"] == 1
    kinds = [(kind, to) for kind, _data, to in told[1:]]
    assert kinds == [("feed.post_created", ids(bob, carol)), ("feed.post_shared", ids(alice, bob, carol))]


def test_it_needs_no_words_and_stands_on_ones_profile(alice, bob, carol, say, api_of):
    share = api_of(bob).post(f"/api/v1/posts/{say(alice).pk}/share", {}).json()
    assert (share["text"], share["group"]) == ("", None)
    assert api_of(carol).get(f"/api/v1/posts/{share['id']}").json()["shared_from"]["text"] == "Hello"


@pytest.mark.parametrize("kind", ["closed", "secret"])
def test_what_few_may_read_stays_where_it_is(bob, carol, bakers, say, api_of, client_of, kind):
    source = say(carol, group=create_group(name="Ovens", kind=kind, creator=carol))
    answer = api_of(carol).post(f"/api/v1/posts/{source.pk}/share", {"group": str(bakers.pk)})
    assert (answer.status_code, answer.json()["code"]) == (403, "stays_here")
    assert client_of(carol).get(f"/posts/{source.pk}/share/").status_code == 403
    assert "/share/" not in client_of(carol).get(f"/posts/{source.pk}/").text


def test_a_share_shared_further_shares_what_it_shows(alice, bob, carol, bakers, say, api_of):
    source = say(alice, "First")
    share, _new = share_post(source=source, group=bakers, author=bob, text="Second")
    again = api_of(carol).post(f"/api/v1/posts/{share.pk}/share", {"text": "Third"}).json()
    assert again["shared_from"]["id"] == str(source.pk)
    assert Post.objects.get(pk=source.pk).share_count == 2


def test_who_may_not_see_the_source_any_more_sees_a_stub(alice, bob, carol, bakers, say, api_of, client_of):
    source = say(alice, "Company matters", group=create_group(name="Board", creator=alice))
    share, _new = share_post(source=source, group=bakers, author=bob)
    source.group.kind = "closed"
    source.group.save(update_fields=["kind"])
    add_member(group=bakers, person=alice)
    assert api_of(carol).get(f"/api/v1/posts/{share.pk}").json()["shared_from"] is None
    page = client_of(carol).get("/").text
    assert "Company matters" not in page
    assert GONE in page
    assert "Company matters" in client_of(alice).get(f"/groups/{bakers.pk}/").text
    assert "Company matters" not in post_html(Post.objects.get(pk=share.pk)), "one fragment for all has it for none"


def test_a_source_that_goes_leaves_a_stub_and_comes_back(alice, bob, bakers, say, client_of, told):
    source = say(alice, "The lift is back")
    share, _new = share_post(source=source, group=bakers, author=bob)
    delete_post(post=source, by=alice)
    assert told[-1][:2][0] == "feed.post_edited"
    assert GONE in client_of(bob).get(f"/posts/{share.pk}/").text
    restore_post(post=source, by=alice)
    edit_post(post=Post.objects.get(pk=source.pk), text="The lift is here")
    assert "The lift is here" in client_of(bob).get(f"/posts/{share.pk}/").text


def test_a_share_that_goes_counts_no_longer(alice, bob, bakers, say, told):
    source = say(alice)
    share, _new = share_post(source=source, group=bakers, author=bob)
    delete_post(post=share, by=bob)
    assert told[-1][1]["share_count"] == Post.objects.get(pk=source.pk).share_count == 0
    restore_post(post=share, by=bob)
    assert Post.objects.get(pk=source.pk).share_count == 1


def test_a_share_of_what_is_gone_cannot_go_further(alice, bob, bakers, say, api_of):
    source = say(alice)
    share, _new = share_post(source=source, group=bakers, author=bob)
    delete_post(post=source, by=alice)
    assert api_of(bob).post(f"/api/v1/posts/{share.pk}/share", {}).json()["code"] == "source_gone"
    assert api_of(bob).post(f"/api/v1/posts/{source.pk}/share", {}).status_code == 404


def test_strangers_and_places_one_may_not_post_in(alice, bob, carol, gina, stranger, bakers, say, api_of):
    source = say(alice)
    path = f"/api/v1/posts/{source.pk}/share"
    assert api_of(gina).post(path, {}).status_code == 404
    assert stranger.post(path).status_code == 401
    assert api_of(bob).get(path).status_code == 405
    assert api_of(alice).post(path, {"group": str(bakers.pk)}).status_code == 403
    assert api_of(alice).post(path, {"group": "x"}).status_code == 404
    assert api_of(alice).post(path, {"text": "x" * 20_001}).status_code == 400
    hidden = say(carol, group=create_group(name="Ovens", kind="closed", creator=carol))
    assert api_of(bob).post(f"/api/v1/posts/{hidden.pk}/share", {}).status_code == 404


def test_the_form_works_without_scripts(alice, bob, bakers, say, client_of):
    source, client = say(alice, "The lift is back"), client_of(bob)
    assert "The lift is back" in client.get(f"/posts/{source.pk}/share/").text
    sent = {"group": bakers.pk, "text": "x" * 20_001, "client_id": "a"}
    refused = client.post(f"/posts/{source.pk}/share/", sent)
    assert (refused.status_code, "1 character too long" in refused.text) == (400, True)
    assert client.post(f"/posts/{source.pk}/share/", {**sent, "text": "Look"}).status_code == 302
    assert "The lift is back" in client.get(f"/groups/{bakers.pk}/").text
