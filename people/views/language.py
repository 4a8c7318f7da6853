"""The language of the pages, for those who are signed in and for those who are not."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from people import actions
from people.middleware import LANGUAGE_COOKIE, open_to_strangers

YEAR = 365 * 24 * 3600


@require_POST
@open_to_strangers
def language(request: HttpRequest) -> HttpResponse:
    """Remember the choice in this browser, and in the profile of who is signed in."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        actions.choose_language(person=request.user, language=chosen)
    to = request.POST.get("next", "")
    there = to if url_has_allowed_host_and_scheme(to, {request.get_host()}) else "/"
    return remember_language(redirect(there), chosen)


def remember_language(response: HttpResponse, chosen: str) -> HttpResponse:
    """In this browser, so that its sign-in page is in the same language as the pages behind it."""
    if chosen:
        response.set_cookie(
            LANGUAGE_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
        )
    return response
