"""A group's conversation, from the group's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from chat import access, actions
from chat.models import MOST_MEMBERS
from groups.models import Group


def group_part(*, request: HttpRequest, group: Group) -> str:
    """The way into the group's conversation, for its members; where there is none yet, for those who may begin it."""
    thread, inside, may_begin = access.way_into(request.user, group)
    if not (thread or may_begin):
        return ""
    is_full = thread is not None and thread.member_count >= MOST_MEMBERS
    context = {"group": group, "thread": thread, "inside": inside, "is_full": is_full}
    return render_to_string("chat/_group.html", context, request=request)


@require_POST
def of_group(request: HttpRequest, pk: str) -> HttpResponse:
    """Into the group's conversation; begins it where there is none."""
    group = access.joined_group_for(request.user, pk)
    thread, _new = actions.open_group_thread(group=group, by=request.user)
    return redirect("chat:thread", thread.pk)
