"""The groups, one group, who is in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.paging import page_of
from groups import access, hooks

SHOWN = 60
FACES = 8


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """All groups that one may know of, one's own marked."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:100]
    page = page_of(
        access.groups_seen_by(request.user, q), by=("name", "pk"), cursor=request.GET.get("cursor", ""), size=SHOWN
    )
    return render(request, "groups/groups.html", {"page": page, "q": q})


@require_safe
def group(request: HttpRequest, pk: str) -> HttpResponse:
    """What it is for, its feed, some of its members."""
    group = access.group_for(request.user, pk)
    parts = hooks.group_page(request=request, group=group)
    members = access.members_of(group).order_by("role", "joined_at", "pk")[:FACES]
    return render(request, "groups/group.html", {"group": group, "parts": parts, "members": members})


@require_safe
def members(request: HttpRequest, pk: str) -> HttpResponse:
    """Everyone in it; those who look after it first."""
    group = access.group_for(request.user, pk)
    page = page_of(
        access.members_of(group), by=("role", "joined_at", "pk"), cursor=request.GET.get("cursor", ""), size=SHOWN
    )
    return render(request, "groups/members.html", {"group": group, "page": page})
