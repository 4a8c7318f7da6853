"""The bytes of files, for pages and apps."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from rest_framework.exceptions import AuthenticationFailed

from content import access
from content.files import serving
from content.fragments import file_html
from people.authentication import MembersOnly, TokenAuthentication
from people.middleware import open_to_strangers
from people.models import User


@open_to_strangers
@require_safe
def file(request: HttpRequest, pk: str, which: str, name: str = "") -> HttpResponseBase:
    """A form of a file, by cookie or token; whoever may not have it is not told that it exists, strangers included."""
    return serving.answer(request, access.file_for(_caller(request), pk), which)


@open_to_strangers
@require_safe
def shown(request: HttpRequest, pk: str) -> HttpResponse:
    """A file as it stands in a post or message, for a page that waits until its picture is prepared."""
    return HttpResponse(file_html(access.file_for(_caller(request), pk)))


def _caller(request: HttpRequest) -> User:
    """Whoever asks. An app's token stands for itself here, since images and players fetch by their own means."""
    try:
        found = TokenAuthentication().authenticate(request)
    except AuthenticationFailed:
        raise Http404 from None
    if found:
        request.user = found[0]
    if not MembersOnly().has_permission(request, None):
        raise Http404
    return cast(User, request.user)
