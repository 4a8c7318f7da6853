"""Inviting colleagues, and what became of the invites."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import Refusal
from core.limits import limit
from people import access, actions
from people.forms import InviteForm
from people.roles import Right

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    me = request.user
    form = InviteForm(request.POST or None, inviter=me, initial={"role": request.GET.get("role", "")})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            limit(f"invite:{me.pk}", rate=1 / 60, burst=100)
            sent = actions.invite_person(company=request.company, inviter=me, **form.cleaned_data)
        except Refusal as no:
            form.add_error("address" if "address" in no.fields else None, no.text)
            status = no.status
        else:
            messages.success(request, _("An invite is on its way to %(address)s.") % {"address": sent.address})
            return redirect("people:invite")
    return render(
        request,
        "people/invite.html",
        {
            "form": form,
            "invites": access.invites_for(me)[:SHOWN],
            "may_see_all": me.may(Right.MANAGE_PEOPLE),
            "wants_second_admin": access.wants_second_admin(me),
        },
        status=status,
    )


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    sent = access.invite_for(request.user, pk)
    try:
        limit(f"invite:{request.user.pk}", rate=1 / 60, burst=100)
        actions.resend_invite(company=request.company, invite=sent, by=request.user)
    except Refusal as no:
        messages.error(request, no.text)
    else:
        messages.success(request, _("A fresh link is on its way to %(address)s.") % {"address": sent.address})
    return redirect("people:invite")


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    sent = access.invite_for(request.user, pk)
    actions.revoke_invite(invite=sent, by=request.user)
    messages.success(request, _("The invite for %(address)s no longer works.") % {"address": sent.address})
    return redirect("people:invite")
