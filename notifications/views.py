"""The bell's list, as a page and as a panel beside other pages."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.paging import page_of
from notifications import access, actions, vapid
from notifications.kinds import MAIL
from notifications.stopping import stop_for
from people.middleware import open_to_strangers

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


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """This device on or off; the others that are pushed to."""
    devices = access.subscriptions_of(request.user)
    context = {"devices": devices, "session_key": request.session.session_key, "public_key": vapid.public_key()}
    return render(request, "notifications/settings.html", context)


@require_POST
def remove_device(request: HttpRequest, pk: str) -> HttpResponse:
    actions.unsubscribe(subscription=access.subscription_for(request.user, pk))
    messages.success(request, _("This device gets no more notifications."))
    return redirect("notifications:settings")


@open_to_strangers
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Behind a mail's link: stops mails of its sort at one click, and takes it back. The token is the right to it,
    so mail programs may post here without a cookie (RFC 8058)."""
    stop = stop_for(token)
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "1"
        actions.choose(person=stop.person, kind=stop.kind, channel=MAIL, wanted=wanted)
        done = "on" if wanted else "off"
    else:
        done = ""
    return render(request, "notifications/unsubscribe.html", {"stop": stop, "done": done})


def _done(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204) if request.htmx else redirect("notifications:list")


def _moment(text: str) -> datetime | None:
    """A moment as `read_all` wrote it; nothing for anything else."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None
