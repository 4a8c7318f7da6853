"""The list, and a conversation beside it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from chat import access, actions, peace
from chat.models import MOST_CHARACTERS
from chat.rows import rows_of
from chat.views.shown import about, conversation_of, list_of, pins_of
from people.access import person_for


@require_safe
def threads(request: HttpRequest) -> HttpResponse:
    """The list; on wide windows beside an empty place for a conversation."""
    return render(request, "chat/chat.html", {**list_of(request), "most": MOST_CHARACTERS})


@require_safe
def thread(request: HttpRequest, pk: str) -> HttpResponse:
    """The list with a conversation open."""
    opened = access.thread_for(request.user, pk)
    return render(request, "chat/chat.html", {**list_of(request), **conversation_of(request, opened)})


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
    return render(request, "chat/_conversation.html", conversation_of(request, opened))


@require_safe
def details(request: HttpRequest, pk: str) -> HttpResponse:
    """Head and details of a conversation, after its name or members changed."""
    opened = access.thread_for(request.user, pk)
    return render(request, "chat/_about.html", about(request, opened))


@require_safe
def pins(request: HttpRequest, pk: str) -> HttpResponse:
    """The bar of what is pinned, after that changed."""
    opened = access.thread_for(request.user, pk)
    return render(request, "chat/_pins.html", {"opened": opened, "pins": pins_of(opened, request.user)})


@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    return render(request, "chat/_rows.html", list_of(request))


@require_safe
def row(request: HttpRequest, pk: str) -> HttpResponse:
    """One row of the list."""
    found = access.thread_for(request.user, pk)
    context = {"row": rows_of([found], request.user)[0], "blocked": peace.blocked_ids(request.user)}
    return render(request, "chat/_row.html", context)
