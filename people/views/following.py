"""Following a colleague, and the lists of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refusal
from core.limits import limit
from core.paging import page_of
from people import access, actions
from people.following import BY_NAME, followed_by, followers_of, with_follow_of

SHOWN = 48


@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """`do` is follow or unfollow; back to the page that `next` names."""
    person = access.person_for(request.user, pk)
    try:
        limit(f"follow:{request.user.pk}", rate=2, burst=120)
        if request.POST.get("do") == "unfollow":
            actions.unfollow(follower=request.user, person=person)
        elif actions.follow(follower=request.user, person=person):
            messages.success(request, _("You follow %(name)s now.") % {"name": person})
    except Refusal as no:
        messages.error(request, no.text)
    to = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(to, {request.get_host()}):
        return redirect(to)
    return redirect("people:profile", person.pk)


@require_safe
def following(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom somebody follows."""
    return _list(request, pk, "following")


@require_safe
def followers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who follows somebody."""
    return _list(request, pk, "followers")


def _list(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    person = access.person_for(request.user, pk)
    people = followed_by(person) if which == "following" else followers_of(person)
    page = page_of(with_follow_of(people, request.user), by=BY_NAME, cursor=request.GET.get("cursor", ""), size=SHOWN)
    return render(request, "people/follows.html", {"person": person, "page": page, "which": which})
