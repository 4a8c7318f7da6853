"""The public host: what the pilot is, applying for it, finding one's company."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Refusal
from tenants import access, actions
from tenants.forms import AnswerForm, ApplicationForm, CodeForm, FindForm, add_refusal
from tenants.models import Application

form_page = require_http_methods(["GET", "HEAD", "POST"])


def network_address(request: HttpRequest) -> str:
    return get_adapter().get_client_ip(request)


def attempt(form: forms.Form, act: Callable[[], object]) -> int:
    """Do it, or put the refusal into the form; answers the status the page should have."""
    try:
        act()
    except Refusal as refusal:
        add_refusal(form, refusal)
        return refusal.status if refusal.status == 429 else 200
    return 200


@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "public/landing.html",
        {
            "taken": access.places_taken(),
            "size": settings.PILOT_SIZE,
            "open": settings.REGISTRATION == "open",
        },
    )


@form_page
def apply(request: HttpRequest) -> HttpResponse:
    form = ApplicationForm(request.POST if request.method == "POST" else None)
    made: list[Application] = []
    status = 200
    if form.is_valid():
        wanted = {**form.cleaned_data, "address": network_address(request)}
        status = attempt(form, lambda: made.append(actions.apply(**wanted)))
    if made:
        return redirect("public:application", key=made[0].key)
    return render(request, "public/apply.html", {"form": form}, status=status)


@never_cache
@require_GET
def application(request: HttpRequest, key: str) -> HttpResponse:
    """First the page for the code; from then on, where the application stands."""
    found = access.application_of(key)
    if found.proven_at is None:
        return _code_page(request, found, CodeForm())
    return _state_page(request, found, AnswerForm())


@require_POST
def code(request: HttpRequest, key: str) -> HttpResponse:
    found = access.application_of(key)
    form = CodeForm(request.POST)
    if not found.proven_at:
        if form.is_valid():
            attempt(form, lambda: actions.prove(application=found, digits=form.cleaned_data["code"]))
        if not form.is_valid():
            return _code_page(request, found, form)
    return redirect("public:application", key=key)


@require_POST
def another_code(request: HttpRequest, key: str) -> HttpResponse:
    found = access.application_of(key)
    form = CodeForm()
    if found.proven_at:
        return redirect("public:application", key=key)
    try:
        actions.send_code(application=found)
    except Refusal as refusal:
        return _code_page(request, found, form, refused=refusal.text, status=refusal.status)
    return _code_page(request, found, form, sent=True)


@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    found = access.proven_application_of(key)
    form = AnswerForm(request.POST)
    if form.is_valid():
        attempt(form, lambda: actions.answer(application=found, text=form.cleaned_data["text"]))
    if not form.is_valid():
        return _state_page(request, found, form)
    return redirect("public:application", key=key)


def _code_page(
    request: HttpRequest,
    found: Application,
    form: forms.Form,
    *,
    sent: bool = False,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"application": found, "form": form, "sent": sent, "refused": refused}
    return render(request, "public/code.html", context, status=status)


def _state_page(request: HttpRequest, found: Application, form: forms.Form) -> HttpResponse:
    talk = [change for change in found.changes.all() if change.is_question or change.is_answer]
    last = found.changes.last()
    context = {
        "application": found,
        "form": form,
        "talk": talk,
        "reason": last.text if last and found.state == Application.State.DECLINED else "",
        "open": settings.REGISTRATION == "open",
    }
    return render(request, "public/application.html", context)


@form_page
def find(request: HttpRequest) -> HttpResponse:
    """Says the same to everyone, after the same work; what there is to learn goes to the mailbox."""
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        wanted = {**form.cleaned_data, "language": get_language() or "en", "address": network_address(request)}
        status = attempt(form, lambda: actions.find_company(**wanted))
        if form.is_valid():
            return redirect("public:find_done")
        return render(request, "public/find.html", {"form": form}, status=status)
    return render(request, "public/find.html", {"form": form})


@require_GET
def find_done(request: HttpRequest) -> HttpResponse:
    return render(request, "public/find_done.html")
