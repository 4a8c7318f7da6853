"""Name, logo, colour, language."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from administration import access, actions
from administration.forms import GeneralForm, LogoForm
from administration.rooms import GENERAL
from administration.views.desk import BOTH, WRITE, act_and_go, attempt, room, show
from core.colour import brand_of, nearest_that_stands_out
from core.errors import Refusal
from core.limits import limit
from people.roles import Right


@room(Right.MANAGE_SETTINGS, BOTH)
def general(request: HttpRequest) -> HttpResponse:
    company = request.company
    form = GeneralForm(request.POST or None, initial=GeneralForm.initial_of(company))
    status = 200
    if request.method == "POST" and form.is_valid():
        changes = form.cleaned_data
        status = attempt(form, lambda: actions.change_company(company=company, by=request.user, changes=changes))
        if status == 200:
            messages.success(request, _("Saved."))
            return redirect("administration:general")
    context = {"form": form, "logo_form": LogoForm(), "steps": access.first_steps(company, request.user)}
    return show(request, "general", GENERAL, context, status)


@room(Right.MANAGE_SETTINGS, WRITE)
def logo(request: HttpRequest) -> HttpResponse:
    """Take or remove the logo."""
    company, by = request.company, request.user
    if request.POST.get("action") == "remove":
        return act_and_go(
            request, lambda: actions.remove_logo(company=company, by=by), _("The logo is removed."), GENERAL.url
        )
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
        return redirect(GENERAL.url)
    picture = form.cleaned_data["logo"]

    def take() -> None:
        limit(f"logo:{by.pk}", rate=1 / 30, burst=20)
        actions.set_logo(company=company, by=by, file=picture, size=picture.size)

    return act_and_go(request, take, _("Your logo is on every page now."), GENERAL.url)


@room(Right.MANAGE_SETTINGS)
def colour(request: HttpRequest) -> HttpResponse:
    """For the preview: whether a colour would do, and which would."""
    asked = request.GET.get("colour", "")[:7].lower()
    try:
        actions.check_colour(colour=asked)
    except Refusal as no:
        better = nearest_that_stands_out(asked) if no.code == "colour_contrast" else None
        return JsonResponse({"passes": False, "text": no.text, "better": better})
    return JsonResponse({"passes": True, "text": "", "better": None})


@room(Right.MANAGE_SETTINGS)
def colour_css(request: HttpRequest) -> HttpResponse:
    """The stylesheet a colour would make, to look at before it is saved."""
    try:
        css = brand_of(request.GET.get("colour", "")[:7]).css()
    except ValueError:
        return HttpResponse("", content_type="text/css; charset=utf-8", status=400)
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@room(Right.MANAGE_SETTINGS, WRITE)
def steps_away(request: HttpRequest) -> HttpResponse:
    actions.put_first_steps_away(company=request.company)
    return redirect(GENERAL.url)
