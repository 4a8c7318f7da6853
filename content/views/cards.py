"""Pictures of link cards, served by us to those who may read what links there."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content import access


@require_safe
def picture(request: HttpRequest, pk: str) -> HttpResponse:
    """The small copy of the page's picture. Its name changes with every new one."""
    card = access.card_for(request.user, pk)
    if not card.picture:
        raise Http404
    try:
        response = FileResponse(default_storage.open(card.picture), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    known = request.GET.get("v") == card.picture_version
    response["Cache-Control"] = "private, max-age=604800, immutable" if known else "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Content-Disposition"] = 'inline; filename="picture.webp"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
