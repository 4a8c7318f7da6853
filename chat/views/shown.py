"""What Work Chat's pages show, for their templates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chat import access
from chat.event_words import words_for_page
from chat.fragments import message_html
from chat.models import MOST_CHARACTERS, MOST_MEMBERS, SMALL, Member, Thread
from chat.rows import row_of, rows_of
from core.cursor import BadCursor
from people.status import time_there


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
    }


def conversation_of(request: HttpRequest, opened: Thread) -> dict[str, Any]:
    messages, at_end = access.window_of(opened)
    return {
        **about(request, opened),
        "messages": [message_html(message) for message in messages],
        "first_seq": messages[0].seq if messages else 0,
        "at_end": at_end,
        "at_beginning": not messages or messages[0].seq <= opened.my_from_seq + 1,
        "most": MOST_CHARACTERS,
    }


def about(request: HttpRequest, opened: Thread) -> dict[str, Any]:
    members = list(access.members_of(opened).veiled(request.user))
    row = row_of(opened, members, request.user)
    return {
        "opened": opened,
        "row": row,
        "there": time_there(row.partner, request.user) if row.partner else None,
        "members": members,
        "is_admin": opened.my_role == Member.Role.ADMIN,
        "most_members": MOST_MEMBERS,
        "is_small": opened.member_count <= SMALL,
    }
