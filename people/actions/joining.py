"""Coming in: by a proven work address, or by an invite."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict, NotAllowed
from people import hooks
from people.access import Door, seats_left, standing_of, words_for
from people.locks import one_at_a_time
from people.models import Invite, User
from tenants.models import Company


def join_by_address(
    *, company: Company, address: str, name: str, password: str = "", language: str = "", time_zone: str = ""
) -> User:
    """Let the owner of a proven address in. An invite for it is closed by this.

    Finishing twice (two tabs, an impatient finger) gives the same person.
    """
    standing = standing_of(company, address)
    if standing.door is Door.MEMBER and standing.person is not None:
        return standing.person
    if standing.door is not Door.WELCOME:
        raise NotAllowed("closed", words_for(standing.door))
    return _come_in(
        company=company,
        address=address,
        invite=standing.invite,
        profile={"name": name, "language": language, "time_zone": time_zone},
        password=password,
    )


def ask_to_join(*, company: Company, address: str, name: str, language: str = "") -> str:
    """Ask the company's admins to let the owner of a proven address in; answers where the request stands."""
    standing = standing_of(company, address)
    if standing.door is not Door.ASKS:
        raise NotAllowed("closed", words_for(standing.door))
    return next(iter(hooks.wants_to_join(company=company, address=address, name=name, language=language)), "")


def claim_invite(
    *, company: Company, invite: Invite, name: str, password: str = "", language: str = "", time_zone: str = ""
) -> User:
    """Let the holder of an open invite's link in: the mail it came by has proven the address."""
    if invite.state != "open":
        raise Conflict(invite.state, _("This invite can no longer be used."))
    return _come_in(
        company=company,
        address=invite.address,
        invite=invite,
        profile={"name": name, "language": language, "time_zone": time_zone},
        password=password,
    )


@transaction.atomic
def _come_in(*, company: Company, address: str, invite: Invite | None, profile: dict[str, str], password: str) -> User:
    if company.seat_limit is not None:
        one_at_a_time("seats")
    person = User.objects.select_for_update().filter(email=address).first() or _new_row(address)
    if not person.is_active:
        raise NotAllowed("closed", words_for(Door.LEFT))
    if person.joined_at:
        return person
    if invite is not None:
        invite = _still_open(invite)
    if not seats_left(company):
        raise NotAllowed("full", words_for(Door.FULL))
    now = timezone.now()
    given = {field: value for field, value in profile.items() if value}
    for field, value in given.items():
        setattr(person, field, value)
    person.role = invite.role if invite else person.role
    person.joined_at = person.seen_at = now
    person.set_password(password or None)
    person.save(update_fields=[*given, "role", "joined_at", "seen_at", "password"])
    EmailAddress.objects.update_or_create(user=person, email=address, defaults={"verified": True, "primary": True})
    Invite.objects.unused().filter(address=address).update(claimed_at=now, claimed_by=person)
    record(who=person, what="people.person_joined", on_whom=person, by_invite=invite is not None, role=person.role)
    hooks.person_joined(person=person)
    return person


def _still_open(invite: Invite) -> Invite:
    """The invite as it is now, locked: it may have been taken back, or given another role, since it was looked at."""
    now = Invite.objects.select_for_update().get(pk=invite.pk)
    if now.state != "open" or now.token_hash != invite.token_hash:
        raise Conflict(now.state, _("This invite can no longer be used."))
    return now


def _new_row(address: str) -> User:
    """The address's row; a second request that makes it at the same moment waits here and then finds the first's."""
    try:
        with transaction.atomic():
            return User.objects.create_user(address)
    except IntegrityError:
        return User.objects.select_for_update().get(email=address)
