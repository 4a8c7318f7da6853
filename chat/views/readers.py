"""Who has read a message, as a part of the conversation's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chat import access, receipts
from core.errors import NotAllowed


@require_safe
def readers(request: HttpRequest, pk: str) -> HttpResponse:
    """For its author; to who hides their own reading it says why there is nothing to see."""
    message = access.message_for(request.user, pk)
    try:
        found = receipts.readers_of(message, request.user)
    except NotAllowed as refused:
        if refused.code != "receipts_off":
            raise
        found = None
    return render(request, "chat/_readers.html", {"message": message, "found": found})
