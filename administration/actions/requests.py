"""Asking to come in, and being let in or not."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from administration import letters
from administration.bells import ASKED_TO_JOIN
from administration.models import JoinRequest
from audit.actions import record
from core.errors import Conflict
from jobs.mail import queue_letter
from notifications.actions import forget, notify
from people.access import Door, people_with, standing_of
from people.actions import invite_person
from people.models import Invite, User
from people.roles import Right
from tenants.models import Company

State = JoinRequest.State


@transaction.atomic
def ask_to_join(*, company: Company, address: str, name: str, language: str) -> str:
    """Note that the owner of a proven address would like to come in; answers the state of the request.

    Asking again changes nothing: who waits waits, and who was declined is not a nuisance by a second click.
    """
    request, new = JoinRequest.objects.get_or_create(
        address=address, defaults={"name": name, "language": language or company.language}
    )
    if request.state == State.ACCEPTED and standing_of(company, address).door is Door.ASKS:
        _begin_anew(request)  # let in once, and the invite ran out or was taken back
        new = True
    if new:
        record(who=address, what="administration.join_requested", on_whom=name)
        notify(kind=ASKED_TO_JOIN, people=people_with(Right.MANAGE_PEOPLE), about=request)
    return request.state


def _begin_anew(request: JoinRequest) -> None:
    request.state, request.asked_at = State.WAITING, timezone.now()
    request.decided_at = request.decided_by = None
    request.save(update_fields=["state", "asked_at", "decided_at", "decided_by"])


@transaction.atomic
def accept(*, company: Company, request: JoinRequest, by: User) -> None:
    """Let somebody in: they get a mail whose link opens the door. A second time changes nothing."""
    # Their invite, if they have one, before the request: so does whoever comes in by it, and the two do not lock up.
    list(Invite.objects.unused().filter(address=request.address).select_for_update())
    if not _decide(request, State.ACCEPTED, by):
        return
    if standing_of(company, request.address).door is not Door.MEMBER:
        invite_person(
            company=company, inviter=by, address=request.address, language=request.language, asked_as=request.name
        )
    record(who=by, what="administration.join_accepted", on_whom=request.address)


@transaction.atomic
def decline(*, company: Company, request: JoinRequest, by: User) -> None:
    """Say no, by a mail of two sentences. A second time changes nothing."""
    if not _decide(request, State.DECLINED, by):
        return
    with translation.override(request.language):
        queue_letter(to=request.address, letter=letters.declined(company=company), company=company)
    record(who=by, what="administration.join_declined", on_whom=request.address)


def _decide(request: JoinRequest, to: str, by: User) -> bool:
    """Under the row's lock, so that two admins cannot both decide. False if it was decided so already."""
    now = JoinRequest.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=request.pk)
    if now.state == to:
        return False
    if now.state != State.WAITING:
        text = _("Somebody was faster: %(name)s decided this request already.")
        raise Conflict("decided", text % {"name": now.decided_by or ""})
    now.state, now.decided_at, now.decided_by = to, timezone.now(), by
    now.save(update_fields=["state", "decided_at", "decided_by"])
    forget(about=now)
    return True


def close_request(*, person: User) -> None:
    """Who came in some other way asks no more."""
    waiting = JoinRequest.objects.waiting().filter(address=person.email or "").first()
    if waiting is not None:
        waiting.state, waiting.decided_at = State.ACCEPTED, timezone.now()
        waiting.save(update_fields=["state", "decided_at"])
        forget(about=waiting)
