"""Groups as the company's system admins see them: those nobody looks after, and that secret ones exist."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from administration.actions import change_company
from administration.forms import GroupMakingForm
from administration.rooms import GROUPS
from administration.views.desk import BOTH, attempt, room, show
from core.paging import page_of
from groups import access, actions
from people.roles import Right


@room(Right.MANAGE_SETTINGS, BOTH)
def groups(request: HttpRequest) -> HttpResponse:
    """Who makes groups of which kinds; below it those that wait for somebody, and the secret ones."""
    company = request.company
    form, status = GroupMakingForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            changes = form.cleaned_data
            status = attempt(form, lambda: change_company(company=company, by=request.user, changes=changes))
        if status == 200:
            messages.success(request, _("Saved."))
            return redirect(GROUPS.url)
    page = page_of(access.secret_groups(), by=("name", "pk"), cursor=request.GET.get("cursor", ""), size=60)
    mine = {group.pk for group in access.groups_of(request.user)}
    chosen = form.data.getlist("group_kinds") if form.is_bound else company.kinds_to_make
    making = {"form": form, "makers": form.data.get("group_makers") or company.group_makers, "kinds": chosen}
    context = {**making, "page": page, "in_need": access.groups_in_need()[:100], "mine": mine}
    return show(request, "groups", GROUPS, context, status)


@room(Right.MANAGE_SETTINGS, BOTH)
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Into a group as its admin, after being told that everyone in it will know."""
    group = access.group_for_company_admin(request.user, pk)
    if request.method != "POST":
        return show(request, "group_join", GROUPS, {"group": group})
    actions.come_in_as_company_admin(group=group, person=request.user)
    messages.success(request, _("You are an admin of this group now. Its members were told."))
    return redirect("groups:group", group.pk)
