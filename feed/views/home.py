"""The home feed, a group's feed, and what changed in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from feed import access, actions, marking, reading
from feed import home as home_feed
from feed.forms import PostForm
from feed.views.shown import around, may_write
from groups.models import Group
from people.access import people_to_meet
from people.models import User

NEWCOMER = timedelta(days=14)
BEING_WRITTEN = timedelta(seconds=2)  # a post that this page could not see yet, though it was begun earlier
MOST_KNOWN = 200  # posts that one page asks about


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What happened in one's groups and with whom one follows; for scripts, the next page of it."""
    return home_page(request, PostForm(initial={"text": hello(request) if "hello" in request.GET else ""}))


def home_page(request: HttpRequest, form: PostForm, status: int = 200) -> HttpResponse:
    order = home_feed.order_of(request.user)
    entries, page = reading.home_page(request.user, order, request.GET.get("cursor", ""))
    on_top = [] if request.htmx or not page.first else reading.on_top_at_home(request.user)
    context = {**around(request), "on_top": on_top, "entries": entries, "page": page, "order": order, "since": _since()}
    if request.htmx:
        return render(request, "feed/_more.html", context)
    context["colleagues"] = people_to_meet(request.user) if is_new_here(request) else []
    return render(request, "feed/home.html", {**context, "form": form}, status=status)


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """The next page of a group's feed, or of what stands on a profile, for scripts."""
    where = {"group": request.GET.get("group"), "profile": request.GET.get("person")}
    return render(request, "feed/_more.html", _list(request, **where))


@require_POST
def choose_order(request: HttpRequest) -> HttpResponse:
    """How one wants one's home feed from now on."""
    may_write(request)
    actions.choose_order(person=request.user, order=request.POST.get("order", ""))
    return redirect("feed:home")


def group_part(*, request: HttpRequest, group: Group) -> str:
    """The feed on a group's page; where one may not read it, the reason."""
    if not access.may_read(request.user, group):
        return render_to_string("feed/_closed.html", {"group": group}, request=request)
    context = {
        **_list(request, group=str(group.pk)),
        "form": PostForm(),
        "only_group": group,
        "may_post": access.may_post(request.user, group),
        "pins": marking.pins_of(group),
    }
    return render_to_string("feed/_group_feed.html", context, request=request)


def profile_part(*, request: HttpRequest, person: User) -> str:
    """What a colleague posted for everyone, on their page; on one's own with the place to write."""
    is_mine = person == request.user
    context = {
        **_list(request, profile=str(person.pk)),
        "form": PostForm(),
        "only_me": is_mine,
        "may_post": is_mine,
    }
    return render_to_string("feed/_profile_feed.html", context, request=request)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """After sleep or a lost connection: what changed in the posts that the page shows, and what is new above them."""
    known = _known(request.GET.get("posts", ""))
    readable = access.posts_to_read(request.user)
    where = {"group": request.GET.get("group"), "profile": request.GET.get("person")}
    newest = [] if "only" in request.GET else home_feed.newest_ids(request.user, reading.POSTS, **where)
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


def _list(request: HttpRequest, group: str | None = None, profile: str | None = None) -> dict[str, Any]:
    """The posts of one place, newest first."""
    me = request.user
    posts = access.posts_on_profile(me, profile) if profile else access.posts_of_group(me, group)
    entries, page = reading.posts_page(posts, request.user, request.GET.get("cursor", ""))
    on_top = [] if profile or request.htmx or not page.first else reading.on_top(posts, me)
    places = {"group_id": group or "", "profile_id": profile or ""}
    return {**around(request), "on_top": on_top, "entries": entries, "page": page, "since": _since(), **places}


def _since() -> str:
    """What comes later than this page is new to its reader, wherever else the page's order puts it."""
    return (timezone.now() - BEING_WRITTEN).isoformat()


def _known(text: str) -> dict[int, int]:
    """`12.3,15.1`: post 12 as of revision 3, post 15 as of revision 1. What reads otherwise is left out."""
    pairs = [part.split(".") for part in text.split(",")[:MOST_KNOWN]]
    return {
        int(pair[0]): int(pair[1])
        for pair in pairs
        if len(pair) == 2 and all(number.isascii() and number.isdigit() and len(number) < 19 for number in pair)
    }
