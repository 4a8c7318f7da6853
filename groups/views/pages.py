"""The groups, one group, who is in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.paging import page_of
from groups import access, actions, hooks
from groups.forms import NewGroupForm, NoteForm
from groups.models import Membership
from groups.views.shown import act_and_go, attempt, may_write, picture_sent, show

SHOWN = 60
FACES = 8


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """All groups that one may know of, one's own marked; where one is asked in, first."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:100]
    page = page_of(
        access.groups_seen_by(request.user, q), by=("name", "pk"), cursor=request.GET.get("cursor", ""), size=SHOWN
    )
    context = {
        "page": page,
        "q": q,
        "invites": [] if q or not page.first else list(access.own_invites(request.user)),
        "may_make": access.may_make_groups(request.user),
    }
    return render(request, "groups/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A group is born."""
    access.must_make_groups(request.user)
    form = NewGroupForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        may_write(request)
        made = []
        said = {name: value for name, value in form.cleaned_data.items() if name != "picture"}
        status = attempt(
            form,
            lambda: made.append(actions.create_group(**said, picture=picture_sent(request), creator=request.user)),
        )
        if made:
            messages.success(request, _("Your group is there. Ask colleagues in."))
            return redirect("groups:invite", made[0].pk)
    kinds = access.kinds_to_make()
    kind = form.data.get("kind") or kinds[0]
    return render(
        request,
        "groups/new.html",
        {"form": form, "kind": kind, "kinds": kinds},
        status=status if not form.errors else 400,
    )


@require_safe
def group(request: HttpRequest, pk: str) -> HttpResponse:
    """What it is for, its feed, some of its members."""
    group = access.group_for(request.user, pk)
    context = {
        "parts": hooks.group_page(request=request, group=group),
        "members": access.first_members(request.user, group, FACES),
        "note_form": NoteForm(),
    }
    return show(request, "group", group, "posts", context)


@require_safe
def members(request: HttpRequest, pk: str) -> HttpResponse:
    """Everyone in it; those who look after it first."""
    group = access.group_with_members(request.user, pk)
    q = request.GET.get("q", "").replace("\0", "").strip()[:100]
    page = page_of(
        access.members_of(group, q),
        by=("rank", "joined_at", "pk"),
        cursor=request.GET.get("cursor", ""),
        size=SHOWN,
    )
    return show(request, "members", group, "members", {"page": page, "q": q, "roles": Membership.Role.choices})


@require_POST
def role(request: HttpRequest, pk: str, person: str) -> HttpResponse:
    """Make somebody look after the group, or not any more."""
    group = access.group_to_run(request.user, pk)
    member = access.member_for(group, person)
    role = access.known_role(request.POST.get("role", ""))
    return act_and_go(
        request,
        lambda: actions.change_role(group=group, person=member.person, role=role, by=request.user),
        _("Saved."),
        "groups:members",
        group.pk,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: str, person: str) -> HttpResponse:
    """Take somebody out, after asking."""
    group = access.group_to_run(request.user, pk)
    member = access.member_for(group, person)
    if request.method != "POST":
        return show(request, "remove", group, "members", {"member": member})
    return act_and_go(
        request,
        lambda: actions.take_out(group=group, person=member.person, by=request.user),
        _("%(name)s is not in the group any more.") % {"name": member.person},
        "groups:members",
        group.pk,
    )
