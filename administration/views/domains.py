"""Mail domains: those that are ours, and the three ways to prove another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from administration import access, actions, proof
from administration.access import Domain
from administration.forms import BoxForm, CodeForm, DomainForm
from administration.rooms import DOMAINS
from administration.views.desk import BOTH, WRITE, act_and_go, attempt, room, show
from core.errors import Refusal
from people.roles import Right
from tenants.mail_domains import domain_of


@room(Right.MANAGE_SETTINGS, BOTH)
def domains(request: HttpRequest) -> HttpResponse:
    form = DomainForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["domain"]
        status = attempt(form, lambda: actions.claim_domain(company=request.company, by=request.user, domain=wanted))
        if status == 200:
            return redirect("administration:domain", domain_of(wanted))
    context = {"form": form, "domains": access.domains_of(request.company)}
    return show(request, "domains", DOMAINS, context, status)


@room(Right.MANAGE_SETTINGS)
def domain(request: HttpRequest, name: str) -> HttpResponse:
    return _page(request, access.domain_for(request.company, name))


@room(Right.MANAGE_SETTINGS, WRITE)
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Send a code to one of the boxes."""
    found = access.unproven_domain_for(request.company, name)
    form = BoxForm(request.POST, domain=found.name)
    status = 400
    if form.is_valid():
        box = form.cleaned_data["box"]
        status = attempt(
            form,
            lambda: actions.mail_code(company=request.company, claim=found.claim, box=box, by=request.user),
        )
        if status == 200:
            messages.success(request, _("A code is on its way to %(address)s.") % {"address": f"{box}@{found.name}"})
            return redirect("administration:domain", found.name)
    return _page(request, found, status=status, box_form=form)


@room(Right.MANAGE_SETTINGS, WRITE)
def prove(request: HttpRequest, name: str) -> HttpResponse:
    """By code, by file or by DNS. Of a domain that is proven already, a second click says so."""
    found = access.domain_for(request.company, name)
    if found.claim is None:
        return _proven(request, found.name)
    way = request.POST.get("way", "")
    form: forms.Form = CodeForm(request.POST) if way == "mail" else forms.Form(request.POST)
    status = 400
    if form.is_valid():
        code = form.cleaned_data.get("code", "")
        try:
            actions.prove_domain(company=request.company, claim=found.claim, way=way, by=request.user, code=code)
        except Refusal as no:
            if no.code == "domain_taken":
                messages.error(request, no.text)
                return redirect(DOMAINS.url)
            form.add_error("code" if "code" in form.fields else None, no.text)
            status = no.status
        else:
            return _proven(request, found.name)
    return _page(request, found, status=status, **{f"{way}_form": form} if way in {"mail", "file", "dns"} else {})


@room(Right.MANAGE_SETTINGS)
def file(request: HttpRequest, name: str) -> HttpResponse:
    """The file to be put on the domain's site."""
    found = access.unproven_domain_for(request.company, name)
    response = HttpResponse(proof.page_of(found.claim.token), content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{proof.FILE}"'
    return response


@room(Right.MANAGE_SETTINGS, BOTH)
def remove(request: HttpRequest, name: str) -> HttpResponse:
    """Asks first, and says what follows."""
    if request.method == "POST":
        return act_and_go(
            request,
            lambda: actions.remove_domain(company=request.company, by=request.user, domain=name.lower()),
            _("%(domain)s is removed.") % {"domain": name},
            DOMAINS.url,
        )
    found = access.domain_for(request.company, name)
    proven = [domain for domain in access.domains_of(request.company) if domain.proven_at]
    last = found.proven_at is not None and len(proven) == 1
    return show(request, "domain_remove", DOMAINS, {"domain": found, "last": last})


def _proven(request: HttpRequest, name: str) -> HttpResponse:
    messages.success(request, _("%(domain)s is proven.") % {"domain": name})
    return redirect(DOMAINS.url)


def _page(request: HttpRequest, found: Domain, status: int = 200, **forms_so_far: Any) -> HttpResponse:
    context = {
        "domain": found,
        "path": proof.PATH,
        "box_form": BoxForm(domain=found.name),
        "mail_form": CodeForm(),
        **forms_so_far,
    }
    return show(request, "domain", DOMAINS, context, status)
