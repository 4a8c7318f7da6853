"""Where one is signed in, and signing out there."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.usersessions.views import list_usersessions
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.origin import address_of
from people import access, actions
from people.devices import devices_shown

SHOWN = 100


@require_safe
@never_cache
def devices(request: HttpRequest) -> HttpResponse:
    key = request.session.session_key
    actions.device_of(person=request.user, session_key=key)
    rows = list(access.devices_of(request.user).order_by("-last_seen_at", "-pk")[:SHOWN])
    found = devices_shown(rows, session_key=key, address=address_of(request))
    found.sort(key=lambda device: not device.is_this)
    return render(request, "people/devices.html", {"devices": found})


@require_POST
def sign_out_one(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.device_for(request.user, pk)
    if row.session_key == request.session.session_key:
        get_adapter().logout(request)
        return redirect("account_login")
    actions.end_device(person=request.user, device=row)
    messages.success(request, _("That device is signed out."))
    return redirect("people:devices")


@require_POST
def sign_out_others(request: HttpRequest) -> HttpResponse:
    me = request.user
    actions.sign_out_everywhere(person=me, by=me, but_session=request.session.session_key)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("people:devices")


@require_POST
def sign_out_all(request: HttpRequest) -> HttpResponse:
    actions.sign_out_everywhere(person=request.user, by=request.user)
    get_adapter().logout(request)
    return redirect("account_login")


def usual_address(request: HttpRequest) -> HttpResponse:
    """Of a company the page above; operators on the public host have allauth's."""
    return redirect("people:devices") if request.company is not None else list_usersessions(request)
