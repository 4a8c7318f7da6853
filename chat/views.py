"""Work Chat's pages, and the parts of them that the browser fetches by itself."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from chat import access, actions
from chat.fragments import message_html
from chat.models import MOST_CHARACTERS, SMALL, Thread
from chat.rows import row_of, rows_of
from core.cursor import BadCursor
from people.access import PEOPLE_ORDER, people_for, person_for
from people.models import User
from people.status import time_there

FOUND = 8  # people and threads each, in a search
PICKED = 30


@require_safe
def threads(request: HttpRequest) -> HttpResponse:
    """The list; on wide windows beside an empty place for a conversation."""
    return render(request, "chat/chat.html", {**_list(request), "most": MOST_CHARACTERS})


@require_safe
def thread(request: HttpRequest, pk: str) -> HttpResponse:
    """The list with a conversation open."""
    opened = access.thread_for(request.user, pk)
    return render(request, "chat/chat.html", {**_list(request), **_conversation(request, opened)})


@require_POST
def direct(request: HttpRequest, pk: str) -> HttpResponse:
    """From a colleague's face to the conversation with them, begun where there is none yet."""
    person = person_for(request.user, pk)
    opened, _created = actions.create_thread(creator=request.user, people=[person])
    return redirect("chat:thread", opened.pk)


@require_safe
def conversation(request: HttpRequest, pk: str) -> HttpResponse:
    """A conversation alone, to put into a page that is there already."""
    opened = access.thread_for(request.user, pk)
    return render(request, "chat/_conversation.html", _conversation(request, opened))


@require_safe
def details(request: HttpRequest, pk: str) -> HttpResponse:
    """Head and details of a conversation, after its name or members changed."""
    opened = access.thread_for(request.user, pk)
    return render(request, "chat/_about.html", _about(request, opened))


@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    return render(request, "chat/_rows.html", _list(request))


@require_safe
def row(request: HttpRequest, pk: str) -> HttpResponse:
    """One row of the list."""
    found = access.thread_for(request.user, pk)
    return render(request, "chat/_row.html", {"row": rows_of([found], request.user)[0]})


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Threads and people for what is typed above the list."""
    text = _typed(request)
    found = list(access.threads_listed(request.user, text).order_by("-changed_at")[:FOUND])
    shown = rows_of(found, request.user)
    partners = [row.partner.pk for row in shown if row.partner]
    people = _colleagues(request, text).exclude(pk__in=partners)[:FOUND]
    return render(request, "chat/_found.html", {"rows": shown, "people": people})


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Colleagues to choose from, for a new conversation or to add to one."""
    found = _colleagues(request, _typed(request))
    inside = request.GET.get("beside")
    if inside:
        found = found.exclude(pk__in=access.members_of(access.thread_for(request.user, inside)).values("person"))
    return render(request, "chat/_people.html", {"people": found[:PICKED]})


def _colleagues(request: HttpRequest, text: str) -> QuerySet[User]:
    return people_for(request.user, text=text).exclude(pk=request.user.pk).order_by(*PEOPLE_ORDER)


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:100]


def _list(request: HttpRequest) -> dict[str, Any]:
    try:
        page, following = access.page_of_threads(request.user, request.GET.get("cursor", ""))
    except BadCursor:
        page, following = access.page_of_threads(request.user, "")
    return {"rows": rows_of(page, request.user), "next": following, "most": MOST_CHARACTERS}


def _conversation(request: HttpRequest, opened: Thread) -> dict[str, Any]:
    messages, at_end = access.window_of(opened)
    return {
        **_about(request, opened),
        "messages": [message_html(message) for message in messages],
        "first_seq": messages[0].seq if messages else 0,
        "at_end": at_end,
        "most": MOST_CHARACTERS,
    }


def _about(request: HttpRequest, opened: Thread) -> dict[str, Any]:
    members = list(access.members_of(opened))
    row = row_of(opened, members, request.user)
    return {
        "opened": opened,
        "row": row,
        "there": time_there(row.partner, request.user) if row.partner else None,
        "members": members,
        "may_remove": access.may_remove(opened, request.user),
        "is_small": opened.member_count <= SMALL,
    }
