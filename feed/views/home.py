"""The home feed, a group's feed, and what changed in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feed import access, reading
from feed.forms import PostForm
from feed.views.shown import around
from groups.models import Group
from people.access import people_to_meet

NEWCOMER = timedelta(days=14)
MOST_KNOWN = 200  # posts that one page asks about


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What happened in one's groups, newest first; for scripts, the next page of it."""
    return home_page(request, PostForm(initial={"text": hello(request) if "hello" in request.GET else ""}))


def home_page(request: HttpRequest, form: PostForm, status: int = 200) -> HttpResponse:
    context = _list(request, None)
    if request.htmx:
        return render(request, "feed/_more.html", context)
    context["colleagues"] = people_to_meet(request.user) if is_new_here(request) else []
    return render(request, "feed/home.html", {**context, "form": form}, status=status)


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """The next page of a group's feed, for scripts."""
    return render(request, "feed/_more.html", _list(request, request.GET.get("group")))


def group_part(*, request: HttpRequest, group: Group) -> str:
    """The feed on a group's page; where one may not read it, the reason."""
    if not access.may_read(request.user, group):
        return render_to_string("feed/_closed.html", {"group": group}, request=request)
    context = {
        **_list(request, str(group.pk)),
        "form": PostForm(),
        "only_group": group,
        "may_post": access.may_post(request.user, group),
    }
    return render_to_string("feed/_group_feed.html", context, request=request)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """After sleep or a lost connection: what changed in the posts that the page shows, and what is new above them."""
    group = request.GET.get("group")
    known = _known(request.GET.get("posts", ""))
    readable = access.posts_to_read(request.user)
    newest = [] if "only" in request.GET else access.newest_ids(request.user, group, reading.POSTS)
    entries, gone = reading.changed_posts(readable, request.user, known, newest)
    return render(request, "feed/_changes.html", {**around(request), "entries": entries, "gone": gone})


def is_new_here(request: HttpRequest) -> bool:
    """Whether colleagues are still to be met: later the page does without looking for them each time."""
    return request.user.joined_at > timezone.now() - NEWCOMER


def hello(request: HttpRequest) -> str:
    """The first post that a newcomer might write."""
    me = request.user
    who = f"{me.title}, {me.department}" if me.title and me.department else me.title or me.department
    if who:
        return _("Hello everyone! I am %(name)s (%(who)s). I am glad to be here.") % {"name": me, "who": who}
    return _("Hello everyone! I am %(name)s. I am glad to be here.") % {"name": me}


def _list(request: HttpRequest, group: str | None) -> dict[str, Any]:
    posts = access.posts_of_group(request.user, group) if group else access.home_of(request.user)
    entries, page = reading.posts_page(posts, request.user, request.GET.get("cursor", ""))
    return {**around(request), "entries": entries, "page": page, "group_id": group or ""}


def _known(text: str) -> dict[int, int]:
    """`12.3,15.1`: post 12 as of revision 3, post 15 as of revision 1. What reads otherwise is left out."""
    pairs = [part.split(".") for part in text.split(",")[:MOST_KNOWN]]
    return {
        int(pair[0]): int(pair[1])
        for pair in pairs
        if len(pair) == 2 and all(number.isascii() and number.isdigit() and len(number) < 19 for number in pair)
    }
