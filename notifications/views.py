"""The bell's list, as a page and as a panel beside other pages."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from core.paging import page_of
from notifications import access, actions

PANEL = 12  # entries of the panel


@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """Newest first, those of today apart. `?panel=1`: the first ones, `?part=1`: without the page around."""
    panel, part = "panel" in request.GET, "part" in request.GET
    rows = access.notifications_of(request.user)
    page = page_of(
        rows, by=access.NEWEST, cursor=request.GET.get("cursor", ""), size=PANEL if panel else 30, descending=True
    )
    entries = actions.look(person=request.user, rows=page.rows)
    actions.mark_seen(person=request.user)
    today = timezone.localdate()
    context = {
        "today": [entry for entry in entries if timezone.localdate(entry.row.changed_at) == today],
        "earlier": [entry for entry in entries if timezone.localdate(entry.row.changed_at) != today],
        "page": page,
        "all_read_at": request.GET.get("read", ""),
        "room": "bell",
        "panel": panel,
    }
    return render(request, "notifications/_list.html" if panel or part else "notifications/list.html", context)


@require_safe
def open_it(request: HttpRequest, pk: str) -> HttpResponse:
    """To the thing itself; on the way there it is read."""
    row = access.notification_for(request.user, pk)
    entries = actions.look(person=request.user, rows=[row])
    if not entries:
        return redirect("notifications:list")
    actions.read(notification=row)
    return redirect(entries[0].shown.link)


@require_POST
def read(request: HttpRequest, pk: str) -> HttpResponse:
    actions.read(notification=access.notification_for(request.user, pk))
    return _done(request)


@require_POST
def unread(request: HttpRequest, pk: str) -> HttpResponse:
    actions.unread(notification=access.notification_for(request.user, pk))
    return _done(request)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    read_at = actions.read_all(person=request.user)
    return redirect(f"/notifications/?read={read_at:%Y-%m-%dT%H:%M:%S.%fZ}")


@require_POST
def undo_read_all(request: HttpRequest) -> HttpResponse:
    read_at = _moment(request.POST.get("read_at", ""))
    if read_at is not None:
        actions.undo_read_all(person=request.user, read_at=read_at)
    return redirect("notifications:list")


def _done(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204) if request.htmx else redirect("notifications:list")


def _moment(text: str) -> datetime | None:
    """A moment as `read_all` wrote it; nothing for anything else."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None
