"""Who wrote what others share hears of it, where they may read it; and what is shared comes with its files."""

import pytest

from chat.actions import block
from feed.actions import delete_post, share_post
from groups.actions import add_member, create_group, remove_member
from notifications.models import Notification
from tests.chat.conftest import file_of  # noqa: F401  (a fixture)
from tests.feed.test_notifications import bell_of


@pytest.fixture
def source(alice, say):
    return say(alice, "The lift is back")


def test_it_rings_once_for_all_who_shared(alice, bob, carol, source):
    share_post(source=source, group=None, author=bob, text="At last")
    share, _new = share_post(source=source, group=None, author=carol)
    assert bell_of(alice) == ["Carol Clark and Bob Brown shared your post"]
    assert bell_of(bob) == bell_of(carol) == []
    delete_post(post=share, by=carol)
    assert bell_of(alice) == [], "what it leads to is gone"


def test_ones_own_share_and_a_retry_do_not(alice, bob, source):
    share_post(source=source, group=None, author=alice)
    for _ in range(2):
        share_post(source=source, group=None, author=bob, client_id="a")
    assert Notification.objects.get(person=alice).times == 1


@pytest.mark.parametrize("kind", ["closed", "secret"])
def test_of_a_place_that_is_not_for_them_they_hear_nothing(alice, bob, source, kind):
    group = create_group(name="Bakers", kind=kind, creator=bob)
    share_post(source=source, group=group, author=bob)
    assert not Notification.objects.filter(person=alice).exists()
    add_member(group=group, person=alice)
    share_post(source=source, group=group, author=bob)
    assert bell_of(alice) == ["Bob Brown shared your post"]
    remove_member(group=group, person=alice)
    assert bell_of(alice) == []


def test_whom_they_blocked_does_not_ring(alice, bob, source):
    block(blocker=alice, person=bob)
    share_post(source=source, group=None, author=bob)
    assert not Notification.objects.filter(person=alice).exists()


def test_who_is_mentioned_in_the_share_hears_of_that_alone(alice, bob, source):
    share_post(source=source, group=None, author=bob, text=f"Thanks, @[{alice.pk}]")
    assert bell_of(alice) == ["Bob Brown mentioned you in a post"]


def test_the_files_of_what_is_shared_come_along(alice, bob, carol, say, file_of, api_of):  # noqa: F811
    source = say(alice, "Look", files=[file_of(alice, name="lift.txt").pk])
    api = api_of(carol)
    for group in (None, create_group(name="Bakers", creator=bob)):
        share, _new = share_post(source=source, group=group, author=bob)
        shown = api.get(f"/api/v1/posts/{share.pk}").json()
        assert [file["name"] for file in shown["shared_from"]["files"]] == ["lift.txt"]
        assert shown["files"] == []
    listed = api.get("/api/v1/feed", {"group": str(group.pk)}).json()["results"][0]
    assert [file["name"] for file in listed["shared_from"]["files"]] == ["lift.txt"]
    assert api.get(listed["shared_from"]["files"][0]["url"]).status_code == 200
