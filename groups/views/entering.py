"""Into a group and out of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from groups import access, actions
from groups.forms import LinkForm, NoteForm
from groups.models import Group
from groups.views.shown import act_and_go, attempt, may_write, show
from people.access import person_for

FOUND = 20


@require_POST
def join(request: HttpRequest, pk: str) -> HttpResponse:
    """Into an open group at once; a closed one is asked."""
    group = access.group_to_join(request.user, pk)
    if group.kind == Group.Kind.OPEN:
        return act_and_go(
            request,
            lambda: actions.join(group=group, person=request.user),
            _("You are in %(group)s now.") % {"group": group},
            "groups:group",
            group.pk,
        )
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    return act_and_go(
        request,
        lambda: actions.ask_to_join(group=group, person=request.user, note=note),
        _("Its admins are asked. You will hear from them."),
        "groups:group",
        group.pk,
    )


@require_POST
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Take one's question back."""
    group = access.group_for(request.user, pk)
    asked = access.own_request_for(request.user, group)
    return act_and_go(
        request,
        lambda: actions.withdraw_request(request=asked),
        _("Your request is taken back."),
        "groups:group",
        group.pk,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: str) -> HttpResponse:
    """Out, after asking; a last admin says who follows."""
    group = access.joined_group_for(request.user, pk)
    needs = access.needs_successor(request.user, group)
    others = access.possible_successors(request.user, group).order_by("rank", "joined_at")
    context = {"needs_successor": needs, "successors": others[:200] if needs else []}
    if request.method != "POST":
        return show(request, "leave", group, "members", context)
    may_write(request)
    chosen = request.POST.get("successor", "")
    try:
        successor = access.member_for(group, chosen).person if chosen else None
        actions.leave(group=group, person=request.user, successor=successor)
    except Refusal as no:
        return show(request, "leave", group, "members", {**context, "problem": no.text}, no.status)
    messages.success(request, _("You left %(group)s.") % {"group": group})
    return redirect("groups:list")


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask colleagues in; who runs the group may put them in at once."""
    group = access.joined_group_for(request.user, pk)
    q = request.GET.get("q", "").replace("\0", "").strip()[:100]
    if request.method != "POST":
        found = access.people_outside(request.user, group, q).order_by("rank", "name_key", "pk")[:FOUND]
        return show(request, "invite", group, "members", {"q": q, "found": found})
    people = access.colleagues_for(request.user, request.POST.getlist("person"))
    if "add" in request.POST:
        group = access.group_to_run(request.user, pk)
        return act_and_go(
            request,
            lambda: actions.add_people(group=group, people=people, by=request.user),
            _("Done. Who left the group before was asked instead of put in."),
            "groups:invite",
            group.pk,
        )
    return act_and_go(
        request,
        lambda: actions.invite_people(group=group, people=people, by=request.user),
        _("They are asked in."),
        "groups:invite",
        group.pk,
    )


@require_safe
def entry(request: HttpRequest, pk: str) -> HttpResponse:
    """For who runs it: requests, invites, links."""
    return _entry(request, access.group_to_run(request.user, pk), LinkForm())


def _entry(request: HttpRequest, group: Group, form: LinkForm, status: int = 200, made: str = "") -> HttpResponse:
    context = {
        "requests": access.requests_of(group).order_by("created_at", "pk")[:100],
        "invites": access.invites_of(group).order_by("-created_at", "-pk")[:100],
        "links": access.links_of(group).order_by("-created_at", "-pk"),
        "rule": access.rule_of(group),
        "form": form,
        "made": made,
    }
    return show(request, "entry", group, "entry", context, status)


@require_POST
def accept(request: HttpRequest, pk: str, asked: str) -> HttpResponse:
    group = access.group_to_run(request.user, pk)
    found = access.request_for(group, asked)
    return act_and_go(
        request,
        lambda: actions.accept_request(request=found, by=request.user),
        _("%(name)s is in the group now.") % {"name": found.person},
        "groups:entry",
        group.pk,
    )


@require_POST
def decline(request: HttpRequest, pk: str, asked: str) -> HttpResponse:
    group = access.group_to_run(request.user, pk)
    found = access.request_for(group, asked)
    return act_and_go(
        request,
        lambda: actions.decline_request(request=found, by=request.user),
        _("The request of %(name)s is declined.") % {"name": found.person},
        "groups:entry",
        group.pk,
    )


@require_POST
def revoke_invite(request: HttpRequest, pk: str, invite: str) -> HttpResponse:
    group = access.group_to_run(request.user, pk)
    found = access.invite_to_revoke(group, invite)
    return act_and_go(
        request, lambda: actions.revoke_invite(invite=found), _("The invite is taken back."), "groups:entry", group.pk
    )


@never_cache
@require_POST
def make_link(request: HttpRequest, pk: str) -> HttpResponse:
    """The link is shown on the page that answers, and never again."""
    group = access.group_to_run(request.user, pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _entry(request, group, form, 400)
    may_write(request)
    made: list[str] = []
    days = form.cleaned_data["days"]
    status = attempt(form, lambda: made.append(actions.make_link(group=group, days=days, by=request.user)[1]))
    address = request.build_absolute_uri(f"/groups/link/{made[0]}/") if made else ""
    return _entry(request, group, form, status, address)


@require_POST
def revoke_link(request: HttpRequest, pk: str, link: str) -> HttpResponse:
    group = access.group_to_run(request.user, pk)
    found = access.link_to_revoke(group, link)
    return act_and_go(
        request,
        lambda: actions.revoke_link(link=found, by=request.user),
        _("The link lets nobody in any more."),
        "groups:entry",
        group.pk,
    )


@require_POST
def answer_invite(request: HttpRequest, invite: str, says: str) -> HttpResponse:
    """Yes or no to who asked one in."""
    found = access.own_invite_for(request.user, invite)
    if says == "accept":
        done = _("You are in %(group)s now.") % {"group": found.group}
        return act_and_go(request, lambda: actions.accept_invite(invite=found), done, "groups:group", found.group_id)
    return act_and_go(request, lambda: actions.decline_invite(invite=found), _("You said no."), "groups:list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Where a link leads: what the group is, and one button. Looking lets nobody in."""
    found = access.link_by_token(token)
    if request.method == "POST":
        return act_and_go(
            request,
            lambda: actions.join_by_link(link=found, person=request.user),
            _("You are in %(group)s now.") % {"group": found.group},
            "groups:group",
            found.group_id,
        )
    by = person_for(request.user, found.created_by_id)
    return render(request, "groups/link.html", {"group": found.group, "by": by, "expires_at": found.expires_at})
