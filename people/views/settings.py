"""One's own profile, photo and first visit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from core.limits import limit
from people import access, actions
from people.forms import PhotoForm
from people.profile_forms import ProfileForm
from people.views.language import remember_language


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    me = request.user
    form = ProfileForm(request.POST or None, person=me)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(person=me, changes=form.changes())
        with translation.override(me.language or None):
            messages.success(request, _("Your profile is saved."))
        return remember_language(redirect("people:me_edit"), me.language)
    return render(request, "people/settings.html", {"form": form, "photo_form": PhotoForm()})


@require_POST
def photo(request: HttpRequest) -> HttpResponse:
    """Take or remove a photo; the page it came from is shown again."""
    form = PhotoForm(request.POST, request.FILES)
    if request.POST.get("action") == "remove":
        actions.remove_photo(person=request.user)
        messages.success(request, _("Your photo is removed."))
    elif form.is_valid():
        try:
            limit(f"photo:{request.user.pk}", rate=1 / 30, burst=20)
            picture = form.cleaned_data["photo"]
            actions.set_photo(person=request.user, file=picture, size=picture.size)
        except Refusal as no:
            messages.error(request, no.text)
        else:
            messages.success(request, _("That is you. Your photo is saved."))
    else:
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
    return redirect("people:welcome" if request.POST.get("from") == "welcome" else "people:me_edit")


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """The first visit: three things to do, each may be left for later."""
    me = request.user
    return render(
        request,
        "people/welcome.html",
        {
            "photo_form": PhotoForm(),
            "colleagues": access.people_to_meet(me),
            "wants_second_admin": access.wants_second_admin(me),
        },
    )


@require_POST
def finish_welcome(request: HttpRequest) -> HttpResponse:
    actions.finish_welcome(person=request.user)
    return redirect("/?hello=1" if "hello" in request.POST else "/")
