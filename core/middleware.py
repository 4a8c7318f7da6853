"""Refusals on pages, told in words; the API has its own way (core.rest)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.errors import Refusal, TooLarge

FORM = 64 * 1024  # what a form adds around the file it carries


class BodySizeMiddleware:
    """Refuses a body larger than anything we take before a byte of it is read: 5 GB would fill the disk first.

    Files come in by one address alone, which streams them; everything else is small.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.LARGEST_FILE + FORM if request.path == settings.FILES_ARRIVE_AT else settings.LARGEST_BODY
        if size.isdigit() and int(size) > most:
            return answer_refusal(request, TooLarge("too_large", _("This is too large to be sent.")))
        return self.get_response(request)


class RefusalMiddleware:
    """Turns a Refusal that a page's view did not answer itself into a page, or into JSON for the page's scripts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return answer_refusal(request, problem) if isinstance(problem, Refusal) else None


def answer_refusal(request: HttpRequest, no: Refusal) -> HttpResponse:
    for_programs = request.path.startswith(("/api/", "/_allauth/")) or request.headers.get("HX-Request")
    if for_programs or request.headers.get("Accept", "").startswith("application/json"):
        body = {"code": no.code, "text": no.text, "fields": no.fields}
        return JsonResponse(body, status=no.status, headers=no.headers)
    page = {403: "403", 429: "429"}.get(no.status, "400")
    response = render(request, f"errors/{page}.html", {"text": no.text}, status=no.status)
    for name, value in no.headers.items():
        response[name] = value
    return response
