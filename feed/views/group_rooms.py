"""A group's files, its numbers, and the posts that wait to be let in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.models import with_files
from core.paging import page_of
from feed import actions, approval, group_rooms
from feed.views.shown import around
from groups import access as groups
from groups.views.shown import act_and_go, show

FILES = 60


@require_safe
def waiting(request: HttpRequest, pk: str) -> HttpResponse:
    """For who looks after the group all that waits, for others their own."""
    group = groups.joined_group_for(request.user, pk)
    page = page_of(
        approval.waiting_in(request.user, group), by=("waits_since", "pk"), cursor=request.GET.get("cursor", "")
    )
    context = {**around(request), "page": page, "posts": with_files(page.rows)}
    return show(request, "waiting", group, "waiting", context)


@require_POST
def approve(request: HttpRequest, pk: str) -> HttpResponse:
    post = approval.post_to_decide(request.user, pk)
    return act_and_go(
        request,
        lambda: actions.approve_post(post=post, by=request.user),
        _("The post stands in the group now."),
        "feed:waiting",
        post.group_id,
    )


@require_POST
def decline(request: HttpRequest, pk: str) -> HttpResponse:
    post = approval.post_to_decide(request.user, pk)
    reason = request.POST.get("reason", "")
    return act_and_go(
        request,
        lambda: actions.decline_post(post=post, by=request.user, reason=reason),
        _("Declined. Its author is told why."),
        "feed:waiting",
        post.group_id,
    )


@require_POST
def take_back(request: HttpRequest, pk: str) -> HttpResponse:
    post = approval.own_waiting_post(request.user, pk)
    return act_and_go(
        request,
        lambda: actions.take_waiting_post_back(post=post),
        _("The post is taken back. Its text stands in the composer again."),
        "groups:group",
        post.group_id,
    )


@require_safe
def files(request: HttpRequest, pk: str) -> HttpResponse:
    """All that was put beside its posts and comments, the newest first."""
    group = groups.group_to_read(request.user, pk)
    found = group_rooms.files_of(request.user, group)
    page = page_of(found, by=("created_at", "pk"), cursor=request.GET.get("cursor", ""), size=FILES, descending=True)
    return show(request, "files", group, "files", {**around(request), "page": page})


@require_safe
def numbers(request: HttpRequest, pk: str) -> HttpResponse:
    group = groups.group_to_run(request.user, pk)
    found = group_rooms.numbers_of(group, request.user.time_zone)
    return show(request, "numbers", group, "numbers", {"numbers": found})


def waits(request: HttpRequest, group_id: int) -> HttpResponse:
    """What answers somebody whose post waits."""
    if request.htmx:
        return HttpResponse(status=202)
    return redirect("feed:waiting", group_id)
