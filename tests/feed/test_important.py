"""posts/{id}/important, read, nudge: on top of each reader's feed until they have read it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Line
from feed.actions import make_important, read_important
from feed.models import Post
from groups.actions import add_member, create_group
from notifications.models import Notification
from tests.feed.conftest import ids


@pytest.fixture
def told(monkeypatch):
    heard = []
    publish = lambda event, *, to: heard.append((event.type, sorted(to)))  # noqa: E731
    monkeypatch.setattr("feed.actions.important.publish", publish)
    return heard


def asked(kind="feed.post_important"):
    return sorted(Notification.objects.filter(kind=kind, read_at=None).values_list("person_id", flat=True))


def post_by(api, news, **more):
    return api.post("/api/v1/posts", {"group": str(news.pk), "text": "Gates close early", **more})


def test_an_admin_of_the_group_posts_something_important(alice, bob, carol, news, api_of):
    body = post_by(api_of(alice), news, important_days=3).json()
    until = Post.objects.get().important_until
    assert timedelta(days=2.9) < until - timezone.now() < timedelta(days=3.1)
    assert body["important_until"]
    assert asked() == ids(bob, carol)


def test_others_may_not_and_nothing_is_posted(bob, news, api_of):
    answer = post_by(api_of(bob), news, important_days=3)
    assert (answer.status_code, answer.json()["code"]) == (403, "may_not_make_important")
    assert not Post.objects.exists()


@pytest.mark.parametrize("days", [0, 8, -1, "x"])
def test_it_lasts_from_one_day_to_seven(alice, news, say, api_of, days):
    assert post_by(api_of(alice), news, important_days=days).status_code == 400
    assert api_of(alice).put(f"/api/v1/posts/{say(alice).pk}/important", {"days": days}).status_code == 400


def test_it_stands_on_top_of_home_and_group_until_it_is_read(alice, bob, news, say, api_of, client_of, told):
    post = say(alice, "Gates close early")
    say(bob, "Something newer")
    make_important(post=post, by=alice, days=2)
    client = client_of(bob)
    for page in ("/", f"/groups/{news.pk}/"):
        html = client.get(page).text
        assert html.index("Gates close early") < html.index("Something newer")
        assert html.count(f'id="post-{post.pk}"') == 1
    hers = client_of(alice).get(f"/groups/{news.pk}/").text
    assert hers.index("Something newer") < hers.index("Gates close")
    assert api_of(bob).post(f"/api/v1/posts/{post.pk}/read").json()["my_seen"] == "read"
    html = client.get("/").text
    assert html.index("Something newer") < html.index("Gates close early")
    assert told[-1] == ("feed.post_read", ids(alice, bob))
    assert asked() == [pk for pk in asked() if pk != bob.pk]


def test_reading_twice_is_reading_once(alice, bob, say):
    post = make_important(post=say(alice), by=alice, days=1)
    for _ in range(2):
        read_important(post=post, person=bob)
    row = Post.objects.get()
    assert (row.read_count, row.seen_count) == (1, 1)


def test_its_days_end_by_themselves(alice, bob, say, client_of):
    post = make_important(post=say(alice, "Old hat"), by=alice, days=1)
    say(bob, "Something newer")
    Post.objects.filter(pk=post.pk).update(important_until=timezone.now())
    html = client_of(bob).get("/").text
    assert html.index("Something newer") < html.index("Old hat")
    assert "/read/" not in html


def test_it_can_be_ended_early_and_stands_in_the_log(alice, say, api_of, told):
    path = f"/api/v1/posts/{say(alice).pk}/important"
    assert api_of(alice).put(path, {"days": 7}).status_code == 200
    assert api_of(alice).delete(path).status_code == api_of(alice).delete(path).status_code == 200
    assert not Post.objects.get().is_important
    kinds = [*Line.objects.filter(what__startswith="feed.post_").order_by("pk").values_list("what", flat=True)]
    assert kinds == ["feed.post_made_important", "feed.post_importance_ended"]
    assert [kind for kind, _to in told] == ["feed.post_marked"] * 2


def test_only_its_author_and_only_as_admin(alice, bob, carol, say, api_of):
    post = say(bob)
    for person in (alice, bob, carol):
        assert api_of(person).put(f"/api/v1/posts/{post.pk}/important", {"days": 1}).status_code == 403


def test_the_author_sees_who_has_not_read_it_and_asks_them_once(alice, bob, carol, say, api_of):
    post = make_important(post=say(alice), by=alice, days=1)
    read_important(post=post, person=bob)
    Notification.objects.update(read_at=timezone.now())
    api, path = api_of(alice), f"/api/v1/posts/{post.pk}"
    names = [row["person"]["name"] for row in api.get(f"{path}/seen", {"list": "not_read"}).json()["results"]]
    assert names == ["Carol Clark"]
    assert api.post(f"{path}/nudge").json() == {"asked": 1}
    assert asked() == ids(carol)
    again = api.post(f"{path}/nudge")
    assert (again.status_code, again.json()["code"]) == (409, "nudged")
    assert api_of(carol).post(f"{path}/nudge").status_code == 403
    assert "asks you to read" in api_of(carol).get("/api/v1/notifications").json()["results"][0]["text"]


def test_an_ordinary_post_cannot_be_read_or_asked_for(alice, bob, say, api_of):
    path = f"/api/v1/posts/{say(alice).pk}"
    assert api_of(bob).post(f"{path}/read").json()["code"] == "not_important"
    assert api_of(alice).post(f"{path}/nudge").json()["code"] == "not_important"


def test_strangers(alice, bob, carol, gina, stranger, say, api_of):
    group = create_group(name="Ovens", kind="closed", creator=carol)
    path = f"/api/v1/posts/{say(carol, group=group, important_days=1).pk}"
    for api, status in ((api_of(bob), 404), (api_of(gina), 404), (stranger, 401)):
        assert api.post(f"{path}/read").status_code == status
        assert api.post(f"{path}/nudge").status_code == status
        assert api.delete(f"{path}/important").status_code == status
    add_member(group=group, person=bob)
    assert api_of(bob).get(f"{path}/read").status_code == api_of(bob).get(f"{path}/nudge").status_code == 405
    assert api_of(bob).post(f"{path}/important", {"days": 1}).status_code == 405
    assert api_of(carol).post(f"{path}/read").json()["code"] == "own_post"


def test_the_forms_work_without_scripts(alice, bob, say, client_of):
    post = say(alice)
    author, reader = client_of(alice), client_of(bob)
    assert "For how long" in author.get(f"/posts/{post.pk}/important/").text
    assert author.post(f"/posts/{post.pk}/important/", {"days": "2"}).status_code == 302
    assert author.post(f"/posts/{post.pk}/important/", {"days": "x"}).status_code == 400
    assert reader.post(f"/posts/{post.pk}/read/").status_code == 302
    page = author.get(f"/posts/{post.pk}/seen/?list=not_read").text
    assert "Ask those who have not read it" in page
    assert author.post(f"/posts/{post.pk}/nudge/").status_code == 302
    assert "They were asked again" in author.get(f"/posts/{post.pk}/seen/?list=not_read").text
    assert author.post(f"/posts/{post.pk}/important/", {"end": "1"}).status_code == 302
    assert reader.get(f"/posts/{post.pk}/seen/").status_code == 403


def test_the_composer_asks_for_days_of_who_may(alice, bob, news, client_of):
    sent = {"group": news.pk, "text": "Gates close early", "with_important": "1", "important_days": "2"}
    assert "with_important" in client_of(alice).get("/").text
    assert "with_important" not in client_of(bob).get("/").text
    no = client_of(bob).post("/posts/", sent)
    assert no.status_code == 403
    assert "Only the group’s admins make their posts important." in no.text
    assert "Gates close early" in no.text
    assert not Post.objects.exists()
    wrong = client_of(alice).post("/posts/", {**sent, "important_days": "9"})
    assert (wrong.status_code, "From 1 to 7 days." in wrong.text) == (400, True)
    client_of(alice).post("/posts/", sent)
    assert Post.objects.get().is_important
    assert bob.pk in asked()


def test_one_that_comes_out_later_is_important_from_then_on(alice, bob, news, api_of):
    later = {"send_at": (timezone.now() + timedelta(days=30)).isoformat(), "client_id": "c1", "important_days": 2}
    no = api_of(bob).post("/api/v1/scheduled-posts", {"group": str(news.pk), "text": "Gates", **later})
    assert (no.status_code, no.json()["code"]) == (403, "may_not_make_important")
    made = api_of(alice).post("/api/v1/scheduled-posts", {"group": str(news.pk), "text": "Gates", **later}).json()
    assert made["important_days"] == 2
    api_of(alice).post(f"/api/v1/scheduled-posts/{made['id']}/send")
    assert timedelta(days=1.9) < Post.objects.get().important_until - timezone.now() < timedelta(days=2.1)


def test_who_may_not_any_more_when_it_is_due_is_told_why(alice, news, api_of):
    later = {"send_at": (timezone.now() + timedelta(days=30)).isoformat(), "client_id": "c1", "important_days": 2}
    made = api_of(alice).post("/api/v1/scheduled-posts", {"group": str(news.pk), "text": "Gates", **later}).json()
    news.memberships.filter(person=alice).update(role="member")
    type(alice).objects.filter(pk=alice.pk).update(role="member")
    answer = api_of(alice).post(f"/api/v1/scheduled-posts/{made['id']}/send")
    assert (answer.status_code, answer.json()["code"]) == (403, "may_not_make_important")
    assert not Post.objects.exists()
