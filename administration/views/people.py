"""The people of the company, and who of them runs what."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from administration import access, actions
from administration.forms import PeopleFilter, RoleForm
from administration.role_words import ROLE_WORDS, table
from administration.rooms import PEOPLE, ROLES
from administration.views.desk import BOTH, WRITE, act_and_go, attempt, room, show
from core.paging import page_of
from people.access import wants_second_admin
from people.actions import change_record, change_role
from people.chart import left_behind
from people.models import User
from people.profile_forms import RecordForm
from people.roles import Right
from tenants.second_factor import has_second_factor


@room(Right.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    form = PeopleFilter(request.GET)
    asked = form.asked()
    rows = access.people_on_the_list(text=asked["q"], role=asked["role"], state=asked["state"])
    page = page_of(rows, by=access.PEOPLE_ORDER, cursor=request.GET.get("cursor", ""))
    context = {
        "page": page,
        "filter": form,
        "gaps": left_behind().count(),
        "asked": asked,
        "filtered": any(asked.values()),
        "wants_second_admin": wants_second_admin(request.user),
    }
    return show(request, "people", PEOPLE, context)


@room(Right.MANAGE_PEOPLE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return _person_page(request, access.person_on_the_list(pk))


@room(Right.MANAGE_PEOPLE, WRITE)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """What HR keeps of somebody: title, department, place, manager, and what they may not change themselves."""
    found = access.person_on_the_list(pk)
    form = RecordForm(request.POST, person=found)
    status = 400
    if form.is_valid():
        status = attempt(form, lambda: change_record(person=found, changes=form.cleaned_data, by=request.user))
        if status == 200:
            messages.success(request, _("The record of %(name)s is saved.") % {"name": found})
            return redirect("administration:person", found.pk)
        found = access.person_on_the_list(pk)
    return _person_page(request, found, status=status, record_form=form)


@room(Right.MANAGE_ROLES, WRITE)
def role(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.person_on_the_list(pk)
    form = RoleForm(request.POST)
    status = 400
    if form.is_valid():
        wanted = form.cleaned_data["role"]
        status = attempt(form, lambda: change_role(person=found, role=wanted, by=request.user))
        if status == 200:
            names = {"name": found, "role": found.get_role_display()}
            messages.success(request, _("%(name)s is now: %(role)s.") % names)
            return redirect("administration:person", found.pk)
    return _person_page(request, found, status=status, role_form=form)


@room(Right.MANAGE_PEOPLE, WRITE)
def sign_out(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.person_on_the_list(pk)
    return act_and_go(
        request,
        lambda: actions.sign_out(person=found, by=request.user),
        _("%(name)s is signed out on every device.") % {"name": found},
        "administration:person",
        found.pk,
    )


@room(Right.MANAGE_PEOPLE, BOTH)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first, and says what follows."""
    found = access.person_on_the_list(pk)
    if request.method != "POST":
        return show(request, "person_close", PEOPLE, {"person": found})
    return act_and_go(
        request,
        lambda: actions.close_account(person=found, by=request.user),
        _("The account of %(name)s is closed.") % {"name": found},
        "administration:person",
        found.pk,
    )


@room(Right.MANAGE_PEOPLE, WRITE)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.person_on_the_list(pk)
    return act_and_go(
        request,
        lambda: actions.open_account(person=found, by=request.user),
        _("%(name)s can sign in again.") % {"name": found},
        "administration:person",
        found.pk,
    )


@room(Right.MANAGE_ROLES)
def roles(request: HttpRequest) -> HttpResponse:
    """What each role may, and who has one."""
    context = {
        "roles": ROLE_WORDS,
        "table": table(),
        "holders": access.role_holders(),
        "wants_second_admin": wants_second_admin(request.user),
    }
    return show(request, "roles", ROLES, context)


def _person_page(request: HttpRequest, found: User, status: int = 200, **more: Any) -> HttpResponse:
    me = request.user
    context = {
        "person": found,
        "is_me": found.pk == me.pk,
        "may_touch": access.may_touch(me, found),
        "may_give_roles": me.may(Right.MANAGE_ROLES) and found.pk != me.pk and found.is_active,
        "roles": ROLE_WORDS,
        "has_factor": has_second_factor(found),
        "record_form": RecordForm(person=found),
        **more,
    }
    return show(request, "person", PEOPLE, context, status)
