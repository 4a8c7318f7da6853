"""groups/{id}/pins: posts on top of their group."""

from datetime import timedelta

import pytest
from django.utils import timezone

from feed.actions import delete_post, pin_post
from feed.models import PostPin
from groups.actions import create_group
from tests.feed.conftest import ids


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr("feed.actions.pins.publish", lambda event, *, to: heard.append((event.data(), sorted(to))))
    return heard


def texts(api, group):
    return [row["post"]["text"] for row in api.get(f"/api/v1/groups/{group.pk}/pins").json()["results"]]


def test_several_posts_are_pinned_in_an_order(alice, bob, carol, news, say, api_of, told):
    api, path = api_of(alice), f"/api/v1/groups/{news.pk}/pins"
    one, two = say(bob, "One"), say(carol, "Two")
    assert [api.post(path, {"post": str(post.pk)}).status_code for post in (one, two, one)] == [201, 201, 200]
    assert texts(api_of(bob), news) == ["One", "Two"]
    assert told[0] == ({"group": str(news.pk)}, ids(alice, bob, carol))
    assert api.put(path, {"posts": [str(two.pk), str(one.pk)]}).status_code == 200
    assert texts(api_of(bob), news) == ["Two", "One"]
    assert api.delete(f"{path}/{two.pk}").status_code == api.delete(f"{path}/{two.pk}").status_code == 204
    assert texts(api_of(bob), news) == ["One"]


def test_an_end_passes_by_itself_and_a_new_one_begins_anew(alice, news, say, api_of):
    post = say(alice, "One")
    pin, _new = pin_post(post=post, by=alice, until=timezone.now() + timedelta(hours=1))
    assert texts(api_of(alice), news) == ["One"]
    PostPin.objects.filter(pk=pin.pk).update(until=timezone.now())
    assert texts(api_of(alice), news) == []
    assert api_of(alice).post(f"/api/v1/groups/{news.pk}/pins", {"post": str(post.pk)}).status_code == 201
    assert texts(api_of(alice), news) == ["One"]


def test_what_is_deleted_leaves_the_top(alice, news, say, api_of):
    post = say(alice, "One")
    pin_post(post=post, by=alice)
    delete_post(post=post, by=alice)
    assert texts(api_of(alice), news) == []


@pytest.mark.parametrize("until", ["2020-01-01T00:00:00Z", "x"])
def test_an_end_in_the_past_is_refused(alice, news, say, api_of, until):
    answer = api_of(alice).post(f"/api/v1/groups/{news.pk}/pins", {"post": str(say(alice).pk), "until": until})
    assert (answer.status_code, [*answer.json()["fields"]]) == (400, ["until"])


def test_an_order_names_each_pin_once(alice, news, say, api_of):
    posts = [say(alice, text) for text in ("One", "Two")]
    for post in posts:
        pin_post(post=post, by=alice)
    for order in ([posts[0].pk], [posts[0].pk] * 2, [posts[0].pk, 999999]):
        answer = api_of(alice).put(f"/api/v1/groups/{news.pk}/pins", {"posts": [str(pk) for pk in order]})
        assert (answer.status_code, answer.json()["code"]) == (409, "other_pins")


def test_ten_are_enough(alice, news, say, api_of):
    for number in range(10):
        pin_post(post=say(alice, f"{number}"), by=alice)
    answer = api_of(alice).post(f"/api/v1/groups/{news.pk}/pins", {"post": str(say(alice).pk)})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many")


def test_members_read_them_and_only_who_looks_after_the_group_changes_them(alice, bob, news, say, api_of, client_of):
    post, path = say(bob), f"/api/v1/groups/{news.pk}/pins"
    assert api_of(bob).post(path, {"post": str(post.pk)}).json()["code"] == "may_not_pin"
    assert api_of(bob).put(path, {"posts": []}).status_code == 403
    assert api_of(bob).delete(f"{path}/{post.pk}").status_code == 403
    assert client_of(bob).get(f"/posts/{post.pk}/pin/").status_code == 403
    other = say(alice, group=create_group(name="Bakers", creator=alice))
    assert api_of(alice).post(path, {"post": str(other.pk)}).status_code == 404


def test_strangers(bob, carol, gina, stranger, say, api_of):
    post = say(carol, group=create_group(name="Ovens", kind="closed", creator=carol))
    path = f"/api/v1/groups/{post.group_id}/pins"
    for api, status in ((api_of(bob), 404), (api_of(gina), 404), (stranger, 401)):
        assert api.get(path).status_code == status
        assert api.delete(f"{path}/{post.pk}").status_code == status
    assert api_of(carol).delete(path).status_code == api_of(carol).get(f"{path}/{post.pk}").status_code == 405


def test_the_groups_page_shows_them_on_top_and_forms_change_them(alice, bob, news, say, client_of):
    admin, reader = client_of(alice), client_of(bob)
    posts = [say(bob, text) for text in ("One", "Two")]
    for post in posts:
        assert admin.post(f"/posts/{post.pk}/pin/", {"days": "7"}).status_code == 302
    page = reader.get(f"/groups/{news.pk}/").text
    assert page.count("data-pinned=") == 2
    assert 'name="move"' not in page
    admin.post(f"/groups/{news.pk}/pins/", {"post": posts[0].pk, "move": "down"})
    assert [pin.post for pin in PostPin.objects.order_by("place")] == posts[::-1]
    admin.post(f"/groups/{news.pk}/pins/", {"post": posts[0].pk, "move": "off"})
    admin.post(f"/posts/{posts[1].pk}/pin/", {"off": "1"})
    assert "data-pinned=" not in reader.get(f"/groups/{news.pk}/").text
