"""Work Chat's page for a device without a network."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from chat.event_words import words_for_page
from chat.words import media_words
from people.middleware import open_to_strangers


@open_to_strangers
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Nobody's page, which the service worker fetches without a cookie and keeps: whoever asks, it holds no person's
    data and is the same, but for the language that the worker names."""
    request.user = AnonymousUser()
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else request.LANGUAGE_CODE
    with translation.override(language):
        response = render(
            request, "chat/offline.html", {"rows": [], "event_words": words_for_page(), "words": media_words()}
        )
    response["Content-Language"] = language
    return response
