"""The page of what somebody put aside."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from content import access, actions
from content.saving import KINDS
from core.cursor import BadCursor
from core.rest import next_page, to_pk

PAGE = 30


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    rows, cursor = access.saved_of(request.user), request.GET.get("cursor", "")
    try:
        page, following = next_page(rows, by=("created_at", "pk"), descending=True, cursor=cursor, most=PAGE)
    except BadCursor:
        page, following = next_page(rows, by=("created_at", "pk"), descending=True, cursor="", most=PAGE)
    shown = [(row, found, KINDS[row.kind].label) for row, found in access.shown_to(request.user, page)]
    return render(request, "content/saved.html", {"shown": shown, "next": following})


@require_POST
def unsave(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    actions.unsave_thing(person=request.user, kind=kind, thing=to_pk(pk))
    return redirect("content:saved")
