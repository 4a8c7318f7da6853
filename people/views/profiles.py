"""The directory, a colleague's page, and photos."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.paging import page_of
from people import access, hooks
from people.following import follows, with_follow_of
from people.models import User
from people.status import is_night, time_there

SHOWN = 48


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    people = access.people_for(request.user, text=text)
    page = page_of(
        with_follow_of(people, request.user), by=access.PEOPLE_ORDER, cursor=request.GET.get("cursor", ""), size=SHOWN
    )
    return render(
        request,
        "people/directory.html",
        {
            "text": text,
            "page": page,
            "number": people.count() if page.first else None,
            "wants_second_admin": access.wants_second_admin(request.user),
        },
    )


@require_safe
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for(request.user, pk)
    person.is_followed = follows(request.user, person)
    there = time_there(person, request.user)
    context = {"person": person, "now": timezone.now(), "there": there, "is_night": bool(there and is_night(there))}
    parts = hooks.profile_page(request=request, person=person)
    return render(request, "people/profile.html", {**context, "parts": parts})


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
