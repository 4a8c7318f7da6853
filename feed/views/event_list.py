"""The page of events: what comes up, where one goes, what was."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.paging import page_of
from feed import event_lists
from feed.views.shown import around

SIZE = 30


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    show = request.GET.get("show", "")
    show = show if show in event_lists.SHOWS else event_lists.COMING
    page = page_of(
        event_lists.events_of(request.user, show),
        by=event_lists.ORDER,
        cursor=request.GET.get("cursor", ""),
        size=SIZE,
        descending=show == event_lists.PAST,
    )
    posts = event_lists.posts_of(request.user, page.rows)
    for post in posts:
        post.month = timezone.localtime(post.event.begins_at).replace(day=1).date()
    labels = {event_lists.COMING: _("Coming up"), event_lists.MINE: _("Mine"), event_lists.PAST: _("Past")}
    context = {**around(request), "show": show, "shows": labels.items(), "posts": posts, "page": page, "room": "/"}
    return render(request, "feed/events.html", context)
