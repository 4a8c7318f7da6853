"""The bell's page as a browser without scripts sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import Notification
from tests.notifications.conftest import hidden


def page_of(client, path="/notifications/"):
    return client.get(path).text


def count_in(html: str) -> str:
    return html.split('data-nav="bell"')[1].split('data-count="')[1].split('"')[0]


def test_an_empty_bell_says_what_will_stand_there(bob, client_of):
    assert "Nothing yet" in page_of(client_of(bob))


def test_the_bell_shows_how_many_are_unread(alice, bob, carol, wave, client_of):
    wave(alice, bob)
    wave(carol, bob)
    assert count_in(page_of(client_of(bob), "/")) == "2"
    assert count_in(page_of(client_of(alice), "/")) == "0"


def test_what_happened_today_stands_apart(alice, bob, carol, wave, client_of):
    wave(alice, bob)
    wave(carol, bob)
    Notification.objects.filter(about_id=alice.pk).update(changed_at=timezone.now() - timedelta(days=2))
    html = page_of(client_of(bob))
    assert html.index("Today") < html.index("Carol Clark</b> waved") < html.index("Earlier")
    assert html.index("Earlier") < html.index("Alice Adams</b> waved")


def test_opening_the_list_sees_and_does_not_read(alice, bob, wave, client_of):
    wave(alice, bob)
    page_of(client_of(bob))
    row = Notification.objects.get()
    assert row.seen_at
    assert not row.read_at


def test_following_an_entry_reads_it_and_leads_to_the_thing(alice, bob, wave, client_of):
    wave(alice, bob)
    row = Notification.objects.get()
    assert client_of(bob).get(f"/notifications/{row.pk}/")["Location"] == f"/people/{alice.pk}/"
    row.refresh_from_db()
    assert row.is_read


def test_marking_one_read_and_unread(alice, bob, wave, client_of):
    wave(alice, bob)
    row, client = Notification.objects.get(), client_of(bob)
    for what, is_read in (("read", True), ("unread", False)):
        assert client.post(f"/notifications/{row.pk}/{what}/")["Location"] == "/notifications/"
        row.refresh_from_db()
        assert row.is_read is is_read


def test_marking_all_read_is_undone_by_a_button(alice, bob, carol, wave, client_of):
    wave(carol, bob)
    client = client_of(bob)
    client.post(f"/notifications/{Notification.objects.get().pk}/read/")
    wave(alice, bob)
    html = client.post("/notifications/read-all/", follow=True).text
    assert count_in(html) == "0"
    stamp = html.split('name="read_at" value="')[1].split('"')[0]
    assert count_in(client.post("/notifications/read-all/undo/", {"read_at": stamp}, follow=True).text) == "1"


@pytest.mark.parametrize("stamp", ["", "x", "2026-01-01", "2026-13-45T99:00:00Z", "2026-01-01T00:00:00"])
def test_undoing_what_never_was_changes_nothing(alice, bob, wave, client_of, stamp):
    wave(alice, bob)
    assert client_of(bob).post("/notifications/read-all/undo/", {"read_at": stamp}).status_code == 302


def test_what_may_not_be_seen_any_more_leaves_the_bell(alice, bob, carol, wave, client_of):
    wave(alice, bob)
    wave(carol, bob)
    hidden.add(alice.pk)
    html = page_of(client_of(bob))
    assert "Alice Adams</b> waved" not in html
    assert count_in(html) == "1"


def test_an_entry_that_may_not_be_seen_any_more_leads_back_to_the_list(alice, bob, wave, client_of):
    wave(alice, bob)
    hidden.add(alice.pk)
    assert client_of(bob).get(f"/notifications/{Notification.objects.get().pk}/")["Location"] == "/notifications/"


def test_a_long_bell_pages_and_costs_the_same(alice, bob, wave, client_of, django_assert_max_num_queries):
    for number in range(70):
        Notification.objects.create(
            person=bob, kind="tests.waved", about_type="people.user", about_id=number + 100, actors=[alice.pk]
        )
    client = client_of(bob)
    client.get("/notifications/")
    with django_assert_max_num_queries(12):
        html = page_of(client)
    assert html.count("bell__entry") == 30
    cursor = html.split('href="?cursor=')[1].split('"')[0]
    assert page_of(client, f"/notifications/?cursor={cursor}").count("bell__entry") == 30


def test_markup_in_a_name_stays_text(alice, bob, wave, client_of):
    alice.name = "<b onclick=x>&"
    alice.save(update_fields=["name"])
    wave(alice, bob)
    html = page_of(client_of(bob))
    assert "<b onclick" not in html
    assert "<b>&lt;b onclick=x&gt;&amp;</b> waved" in html


def test_it_is_in_french(alice, bob, wave, client_of):
    wave(alice, bob)
    bob.language = "fr"
    bob.save(update_fields=["language"])
    html = page_of(client_of(bob))
    assert "Aujourd’hui" in html
    assert "Tout marquer comme lu" in html


PATHS = ["/notifications/{}/", "/notifications/{}/read/", "/notifications/{}/unread/"]


def ask(client, path):
    return client.get(path) if path.count("/") == 3 else client.post(path)


@pytest.mark.parametrize("path", PATHS)
def test_anothers_row_is_not_there(alice, bob, carol, gina, wave, client_of, path):
    wave(alice, bob)
    at = path.format(Notification.objects.get().pk)
    assert ask(client_of(carol), at).status_code == 404
    assert ask(client_of(gina), at).status_code == 404
    assert ask(client_of(gina, host="acme.localhost"), at).status_code in {302, 404}
    assert ask(client_of(bob), path.format(999)).status_code == 404
    assert ask(client_of(bob), path.format("x")).status_code == 404
    assert not Notification.objects.get().is_read


@pytest.mark.parametrize(
    "path", ["/notifications/", *PATHS, "/notifications/read-all/", "/notifications/read-all/undo/"]
)
def test_strangers_are_asked_to_sign_in(alice, bob, wave, stranger, path):
    wave(alice, bob)
    answer = stranger.post(path.format(Notification.objects.get().pk))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
