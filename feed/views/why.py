"""Why one sees a post."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from feed import access
from feed.views.shown import around
from feed.why import reasons_for


@require_safe
def why(request: HttpRequest, pk: str) -> HttpResponse:
    """For scripts the sentences alone."""
    post = access.post_for(request.user, pk)
    context = {"reasons": reasons_for(request.user, post), "address": f"/posts/{post.pk}/"}
    if request.htmx:
        return render(request, "feed/_why.html", context)
    return render(request, "feed/why.html", {**around(request), **context})
