"""Signing in on the phone: the screen that shows a code, and the phone that follows it."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import Conflict
from core.limits import limit
from core.origin import address_of
from people import access, actions
from people.middleware import open_to_strangers
from people.models import SIGN_IN_CODE_LIVES
from people.qr import qr_code
from people.signing_in import sign_in_phone


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reauthentication_required(app="allauth.mfa")
def show(request: HttpRequest) -> HttpResponse:
    """Behind "is it you?": at a screen left alone, a stranger could else carry the account away on a phone."""
    if request.method != "POST":
        return render(request, "people/sign_in_code.html", {"minutes": SIGN_IN_CODE_LIVES.seconds // 60})
    code, token = actions.make_sign_in_code(person=request.user, session_key=request.session.session_key)
    link = request.company.url + reverse("people:sign_in_by_code", args=[token])
    context = {"code": code, "link": link, "picture": qr_code(link), "minutes": SIGN_IN_CODE_LIVES.seconds // 60}
    return render(request, "people/sign_in_code.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_strangers
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Looking uses nothing up: link previews look too. Only the tap on *Sign in* does."""
    limit(f"sign_in_by_code:{address_of(request)}", rate=1, burst=60)
    code = access.sign_in_code_by_token(token)
    if code is None:
        return render(request, "people/code_closed.html", {"state": "unknown"}, status=404)
    if request.user.is_authenticated and request.user != code.person:
        return render(request, "people/code_signed_in.html", {"code": code})
    if request.user.is_authenticated:
        return render(request, "people/code_closed.html", {"state": "here", "is_open": code.state == "open"})
    if code.state != "open":
        return render(request, "people/code_closed.html", {"state": code.state}, status=410)
    if request.method != "POST":
        return render(request, "people/sign_in_by_code.html", {"code": code})
    try:
        return sign_in_phone(request, actions.claim_sign_in_code(token=token))
    except Conflict:
        return render(request, "people/code_closed.html", {"state": "used"}, status=410)
