"""For who runs a group: its settings, its rule, its end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups import access, actions, ruling
from groups.actions.making import what_opens
from groups.forms import GroupForm, RuleForm
from groups.models import Group
from groups.views.shown import act_and_go, attempt, may_write, picture_sent, show
from people.roles import Right, require


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, pk: str) -> HttpResponse:
    """Name, purpose, picture, who sees what, who posts. More people are let see only after a question."""
    group = access.group_to_run(request.user, pk)
    form = GroupForm(request.POST or None, request.FILES or None, initial=GroupForm.initial_of(group))
    status, asks = 200, ""
    if request.method == "POST":
        status = 400
        if form.is_valid():
            may_write(request)
            changes, wanted = _changes(request, form), form.cleaned_data["kind"]
            confirmed = request.POST.get("confirmed") == wanted
            status = attempt(
                form, lambda: actions.change_group(group=group, by=request.user, confirmed=confirmed, **changes)
            )
            if status == 200:
                messages.success(request, _("Saved."))
                return redirect("groups:settings", group.pk)
            if form.errors.get("kind"):
                asks = what_opens(kind=wanted)
    context = {
        "form": form,
        "kind": form.data.get("kind") or group.kind,
        "asks": asks,
        "kinds": access.kinds_to_make(),
        "may_make_default": request.user.may(Right.MANAGE_SETTINGS),
    }
    return show(request, "settings", group, "settings", context, status)


def _changes(request: HttpRequest, form: GroupForm) -> dict[str, Any]:
    changes = {name: value for name, value in form.cleaned_data.items() if name != "picture"}
    sent = picture_sent(request)
    if sent or "no_picture" in request.POST:
        changes["picture"] = sent
    return changes


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, pk: str) -> HttpResponse:
    group = access.group_to_run(request.user, pk)
    if request.method != "POST":
        return show(request, "archive", group, "settings", {})
    return act_and_go(
        request,
        lambda: actions.archive_group(group=group, by=request.user),
        _("The group is archived."),
        "groups:group",
        group.pk,
    )


@require_POST
def unarchive(request: HttpRequest, pk: str) -> HttpResponse:
    group = access.group_to_run(request.user, pk)
    return act_and_go(
        request,
        lambda: actions.unarchive_group(group=group, by=request.user),
        _("The group is back: people write in it again."),
        "groups:group",
        group.pk,
    )


@require_POST
def default(request: HttpRequest, pk: str) -> HttpResponse:
    """Everyone is in it, or not any more: for the company's settings' admins among the group's own."""
    group = access.group_to_run(request.user, pk)
    require(request.user, Right.MANAGE_SETTINGS)
    wanted = "default" in request.POST
    return act_and_go(
        request,
        lambda: actions.make_default(group=group, default=wanted, by=request.user),
        _("Saved."),
        "groups:settings",
        group.pk,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, pk: str) -> HttpResponse:
    """Who is in it by department, place or title. *Look* says whom it means, before anything is saved."""
    group = access.group_to_run(request.user, pk)
    there = access.rule_of(group)
    said = request.POST or (request.GET if "look" in request.GET else None)
    form = RuleForm(said, initial={part: getattr(there, part) for part in ruling.PARTS} if there else None)
    if request.method == "POST" and form.is_valid():
        may_write(request)
        status = attempt(form, lambda: _save(request, group, form))
        if status == 200:
            messages.success(request, _("Saved. The group fills in the background."))
            return redirect("groups:rule", group.pk)
        return show(request, "rule", group, "entry", {"form": form, "rule": there, **_preview(group, form)}, status)
    return show(request, "rule", group, "entry", {"form": form, "rule": there, **_preview(group, form)})


def _save(request: HttpRequest, group: Group, form: RuleForm) -> None:
    confirmed = "confirmed" in request.POST
    actions.rule_group(group=group, by=request.user, confirmed=confirmed, **form.cleaned_data)


def _preview(group: Group, form: RuleForm) -> dict[str, Any]:
    if not form.is_bound or (not form.is_valid() and not getattr(form, "cleaned_data", None)):
        return {}
    said = {part: form.cleaned_data.get(part, "").strip() for part in ruling.PARTS}
    return {"preview": ruling.preview(group, said), "said": said} if any(said.values()) else {}


@require_POST
def end_rule(request: HttpRequest, pk: str) -> HttpResponse:
    group = access.group_to_run(request.user, pk)
    return act_and_go(
        request,
        lambda: actions.drop_rule(group=group, by=request.user),
        _("The rule ended. Who is in the group stays."),
        "groups:rule",
        group.pk,
    )
