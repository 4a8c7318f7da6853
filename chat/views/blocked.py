"""Whom a person blocked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chat import actions, peace
from core.errors import Refusal
from core.paging import page_of
from people.access import person_for


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    rows = peace.blocks_of(request.user)
    found = page_of(rows, by=peace.BLOCKS_ORDER, cursor=request.GET.get("cursor", ""), descending=True)
    return render(request, "chat/blocked.html", {"page": found, "room": "settings"})


@require_POST
def block(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request.user, pk)
    try:
        actions.block(blocker=request.user, person=person)
    except Refusal as no:
        messages.error(request, no.text)
    else:
        messages.success(request, _("You blocked %(name)s.") % {"name": person})
    return redirect("people:profile", person.pk)


@require_POST
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request.user, pk)
    actions.unblock(blocker=request.user, person=person)
    messages.success(request, _("%(name)s is not blocked any more.") % {"name": person})
    if request.POST.get("from") == "list":
        return redirect("chat:blocked")
    return redirect("people:profile", person.pk)
