"""What hangs on a post: its versions, who saw it, days of importance, pins, shares.

Each is a page with a form or a list; the page's scripts show the same part in a dialog.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from core.middleware import answer_refusal
from core.paging import page_of
from feed import access, actions, marking, reading
from feed.models import Comment, Post
from feed.views.shown import around, back, may_write, show_post
from feed.words_marks import days_in_words
from groups.access import group_to_read, groups_of

FORM = ["GET", "HEAD", "POST"]
SHOWN = 50
MOST_VERSIONS = 100
DAYS = range(1, 8)
PINNED_FOR = (1, 7, 30, 90)


@require_safe
def post_versions(request: HttpRequest, pk: str) -> HttpResponse:
    post = access.post_for(request.user, pk)
    return _versions(request, post, f"/posts/{post.pk}/")


@require_safe
def comment_versions(request: HttpRequest, pk: str) -> HttpResponse:
    comment = access.comment_for(request.user, pk)
    return _versions(request, comment, f"/posts/{comment.post_id}/?comment={comment.pk}#comment-{comment.pk}")


def _versions(request: HttpRequest, writing: Post | Comment, address: str) -> HttpResponse:
    context = {
        "writing": writing,
        "written_at": writing.edited_at or writing.created_at,
        "versions": marking.versions_of(writing).order_by("-version", "-pk")[:MOST_VERSIONS],
    }
    return _part(request, "versions", _("How it read before"), address, context)


@require_safe
def seen(request: HttpRequest, pk: str) -> HttpResponse:
    """Who saw it and who did not, of an important post also who read it: one list at a time, by department."""
    post = marking.must_see_readers(request.user, access.post_for(request.user, pk))
    which = request.GET.get("list", "")
    which = which if which in marking.LISTS else "seen"
    people = marking.readers_of(post, which)
    by = ("department", "name_key", "pk")
    page = page_of(people, by=by, cursor=request.GET.get("cursor", ""), size=SHOWN)
    for person in page.rows:
        person.shown_at = person.read_post_at if which == "read" else person.seen_post_at
    context = {
        "post": post,
        "page": page,
        "which": which,
        "lists": _lists(post),
        "may_nudge": which == "not_read" and post.author_id == request.user.pk and post.is_important,
        "no_department": _("No department"),
        "nobody": _("Nobody yet") if which in ("seen", "read") else _("Nobody is left."),
    }
    context["may_nudge"] = context["may_nudge"] and not post.nudged_at and bool(page.rows)
    return _part(request, "seen", _("Who has seen it"), f"/posts/{pk}/", context)


def _lists(post: Post) -> list[tuple[str, str, int]]:
    named = [("seen", pgettext("list", "Seen")), ("not_seen", pgettext("list", "Not yet"))]
    if post.important_until:
        named += [("read", pgettext("list", "Read")), ("not_read", pgettext("list", "Not read"))]
    if post.group is None:
        named = named[:1]
    return [(name, word, marking.readers_of(post, name).count()) for name, word in named]


@require_POST
def read(request: HttpRequest, pk: str) -> HttpResponse:
    may_write(request)
    actions.read_important(post=access.post_to_answer(request.user, pk), person=request.user)
    return HttpResponse(status=204) if request.htmx else back(request, f"/posts/{pk}/", f"post-{pk}")


@require_POST
def nudge(request: HttpRequest, pk: str) -> HttpResponse:
    may_write(request)
    actions.nudge(post=access.post_to_edit(request.user, pk))
    return HttpResponse(status=204) if request.htmx else redirect(f"/posts/{pk}/seen/?list=not_read")


@require_http_methods(FORM)
def important(request: HttpRequest, pk: str) -> HttpResponse:
    """`days` from now, or `end`."""
    post = marking.must_make_important(request.user, access.post_for(request.user, pk))

    def act() -> None:
        if "end" in request.POST:
            actions.end_importance(post=post, by=request.user)
        else:
            actions.make_important(post=post, by=request.user, days=_number(request.POST.get("days", "")))

    return _form(request, "important", _("Make important"), post, {"days": DAYS}, act)


@require_http_methods(FORM)
def pin(request: HttpRequest, pk: str) -> HttpResponse:
    """For `days`, without an end where they are 0, or `off`."""
    post = marking.must_pin(request.user, access.post_for(request.user, pk))

    def act() -> None:
        if "off" in request.POST:
            actions.unpin_post(post=post, by=request.user)
        else:
            days = _number(request.POST.get("days", ""), least=0)
            until = timezone.now() + timedelta(days=days) if days else None
            actions.pin_post(post=post, by=request.user, until=until)

    context = {"ends": [*days_in_words(PINNED_FOR), (0, _("Until somebody takes it down"))]}
    return _form(request, "pin", _("Pin to the top"), post, context, act)


@require_http_methods(FORM)
def share(request: HttpRequest, pk: str) -> HttpResponse:
    """In `group`, or on one's profile where it is empty, with one's own `text`."""
    post = access.post_for(request.user, pk)
    source = marking.must_share(post, request.user)
    made: list[Post] = []

    def act() -> None:
        to = request.POST.get("group", "")
        group = access.group_to_post_in(request.user, to) if to else None
        sent = {"text": request.POST.get("text", ""), "client_id": request.POST.get("client_id", "")[:120] or None}
        made.append(actions.share_post(source=source, group=group, author=request.user, **sent)[0])

    context = {
        "source": source,
        "my_groups": groups_of(request.user),
        "client_id": request.POST.get("client_id") or uuid.uuid4().hex,
        "text": request.POST.get("text", ""),
        "sent_group": request.POST.get("group", ""),
    }
    answer = _form(request, "share", pgettext("button", "Share"), post, context, act)
    if not made:
        return answer
    if request.htmx:
        return show_post(request, reading.Entry(access.post_for(request.user, made[0].pk)), 201)
    return redirect(f"/posts/{made[0].pk}/")


@require_http_methods(FORM)
def pins(request: HttpRequest, pk: str) -> HttpResponse:
    """What is pinned in a group, for scripts; `post` and `move` (up, down, off) change it."""
    if request.method == "POST":
        may_write(request)
        group = marking.group_to_pin_in(request.user, pk)
        _move(request, [each.post for each in marking.pins_of(group)])
        if not request.htmx:
            return redirect(f"/groups/{pk}/#pins-title")
    group = group_to_read(request.user, pk)
    return render(request, "feed/_pins.html", {**around(request), "group": group, "pins": marking.pins_of(group)})


def _move(request: HttpRequest, posts: list[Post]) -> None:
    """Nothing where somebody else took it down meanwhile."""
    at = next((n for n, post in enumerate(posts) if str(post.pk) == request.POST.get("post")), None)
    move = request.POST.get("move", "")
    if at is None:
        return
    if move == "off":
        actions.unpin_post(post=posts[at], by=request.user)
        return
    to = at + {"up": -1, "down": 1}.get(move, 0)
    if 0 <= to < len(posts) and to != at:
        posts[at], posts[to] = posts[to], posts[at]
        actions.order_pins(group=posts[at].group, posts=[post.pk for post in posts])


def _form(request: HttpRequest, name: str, title: str, post: Post, context: dict[str, Any], act: Any) -> HttpResponse:
    """The form, or what sending it does; what was refused stands in it."""
    error, status = "", 200
    if request.method == "POST":
        may_write(request)
        try:
            act()
        except Refusal as no:
            if request.htmx:
                return answer_refusal(request, no)
            error, status = no.text, no.status
        else:
            return HttpResponse(status=204) if request.htmx else redirect(f"/posts/{post.pk}/")
    return _part(request, name, title, f"/posts/{post.pk}/", {**context, "post": post, "error": error}, status)


def _part(
    request: HttpRequest, name: str, title: str, address: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """On a page of its own; for scripts alone."""
    part = f"feed/marks/_{name}.html"
    shown = {**context, "title": title, "address": address, "part": part}
    return render(request, part if request.htmx else "feed/marks/part.html", shown, status=status)


def _number(text: str, least: int = 1) -> int:
    """What the form's own list offers; anything else is refused where it is used."""
    return int(text) if text.isascii() and text.isdigit() and least <= int(text[:6]) <= 366 else -1
