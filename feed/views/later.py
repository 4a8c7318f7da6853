"""The posts that a person put off: the page that lists them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.models import with_files
from core.errors import Refusal
from core.paging import page_of
from feed import actions, later
from feed.forms import ScheduledPostForm
from feed.models import ScheduledPost
from feed.views.shown import may_write

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
    form = ScheduledPostForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_scheduled(scheduled=row, text=given["text"], send_at=given["at"])
        except Refusal as no:
            form.add_error("text" if "text" in no.fields else "at", no.text)
        else:
            messages.success(request, _("Changed."))
            return redirect("feed:later")
    return _page(request, wrong=row, form=form, status=400)


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
    posts = [{"row": row, "form": _form_of(row, wrong, form)} for row in coming.rows]
    context = {"coming": coming, "posts": posts, "room": "/"}
    return render(request, "feed/later.html", context, status=status)


def _form_of(row: ScheduledPost, wrong: ScheduledPost | None, form: ScheduledPostForm | None) -> ScheduledPostForm:
    """The one that was sent with something wrong in it; of all others what they hold."""
    prefix = f"id_{row.pk}_%s"
    if wrong == row and form is not None:
        form.auto_id = prefix
        return form
    return ScheduledPostForm(initial={"text": row.text, "at": row.send_at}, auto_id=prefix)
