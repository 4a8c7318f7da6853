"""Polls: what one does with them. The page's scripts get the poll's part of the post, as it is now for the reader."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from core.middleware import answer_refusal
from feed import access, actions, answering
from feed.asking import no_option
from feed.models import Post
from feed.views.shown import around, back, may_write

MOST_NAMED = 200  # of each option on the page of who voted; the API pages through all


@require_http_methods(["GET", "HEAD", "POST"])
def poll(request: HttpRequest, pk: str) -> HttpResponse:
    """`option` votes, all of them together."""
    if request.method != "POST":
        return _part(request, answering.poll_on(request.user, pk)) if request.htmx else redirect("feed:post", pk)
    post, chosen = answering.poll_on(request.user, pk, to_vote=True), request.POST.getlist("option")
    return _do(request, post, lambda: _vote(request, post, chosen))


def _vote(request: HttpRequest, post: Post, chosen: list[str]) -> None:
    if not chosen and post.poll.several:
        actions.withdraw_vote(post=post, person=request.user)
    elif not chosen:
        raise no_option(_("Choose one option."))
    else:
        actions.vote(post=post, person=request.user, options=chosen)


@require_POST
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    post = answering.poll_on(request.user, pk, to_vote=True)
    return _do(request, post, lambda: actions.withdraw_vote(post=post, person=request.user))


@require_POST
def option(request: HttpRequest, pk: str) -> HttpResponse:
    """One more."""
    post, text = answering.poll_on(request.user, pk, to_vote=True), request.POST.get("text", "")
    return _do(request, post, lambda: actions.add_option(post=post, person=request.user, text=text))


@require_POST
def close(request: HttpRequest, pk: str) -> HttpResponse:
    post = answering.poll_to_close(request.user, pk)
    return _do(request, post, lambda: actions.close_poll(post=post))


@require_safe
def voters(request: HttpRequest, pk: str) -> HttpResponse:
    """Who voted for what; for scripts the list alone."""
    post = answering.poll_on(request.user, pk)
    votes = answering.voters_of(request.user, post).order_by("-created_at", "-pk")
    lists = [
        {
            "name": each.text,
            "count": each.vote_count,
            "people": [vote.person for vote in votes.filter(option=each)[:MOST_NAMED]],
        }
        for each in post.poll.options.all()
    ]
    template = "feed/_people_lists.html" if request.htmx else "feed/people_lists.html"
    context = {**around(request), "lists": lists, "address": f"/posts/{pk}/", "title": _("Who voted")}
    return render(request, template, context)


def _do(request: HttpRequest, post: Post, act: Callable[[], object]) -> HttpResponse:
    may_write(request)
    try:
        act()
    except Refusal as no:
        if request.htmx:
            return answer_refusal(request, no)
        messages.error(request, no.text)
    return _part(request, post) if request.htmx else back(request, f"/posts/{post.pk}/", f"post-{post.pk}")


def _part(request: HttpRequest, post: Post) -> HttpResponse:
    fresh = access.post_for(request.user, post.pk)
    return render(request, "feed/post/_poll.html", {**around(request), "post": fresh})
