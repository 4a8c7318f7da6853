"""What every page with posts needs around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from core.limits import limit
from feed.forms import CommentForm
from feed.marking import administered_ids, important_ids
from feed.reading import Entry
from feed.words import words
from groups.access import groups_of, moderated_ids
from groups.models import Group

RATE, BURST = 20, 5000  # writes a second and at once, per person; the API counts in the same bucket


def around(request: HttpRequest, groups: list[Group] | None = None) -> dict[str, Any]:
    """Who looks, what they look after, and the fixed words in their language."""
    groups = groups_of(request.user) if groups is None else groups
    return {
        "viewer": request.user,
        "moderated": moderated_ids(request.user, groups),
        "joined": {group.pk for group in groups if not group.is_archived},
        "administers": administered_ids(groups),
        "makes_important": important_ids(request.user, groups),
        "my_groups": groups,
        "words": words(),
        "comment_form": CommentForm(auto_id=False),
    }


def show_post(request: HttpRequest, entry: Entry, status: int = 200) -> HttpResponse:
    """One post, for the page's scripts."""
    context = {**around(request), "entry": entry, "order": True}  # as at home; other pages take away what is for home
    return render(request, "feed/_entry.html", context, status=status)


def show_comment(request: HttpRequest, comment: object, status: int = 200) -> HttpResponse:
    """One comment, for the page's scripts."""
    return render(request, "feed/_comment.html", {**around(request), "comment": comment}, status=status)


def back(request: HttpRequest, otherwise: str, anchor: str) -> HttpResponse:
    """To the page that the form stood on, at the thing it was about."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(f"{came_from.split('#')[0] if ours else otherwise}#{anchor}")


def may_write(request: HttpRequest) -> None:
    """Counts this write; refuses it where there were too many."""
    limit(f"feed:{request.user.pk}", rate=RATE, burst=BURST)


def refused_fields(form: Any, fields: Mapping[str, list[str]]) -> None:
    """Put a refusal's words at the fields they are about."""
    for name, texts in fields.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
