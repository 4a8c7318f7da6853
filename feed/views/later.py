"""The posts that a person put off: the page that lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.models import with_files
from core.errors import Refusal
from core.paging import page_of
from feed import actions, composing, later, marking
from feed.forms import ScheduledPostForm
from feed.models import ScheduledPost
from feed.views.shown import may_write, refused_fields
from groups.access import groups_of
from groups.models import Group

SHOWN = 50


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Posts to come, soonest first."""
    return _page(request)


@require_POST
def scheduled(request: HttpRequest, pk: str) -> HttpResponse:
    """Change, cancel or publish one of them."""
    row = later.scheduled_for(request.user, pk)
    may_write(request)
    asked = request.POST.get("do")
    if asked == "cancel":
        return _act(request, lambda: actions.cancel_scheduled(scheduled=row), _("It will not be published."))
    if asked == "send":
        return _send(request, row)
    form, status = _form(request, row, request.POST), 400
    if form.is_valid():
        try:
            _change(request, row, form.cleaned_data)
        except Refusal as no:
            status = no.status
            fields = {"at" if name == "send_at" else name: texts for name, texts in no.fields.items()}
            refused_fields(form, fields or {"group": [no.text]})
        else:
            messages.success(request, _("Changed."))
            return redirect("feed:later")
    return _page(request, wrong=row, form=form, status=status)


def _change(request: HttpRequest, row: ScheduledPost, given: dict[str, Any]) -> None:
    group, days = composing.place_chosen(request.user, given["group"]), given.get("important_days")
    marking.may_ask_for_days(request.user, group, days)
    standing = later.Standing(group=group, important_days=days)
    actions.change_scheduled(scheduled=row, text=given["text"], send_at=given["at"], standing=standing)


def _send(request: HttpRequest, row: ScheduledPost) -> HttpResponse:
    try:
        post = actions.send_scheduled_now(scheduled=row)
    except Refusal as no:
        messages.error(request, no.text)
    else:
        waits = _("Your post waits until an admin of the group lets it in.")
        messages.success(request, waits if post.waits_since else _("The post is published."))
    return redirect("feed:later")


def _act(request: HttpRequest, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Refusal as no:
        messages.error(request, no.text)
    else:
        messages.success(request, done)
    return redirect("feed:later")


def _page(
    request: HttpRequest,
    wrong: ScheduledPost | None = None,
    form: ScheduledPostForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = later.scheduled_of(request.user)
    coming = page_of(rows, by=later.ORDER, cursor=request.GET.get("cursor", ""), size=SHOWN)
    with_files(coming.rows)
    groups = groups_of(request.user)
    posts = [
        {"row": row, "form": form if wrong == row and form is not None else _form(request, row, groups=groups)}
        for row in coming.rows
    ]
    context = {"coming": coming, "posts": posts, "room": "/"}
    return render(request, "feed/later.html", context, status=status)


def _form(
    request: HttpRequest, row: ScheduledPost, sent: Any = None, groups: list[Group] | None = None
) -> ScheduledPostForm:
    """With what it holds, or with what was sent. A group that takes no post any more is still among the places, as
    long as it is the chosen one."""
    groups = groups_of(request.user) if groups is None else groups
    chosen = str(row.group_id or composing.PROFILE)
    places = [(place.value, place.name) for place in composing.places_of(groups, chosen)]
    if row.group is not None and chosen not in dict(places):
        places.insert(0, (chosen, str(row.group)))
    days = row.data.get("important_days")
    return ScheduledPostForm(
        sent,
        places=places,
        may_be_important=bool(days or marking.important_ids(request.user, groups)),
        initial={"group": chosen, "text": row.text, "at": row.send_at, "important_days": days},
        auto_id=f"id_{row.pk}_%s",
    )
