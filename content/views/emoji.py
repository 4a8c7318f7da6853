"""The picker's data, the same for everyone; its address changes with what it holds, so browsers keep it for a year."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from content.emoji import listing


@require_safe
@gzip_page
def emoji(request: HttpRequest, language: str) -> HttpResponse:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    body, version = listing(language)
    response = HttpResponse(body, content_type="application/json")
    known = request.GET.get("v") == version
    response["Cache-Control"] = "private, max-age=31536000, immutable" if known else "private, no-cache"
    return response
