"""What Work Chat's pages show, for their templates."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from chat import access, later, peace
from chat.event_words import words_for_page
from chat.fragments import message_html
from chat.models import MOST_CHARACTERS, MOST_MEMBERS, SMALL, Member, Message, Pin, Report, Thread
from chat.rows import row_of, rows_of
from chat.words import media_words
from core.cursor import BadCursor
from core.text import plain
from people.models import User
from people.status import NIGHT, is_night, time_there

PINNED = 160  # characters of a pinned message on the bar


def list_of(request: HttpRequest) -> dict[str, Any]:
    archived = request.GET.get("archived") == "1"
    try:
        page, following = access.page_of_threads(request.user, request.GET.get("cursor", ""), archived=archived)
    except BadCursor:
        page, following = access.page_of_threads(request.user, "", archived=archived)
    return {
        "archived": archived,
        "rows": rows_of(page, request.user),
        "next": following,
        "most": MOST_CHARACTERS,
        "event_words": words_for_page(),
        "words": media_words(),
        "blocked": peace.blocked_ids(request.user),
        "report_reasons": Report.Reason.choices,
    }


def conversation_of(request: HttpRequest, opened: Thread) -> dict[str, Any]:
    jump = _asked_for(request, opened)
    if jump:
        window = access.around(opened, jump, access.OPENED)
        messages, at_end = window.messages, window.at_end
    else:
        messages, at_end = access.window_of(opened)
    return {
        "jump": jump,
        "is_missing": "message" in request.GET and jump is None,
        "pins": pins_of(opened, request.user),
        **about(request, opened),
        "messages": [message_html(message) for message in messages],
        "first_seq": messages[0].seq if messages else 0,
        "at_end": at_end,
        "at_beginning": not messages or messages[0].seq <= opened.my_from_seq + 1,
        "most": MOST_CHARACTERS,
        "waiting": later.waiting_in(opened, request.user),
    }


def about(request: HttpRequest, opened: Thread) -> dict[str, Any]:
    members = list(access.members_of(opened).veiled(request.user))
    row = row_of(opened, members, request.user)
    there = time_there(row.partner, request.user) if row.partner else None
    return {
        "opened": opened,
        "row": row,
        "there": there,
        "night": NIGHT,
        "is_night": bool(there and is_night(there)),
        "members": members,
        "is_admin": opened.my_role == Member.Role.ADMIN,
        "most_members": MOST_MEMBERS,
        "is_closed": peace.is_closed(opened),
        "i_blocked": bool(row.partner and peace.has_blocked(request.user, row.partner.pk)),
        "is_small": opened.member_count <= SMALL,
    }


def _asked_for(request: HttpRequest, opened: Thread) -> Message | None:
    """The message that the address names, if it is here for this person."""
    if "message" not in request.GET:
        return None
    try:
        return access.message_in(opened, request.GET["message"])
    except Http404:
        return None


def pins_of(opened: Thread, reader: User) -> list[tuple[Pin, str]]:
    """What is pinned, each with its first words."""
    return [(pin, plain(pin.message.text, most=PINNED)) for pin in access.pins_of(opened, reader=reader)]
