"""The directory, a colleague's page, and photos."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.paging import page_of
from people import access, hooks
from people.chart import BY_NAME, Node, chart_of, team_around, team_of, tree_of
from people.directory import Asked, filters_of, narrowed
from people.following import follow_counts, with_follow_of
from people.models import User
from people.roles import Right
from people.status import is_night, time_there

SHOWN = 48


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Everybody, narrowed by words and filters."""
    asked = Asked.of(request.GET)
    everybody = access.people_for(request.user, text=asked.text)
    people = narrowed(everybody, asked)
    page = page_of(
        with_follow_of(people, request.user),
        by=access.PEOPLE_ORDER,
        cursor=request.GET.get("cursor", ""),
        size=SHOWN,
    )
    return render(
        request,
        "people/directory.html",
        {
            "asked": asked,
            "page": page,
            "number": people.count() if page.first else None,
            "filters": filters_of(everybody, asked),
            "wants_second_admin": access.wants_second_admin(request.user),
        },
    )


@require_safe
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """How to reach somebody, what they do and with whom."""
    person = access.person_for(request.user, pk)
    counts = follow_counts(person, request.user)
    person.is_followed = counts["by_reader"] > 0
    there = time_there(person, request.user)
    context = {
        "person": person,
        "now": timezone.now(),
        "there": there,
        "is_night": bool(there and is_night(there)),
        "team": team_around(person),
        "follows": counts,
        "may_keep": person.is_active and request.user.may(Right.MANAGE_PEOPLE),
        "parts": hooks.profile_page(request=request, person=person),
    }
    return render(request, "people/profile.html", context)


@require_safe
def chart(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands over, beside and under somebody."""
    person = access.person_for(request.user, pk)
    found = chart_of(person)
    context = {"person": person, "nodes": tree_of(found), "alone": not (found.above or found.team)}
    return render(request, "people/chart.html", context)


@require_safe
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Who reports to somebody; for scripts, as a branch of the chart."""
    person = access.person_for(request.user, pk)
    page = page_of(team_of(person), by=BY_NAME, cursor=request.GET.get("cursor", ""), size=SHOWN)
    if request.htmx:
        branch = {"nodes": [Node(one) for one in page.rows], "next": page.next, "of": person}
        return render(request, "people/_branch.html", branch)
    return render(request, "people/team.html", {"person": person, "page": page})


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A face, for colleagues only. Its name changes with every new one, so a known version is kept for a year."""
    person = access.person_for(request.user, pk)
    if not person.photo:
        raise Http404
    small = request.GET.get("size") == "small"
    name = User.small_photo(person.photo.name) if small else person.photo.name
    etag = f'"{name.rsplit("/", 1)[-1]}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        try:
            response = FileResponse(default_storage.open(name), content_type="image/webp")
        except FileNotFoundError:
            raise Http404 from None
    known = request.GET.get("v") and request.GET["v"] == person.photo_version
    response["Cache-Control"] = "private, max-age=31536000, immutable" if known else "private, no-cache"
    response["ETag"] = etag
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Content-Disposition"] = 'inline; filename="photo.webp"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
