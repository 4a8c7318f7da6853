"""Lines of what happened in a thread: `kind` event, for nobody unread"""

import pytest

from chat.actions import add_members, edit_message, mark_read, remove_member, rename_thread, set_role
from chat.actions.happenings import note_event
from chat.event_words import WORDS, line_of
from chat.models import Member, Message
from tests.cast import join
from tests.chat.conftest import say


@pytest.fixture
def dan(acme):
    return join("dan@acme.example", "Dan Dean")


def lines(thread, reader):
    events = Message.objects.filter(thread=thread, kind=Message.Kind.EVENT).select_related("author").order_by("seq")
    return [line_of(message, reader) for message in events]


def unread(api, thread):
    return api.get(f"threads/{thread.pk}").json()["unread"]


def test_each_reader_is_told_in_their_own_words(alice, bob, dan, group):
    rename_thread(thread=group, name="Night shift", by=bob)
    add_members(thread=group, people=[dan], by=alice)
    set_role(thread=group, person=bob, role="admin", by=alice)
    remove_member(thread=group, person=dan, by=dan)
    assert lines(group, bob) == [
        "You named the conversation “Night shift”",
        "Alice Adams added Dan Dean",
        "Alice Adams made you an admin",
        "Dan Dean left",
    ]
    assert lines(group, dan)[1::2] == ["Alice Adams added you", "You left"]
    assert lines(group, alice)[1:3] == ["You added Dan Dean", "You made Bob Brown an admin"]


def test_several_names_are_joined_as_one_says_them(alice, bob, carol, dan, group):
    eve = join("eve@acme.example", "Eve Ellis")
    add_members(thread=group, people=[dan, eve], by=alice)
    assert lines(group, bob) == ["Alice Adams added Dan Dean and Eve Ellis"]


def test_a_line_is_unread_for_nobody(api_of, alice, bob, carol, group):
    note_event(thread=group, what="picture", by=bob)
    assert [unread(api_of(person), group) for person in (alice, bob, carol)] == [0, 0, 0]
    say(bob, group)
    note_event(thread=group, what="picture", by=bob)
    assert [unread(api_of(person), group) for person in (alice, bob, carol)] == [1, 0, 1]
    mark_read(thread=group, person=alice, seq=1)
    assert unread(api_of(alice), group) == 1
    mark_read(thread=group, person=alice, seq=2)
    assert unread(api_of(alice), group) == 0


def test_one_version_tells_of_the_line_and_of_the_change(heard, api_of, alice, bob, group):
    rename_thread(thread=group, name="Night shift", by=bob)
    (line, to), (changed, also) = heard[-2:]
    assert (line.type, changed.type, to) == ("chat.message_sent", "chat.thread_changed", also)
    assert (line.kind, line.version, changed.version) == ("event", 1, 1)
    assert line.detail == {"what": "renamed", "people": [], "name": "Night shift"}
    assert "data-event" in line.html
    assert "named" not in line.html.replace("renamed", "")


def test_a_line_cannot_be_changed_or_taken_back(api_of, bob, group):
    line = note_event(thread=group, what="picture", by=bob)
    for answer in (api_of(bob).patch(f"messages/{line.pk}", text="x"), api_of(bob).delete(f"messages/{line.pk}")):
        assert (answer.status_code, answer.json()["code"]) == (403, "only_told")


def test_a_line_can_be_read_and_not_quoted(api_of, bob, group):
    line = note_event(thread=group, what="picture", by=bob)
    assert api_of(bob).get(f"messages/{line.pk}").json()["detail"]["what"] == "picture"
    answer = api_of(bob).post(f"threads/{group.pk}/messages", client_id="q", text="this?", reply_to=str(line.pk))
    assert (answer.status_code, answer.json()["code"]) == (403, "only_told")


def test_a_name_cannot_bring_markup_into_a_line(client_of, alice, bob, group):
    rename_thread(thread=group, name='"><img src=x>', by=bob)
    assert "<img src=x>" not in client_of(alice).get(f"/chat/{group.pk}/").content.decode()


def test_the_list_quotes_the_line(client_of, alice, bob, group):
    rename_thread(thread=group, name="Night shift", by=bob)
    assert "Bob Brown named the conversation “Night shift”" in client_of(alice).get("/chat/").content.decode()


def test_the_page_has_all_words(client_of, alice):
    html = client_of(alice).get("/chat/").content.decode()
    assert all(f'"{what}":' in html for what in WORDS)


def test_who_put_the_thread_away_does_not_get_it_back_for_a_line(alice, bob, group):
    Member.objects.filter(thread=group, person=alice).update(archived_seq=0)
    note_event(thread=group, what="picture", by=bob)
    assert Member.objects.get(thread=group, person=alice).archived_seq == 1
    say(bob, group)
    assert Member.objects.get(thread=group, person=alice).archived_seq == 1


def test_an_edit_after_a_line_stays_one(alice, bob, group):
    message = say(bob, group)
    note_event(thread=group, what="picture", by=bob)
    assert edit_message(message=message, text="again").version == 3
