"""What all pages of the company's settings share: the right at the door, and the way between the rooms."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from administration.sections import Section, sections_for
from core.errors import NotAllowed, Refusal
from people.roles import Right, require

READ = ("GET", "HEAD")
BOTH = ("GET", "HEAD", "POST")
WRITE = ("POST",)


View = Callable[..., HttpResponse]


def room(right: Right, methods: tuple[str, ...] = READ) -> Callable[[View], View]:
    """A page for those with a right; others of the company are told so (403), strangers sign in first."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(request.user, right)
            return view(request, *args, **kwargs)

        return require_http_methods(list(methods))(never_cache(inside))

    return decorate


def show(
    request: HttpRequest, template: str, section: Section, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    around = {"sections": sections_for(request.user), "section": section, "room": "settings"}
    return render(request, f"administration/{template}.html", {**around, **context}, status=status)


def attempt(form: forms.Form, act: Callable[[], object]) -> int:
    """Do it, or put the refusal where it belongs in the form; answers the page's status (200 means it was done)."""
    try:
        act()
    except Refusal as no:
        at_fields = {name: texts for name, texts in no.fields.items() if name in form.fields}
        for name, texts in (at_fields or {None: [no.text]}).items():
            for text in texts:
                form.add_error(name, text)
        return no.status
    return 200


def act_and_go(request: HttpRequest, act: Callable[[], object], done: str, to: str, *args: Any) -> HttpResponse:
    """For buttons without a form: do it or say why not, on the page it leads to."""
    try:
        act()
    except Refusal as no:
        messages.error(request, no.text)
    else:
        messages.success(request, done)
    return redirect(to, *args)


@never_cache
@require_http_methods(["GET", "HEAD"])
def index(request: HttpRequest) -> HttpResponse:
    """To the first room there is for this person."""
    rooms = sections_for(request.user)
    if not rooms:
        raise NotAllowed("role", _("Your role does not let you do this."))
    return redirect(rooms[0].url)
