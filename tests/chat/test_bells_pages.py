"""What the pages say of reading and of the other one's clock."""

from __future__ import annotations

import pytest
from django.utils import timezone

from chat.actions import change_preferences, mark_read
from people.models import User
from tests.chat.conftest import say


@pytest.fixture(autouse=True)
def no_hour_ends(monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


def zone_where_it_is(hour: int) -> str:
    """A zone where the clock shows that hour now; its name counts the other way round."""
    ahead = (hour - timezone.now().hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}"


@pytest.mark.parametrize(("hour", "is_night"), [(23, True), (2, True), (12, False)])
def test_at_night_it_is_said_above_the_composer(client_of, alice, bob, thread, hour, is_night):
    User.objects.filter(pk=alice.pk).update(time_zone=zone_where_it_is((hour + 6) % 24))
    User.objects.filter(pk=bob.pk).update(time_zone=zone_where_it_is(hour))
    page = client_of(alice).get(f"/chat/{thread.pk}/").content.decode()
    assert f"it is {hour:02d}:" in page.split("conversation__head")[1].split("</header>")[0]
    line = page.split("data-night")[1].split("</p>")[0]
    assert (f"It is {hour:02d}:" in line, " hidden" in line.split(">")[0]) == (is_night, not is_night)


def test_where_both_have_the_same_clock_nothing_is_said(client_of, alice, bob, thread):
    User.objects.update(time_zone=zone_where_it_is(2))
    page = client_of(alice).get(f"/chat/{thread.pk}/").content.decode()
    assert "data-same" in page.split("<recipient-clock")[1].split(">")[0]


def test_a_group_has_no_such_line(client_of, alice, group):
    assert "<recipient-clock" not in client_of(alice).get(f"/chat/{group.pk}/").content.decode()


def test_the_list_of_readers_is_a_part_of_the_page(client_of, alice, bob, carol, group):
    message = say(alice, group)
    mark_read(thread=group, person=bob, seq=message.seq)
    page = client_of(alice).get(f"/chat/messages/{message.pk}/readers/").content.decode()
    assert "Seen by 1 of 2" in page
    assert "Not yet seen by 1 of 2" in page
    change_preferences(person=carol, receipts=False)
    page = client_of(alice).get(f"/chat/messages/{message.pk}/readers/").content.decode()
    assert "Seen by 1 of 1" in page
    assert "1 person does not show what they have read." in page
    assert "Carol" not in page


def test_who_hides_it_reads_why_there_is_nothing(client_of, alice, group):
    message = say(alice, group)
    change_preferences(person=alice, receipts=False)
    page = client_of(alice).get(f"/chat/messages/{message.pk}/readers/").content.decode()
    assert "You do not show what you have read" in page
    assert "Bob" not in page


def test_others_do_not_get_it(client_of, alice, bob, gina, stranger, group, thread):
    message = say(alice, thread)
    path = f"/chat/messages/{message.pk}/readers/"
    assert client_of(bob).get(path).status_code == 403
    assert client_of(gina).get(path).status_code == 404
    assert stranger.get(path).status_code == 302
    assert client_of(alice).post(path).status_code == 405
