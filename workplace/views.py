"""Pages that belong to no room: refusals."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def nothing_here(request: HttpRequest) -> HttpResponse:
    raise Http404


def refusal(request: HttpRequest, status: int, code: str, text: str) -> HttpResponse:
    """In the API's shape for programs, as a page for people."""
    if request.path.startswith(("/api/", "/_allauth/")):
        return JsonResponse({"code": code, "text": text, "fields": {}}, status=status)
    return render(request, f"errors/{status}.html", {"text": text}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 404, "not_found", _("There is nothing here, or it is not for you."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 403, "permission_denied", _("You may not do this."))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 400, "bad_request", _("The browser sent something we cannot read."))


def too_many(request: HttpRequest) -> HttpResponse:
    response = refusal(request, 429, "throttled", _("That was too often. Please wait a minute and try again."))
    response["Retry-After"] = "60"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    return refusal(request, 500, "error", _("Something broke on our side. Please try again."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refusal(request, 403, "csrf", _("This form is too old. Please reload the page and try again."))
