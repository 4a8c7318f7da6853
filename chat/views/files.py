"""Pictures, files and voice notes of a conversation, for its details."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chat import access
from chat.gallery import KINDS, files_shown
from core.cursor import BadCursor
from core.rest import next_page

PAGE = 30


@require_safe
def files(request: HttpRequest, pk: str, kind: str) -> HttpResponse:
    """A page of one kind."""
    thread = access.thread_for(request.user, pk)
    if kind not in KINDS:
        raise Http404
    messages, cursor = access.messages_with(thread, kind), request.GET.get("cursor", "")
    try:
        page, following = next_page(messages, by=("seq",), descending=True, cursor=cursor, most=PAGE)
    except BadCursor:
        raise Http404 from None
    shown = files_shown(page, kind)
    return render(request, "chat/_gallery_page.html", {"shown": shown, "kind": kind, "next": following})
