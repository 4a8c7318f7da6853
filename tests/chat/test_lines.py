"""A page read as rows shows to the letter what its messages show when they are read whole."""

from __future__ import annotations

from typing import Any

import pytest

from chat import access
from chat.actions import delete_message, edit_message, react, send_message
from chat.lines import Line
from chat.models import Message
from chat.serializers import message_rows, shown_rows
from chat.stickers import DRAWN
from tests.chat.conftest import say

EVERYTHING: dict[str, Any] = {"before": 0, "after": 0, "descending": False, "cursor": None, "most": 100}


@pytest.fixture
def all_sorts(alice, bob, carol, group, file_of):
    plain = say(alice, group, "just *words*")
    edit_message(message=say(bob, group, "wrods"), text="words")
    delete_message(message=say(bob, group, "never mind"))
    react(message=plain, person=bob, emoji="👍")
    say(alice, group, f"@[{carol.pk}] look")
    say(alice, group, "https://example.com/page")
    send_message(thread=group, author=bob, text="yes", client_id="r", reply_to=plain)
    send_message(thread=group, author=bob, client_id="s", sticker=next(iter(DRAWN)))
    send_message(thread=group, author=bob, client_id="f", files=[str(file_of(bob).pk)])
    carol.name = ""
    carol.save(update_fields=["name"])
    say(carol, group, "nobody wrote down what I am called")
    return group


def test_rows_and_messages_show_the_same(bob, all_sorts):
    thread = access.thread_for(bob, all_sorts.pk)
    page = access.page_of_messages(thread, whole=False, **EVERYTHING).messages
    whole = message_rows(Message.objects.filter(thread=thread).order_by("seq"), html=False)
    assert shown_rows(page, html=False) == whole
    assert {type(message) for message in page} == {Line, Message}
    assert sum(isinstance(message, Line) for message in page) >= 5


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("whole", [True, False])
def test_pages_join_without_a_gap_or_a_double(alice, bob, group, descending, whole):
    said = [say(alice, group, f"{number}").seq for number in range(7)]
    thread, found, cursor = access.thread_for(bob, group.pk), [], None
    while True:
        asked = {**EVERYTHING, "descending": descending, "cursor": cursor, "most": 3, "whole": whole}
        page = access.page_of_messages(thread, **asked)
        found += [message.seq for message in page.messages if message.seq in said]
        if page.following is None:
            break
        cursor = page.messages[-1].seq
    assert found == (said[::-1] if descending else said)


def test_who_came_later_sees_nothing_of_before_by_rows_either(alice, bob, group):
    say(alice, group, "before")
    say(alice, group, "after")
    thread = access.thread_for(bob, group.pk)
    thread.my_from_seq = thread.last_seq - 1
    for whole in (True, False):
        page = access.page_of_messages(thread, whole=whole, **EVERYTHING).messages
        assert [message.text for message in page] == ["after"]
