"""Threads and people for what somebody types."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chat import access
from chat.results import hits
from chat.rows import rows_of
from content.search import Question
from people.access import PEOPLE_ORDER, people_for
from people.models import User

FOUND = 8  # people and threads each, in a search
PICKED = 30


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Threads, people and messages for what is typed above the list."""
    text = _typed(request)
    listed = list(access.threads_listed(request.user, text).order_by("-changed_at")[:FOUND])
    shown = rows_of(listed, request.user)
    partners = [row.partner.pk for row in shown if row.partner]
    people = _colleagues(request, text).exclude(pk__in=partners)[:FOUND]
    notes = _means_notes(request, text) and not any(row.thread.is_notes for row in shown)
    messages = hits(request.user, Question(text=text), FOUND)
    found = {"rows": shown, "people": people, "notes": notes, "hits": messages}
    return render(request, "chat/_found.html", found)


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """Threads, and people with whom there is none yet, for what a message can be forwarded to."""
    text = _typed(request)
    rows = rows_of(list(access.threads_listed(request.user, text).order_by("-changed_at")[:PICKED]), request.user)
    partners = [row.partner.pk for row in rows if row.partner]
    people = _colleagues(request, text).exclude(pk__in=partners)[:PICKED]
    return render(request, "chat/_targets.html", {"rows": rows, "people": people})


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Colleagues to choose from, for a new conversation or to add to one."""
    text = _typed(request)
    found = _colleagues(request, text)
    inside = request.GET.get("beside")
    if inside:
        found = found.exclude(pk__in=access.members_of(access.thread_for(request.user, inside)).values("person"))
    return render(
        request, "chat/_people.html", {"people": found[:PICKED], "notes": not inside and _means_notes(request, text)}
    )


def _means_notes(request: HttpRequest, text: str) -> bool:
    return all(access.means_notes(request.user, word) for word in text.split())


def _colleagues(request: HttpRequest, text: str) -> QuerySet[User]:
    return people_for(request.user, text=text).exclude(pk=request.user.pk).order_by(*PEOPLE_ORDER)


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:100]
