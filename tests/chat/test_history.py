"""The history rule: whoever comes into a thread of `joined` sees what is said from then on, by every door"""

import pytest

from chat.actions import (
    add_members,
    change_message,
    change_thread,
    delete_message,
    edit_message,
    mark_read,
    remove_member,
)
from chat.models import Message
from tests.cast import join
from tests.chat.conftest import say


@pytest.fixture
def dan(acme):
    person = join("dan@acme.example", "Dan Dean")
    person.company = acme
    return person


@pytest.fixture
def old(alice, bob, dan, group):
    """What was said before Dan came."""
    change_thread(thread=group, by=alice, history="joined")
    message = say(bob, group, "a secret of before")
    add_members(thread=group, people=[dan], by=alice)
    group.refresh_from_db()
    return message


def texts(answer, name="results"):
    return [row["text"] or row["detail"]["what"] for row in answer.json()[name]]


def test_the_list_begins_with_their_coming(api_of, alice, dan, group, old):
    say(alice, group, "welcome")
    assert texts(api_of(dan).get(f"threads/{group.pk}/messages")) == ["welcome", "added"]
    assert texts(api_of(dan).get(f"threads/{group.pk}/messages?before=2")) == []
    assert len(texts(api_of(alice).get(f"threads/{group.pk}/messages"))) == 4


def test_so_do_changes(api_of, dan, group, old):
    assert texts(api_of(dan).get(f"threads/{group.pk}/changes?since=0"), "messages") == ["added"]


def test_an_old_message_is_not_there_for_them(api_of, dan, old):
    assert api_of(dan).patch(f"messages/{old.pk}", text="x").status_code == 404
    assert api_of(dan).delete(f"messages/{old.pk}").status_code == 404


def test_they_cannot_quote_it(api_of, dan, group, old):
    body = {"client_id": "q", "text": "this?", "reply_to": str(old.pk)}
    assert api_of(dan).post(f"threads/{group.pk}/messages", **body).status_code == 404


def test_they_hear_nothing_of_what_becomes_of_it(heard, api_of, alice, bob, dan, group, old):
    old = edit_message(message=old, text="changed")
    assert dan.pk not in heard.last()[1]
    change_message(message=old, by=alice, reactions={})
    assert dan.pk not in heard.last()[1]
    delete_message(message=old)
    assert dan.pk not in heard.last()[1]
    assert texts(api_of(dan).get(f"threads/{group.pk}/changes?since=0"), "messages") == ["added"]
    say(alice, group)
    assert dan.pk in heard.last()[1]


def test_the_page_begins_there_too_and_says_why(client_of, alice, dan, group, old):
    html = client_of(dan).get(f"/chat/{group.pk}/").content.decode()
    assert "a secret of before" not in html
    assert "You see what was said since you came" in html
    assert '<li class="messages__older" hidden' in html
    assert '<li class="beginning">' in html


def test_the_beginning_waits_above_where_more_is_to_load(client_of, alice, dan, group, old):
    for _ in range(60):
        say(alice, group)
    mark_read(thread=group, person=alice, seq=group.last_seq)
    html = client_of(alice).get(f"/chat/{group.pk}/").content.decode()
    assert '<li class="beginning" hidden>' in html


def test_their_numbers_count_from_there(api_of, alice, dan, group, old):
    assert api_of(dan).get(f"threads/{group.pk}").json()["unread"] == 0
    say(alice, group)
    answer = api_of(dan).get(f"threads/{group.pk}").json()
    assert (answer["unread"], answer["from_seq"]) == (1, old.seq)
    assert api_of(dan).post(f"threads/{group.pk}/read", seq=group.last_seq).json()["unread"] == 0


def test_where_the_people_are_added_it_is_stated(client_of, alice, group):
    assert "They will see what was said before." in client_of(alice).get(f"/chat/{group.pk}/").content.decode()
    change_thread(thread=group, by=alice, history="joined")
    assert "They will see only what is said from now on." in client_of(alice).get(f"/chat/{group.pk}/").content.decode()


def test_a_later_rule_changes_nothing_for_those_who_are_in(api_of, alice, bob, dan, group, old):
    change_thread(thread=group, by=alice, history="all")
    assert "a secret of before" not in texts(api_of(dan).get(f"threads/{group.pk}/messages"))
    assert "a secret of before" in texts(api_of(bob).get(f"threads/{group.pk}/messages"))


def test_who_leaves_and_comes_back_sees_what_the_rule_says_then(api_of, alice, dan, group, old):
    remove_member(thread=group, person=dan, by=dan)
    change_thread(thread=group, by=alice, history="all")
    add_members(thread=group, people=[dan], by=alice)
    assert "a secret of before" in texts(api_of(dan).get(f"threads/{group.pk}/messages"))


def test_a_group_may_begin_with_the_rule(api_of, alice, bob, carol):
    body = {"people": [str(bob.pk), str(carol.pk)], "history": "joined"}
    assert api_of(alice).post("threads", **body).json()["history"] == "joined"
    assert Message.objects.count() == 0
