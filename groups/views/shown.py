"""What every page of a group has around it, and how its buttons answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from content.actions import take_file
from core.errors import Refusal
from core.limits import limit
from groups import access, hooks
from groups.models import Group
from groups.tabs import Tab, tabs_of

RATE, BURST = 2, 200  # writes a second and at once, per person; the API counts in the same bucket


def head(request: HttpRequest, group: Group, room: str) -> dict[str, Any]:
    """A group's name, rooms and what the reader can do about being in it."""
    more: list[Tab] = [tab for tabs in hooks.group_tabs(request=request, group=group) for tab in tabs]
    return {
        "group": group,
        "group_room": room,
        "tabs": tabs_of(group, request.user, more),
        "asked": None if group.joined else access.own_request(request.user, group),
        "invited": None if group.joined else access.own_invite(request.user, group),
    }


def show(
    request: HttpRequest, template: str, group: Group, room: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, f"groups/{template}.html", {**head(request, group, room), **context}, status=status)


def may_write(request: HttpRequest) -> None:
    """Counts this write; refuses it where there were too many."""
    limit(f"groups:{request.user.pk}", rate=RATE, burst=BURST)


def attempt(form: forms.Form, act: Callable[[], object]) -> int:
    """Do it, or put the refusal where it belongs in the form; answers the page's status (200 means it was done)."""
    try:
        act()
    except Refusal as no:
        at_fields = {name: texts for name, texts in no.fields.items() if name in form.fields}
        for name, texts in (at_fields or {None: [no.text]}).items():
            for text in texts:
                form.add_error(name, text)
        return no.status
    return 200


def act_and_go(request: HttpRequest, act: Callable[[], object], done: str, to: str, *args: Any) -> HttpResponse:
    """For buttons: do it or say why not, on the page it leads to."""
    try:
        may_write(request)
        act()
    except Refusal as no:
        messages.error(request, no.text)
    else:
        if done:
            messages.success(request, done)
    return redirect(to, *args)


def picture_sent(request: HttpRequest) -> str | None:
    """The id of the picture that a form carried, taken in as a file of its sender."""
    part = request.FILES.get("picture")
    if part is None:
        return None
    file, _new = take_file(person=request.user, source=part.file, size=part.size, name=part.name)
    return str(file.pk)
