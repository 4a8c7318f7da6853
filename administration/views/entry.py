"""How people come in: sign-up, the second factor, requests."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from administration import access, actions
from administration.forms import SecondFactorForm, SignUpForm
from administration.models import JoinRequest
from administration.rooms import ENTRY, REQUESTS
from administration.views.desk import BOTH, WRITE, act_and_go, attempt, room, show
from core.paging import page_of
from people.roles import Right


@room(Right.MANAGE_SETTINGS, BOTH)
def entry(request: HttpRequest) -> HttpResponse:
    company = request.company
    form = SignUpForm(request.POST or None, initial={"sign_up": company.sign_up})
    status = 200
    if request.method == "POST" and form.is_valid():
        changes = form.cleaned_data
        status = attempt(form, lambda: actions.change_company(company=company, by=request.user, changes=changes))
        if status == 200:
            messages.success(request, _("Saved."))
            return redirect(ENTRY.url)
    context = {
        "form": form,
        "chosen": form.data.get("sign_up") or company.sign_up,
        "domains": [domain for domain in access.domains_of(company) if domain.proven_at],
        "without": access.without_second_factor(),
    }
    return show(request, "entry", ENTRY, context, status)


@room(Right.MANAGE_SETTINGS, WRITE)
def second_factor(request: HttpRequest) -> HttpResponse:
    form = SecondFactorForm(request.POST)
    form.is_valid()
    changes = form.cleaned_data
    return act_and_go(
        request,
        lambda: actions.change_company(company=request.company, by=request.user, changes=changes),
        _("Saved."),
        ENTRY.url,
    )


@room(Right.MANAGE_PEOPLE)
def requests(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; behind a tab, those that were decided, the latest first."""
    state = request.GET.get("state", "")
    state = state if state in JoinRequest.State.values else JoinRequest.State.WAITING
    waiting = state == JoinRequest.State.WAITING
    page = page_of(
        access.requests_of(state),
        by=access.REQUESTS_ORDER,
        cursor=request.GET.get("cursor", ""),
        descending=not waiting,
    )
    return show(request, "requests", REQUESTS, {"page": page, "state": state, "waiting": waiting})


@room(Right.MANAGE_PEOPLE, WRITE)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.request_for(pk)
    return act_and_go(
        request,
        lambda: actions.accept(company=request.company, request=found, by=request.user),
        _("%(name)s may come in: a mail is on its way.") % {"name": found.name},
        REQUESTS.url,
    )


@room(Right.MANAGE_PEOPLE, WRITE)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.request_for(pk)
    return act_and_go(
        request,
        lambda: actions.decline(company=request.company, request=found, by=request.user),
        _("The request of %(name)s is declined.") % {"name": found.name},
        REQUESTS.url,
    )
