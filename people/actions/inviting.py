"""Inviting colleagues: one letter, one link."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict, NotAllowed
from jobs.mail import queue_letter
from people import letters
from people.access import Door, seats_left, standing_of, words_for
from people.models import FIRST_ADMINS_INVITE_LIVES, INVITE_LIVES, Invite, User
from people.roles import Right
from tenants.mail_domains import company_of_mail_domain, domain_of
from tenants.models import Company


@transaction.atomic
def invite_person(
    *,
    company: Company,
    inviter: User,
    address: str,
    role: str = User.Role.MEMBER,
    message: str = "",
    language: str = "",
    asked_as: str = "",
) -> Invite:
    """Invite an address. One that has an unused invite already gets a fresh link instead of a second invite.

    `asked_as` is the name of somebody who asked to come in: the letter says that they may, not that they should.
    """
    address = address.strip().lower()
    if role != User.Role.MEMBER and not inviter.may(Right.MANAGE_ROLES):
        raise NotAllowed("role", _("Only system admins can give a role."))
    standing = standing_of(company, address)
    door = standing.door
    if door in {Door.ASKS, Door.UNINVITED} and not seats_left(company):
        door = Door.FULL
    if door in {Door.MEMBER, Door.LEFT, Door.FULL}:
        text = _("This person is here already.") if door is Door.MEMBER else words_for(door)
        raise Conflict("not_invited", text, fields={"address": [text]})
    if not inviter.may(Right.MANAGE_PEOPLE) and company_of_mail_domain(domain_of(address)) != company:
        text = _("This is not an address of %(company)s. Admins can invite people from outside.")
        text %= {"company": company.name}
        raise NotAllowed("outside", text, fields={"address": [text]})
    invite = Invite.objects.unused().select_for_update().filter(address=address).first() or Invite(address=address)
    # A colleague's wish that ran out is nobody's any more; the operators' first admin stays the first admin.
    ran_out = invite.invited_by_id is not None and invite.state == "expired"
    if invite.is_new or ran_out or inviter.may(Right.MANAGE_ROLES):
        invite.role = role
    if invite.is_new or ran_out:
        invite.invited_by = inviter
    invite.message, invite.language = message.strip() or invite.message, language or company.language
    _send(company, invite, asked_as=asked_as)
    record(who=inviter, what="people.person_invited", on_whom=address, role=invite.role)
    return invite


@transaction.atomic
def resend_invite(*, company: Company, invite: Invite, by: User) -> None:
    """A fresh link by mail; the old one stops working."""
    if invite.claimed_at or invite.revoked_at:
        raise Conflict(invite.state, _("This invite can no longer be used."))
    _may_touch(invite, by)
    _send(company, invite)
    record(who=by, what="people.invite_resent", on_whom=invite.address)


@transaction.atomic
def revoke_invite(*, invite: Invite, by: User) -> None:
    """Make the link worthless. Revoking twice changes nothing; a claimed invite stays claimed."""
    _may_touch(invite, by)
    revoked = Invite.objects.unused().filter(pk=invite.pk).update(revoked_at=timezone.now())
    if revoked:
        record(who=by, what="people.invite_revoked", on_whom=invite.address)


@transaction.atomic
def invite_first_admin(*, company: Company, admin_email: str) -> None:
    """The letter that says "you are in": its link makes its holder the company's first system admin."""
    address = admin_email.strip().lower()
    if not address:
        return
    invite = Invite.objects.unused().filter(address=address).first() or Invite(address=address)
    invite.role, invite.language = User.Role.SYSTEM, company.language
    _send(company, invite)
    record(who="installation", what="people.first_admin_invited", on_whom=address)


def renew_first_admins_invite(*, company: Company, email: str) -> None:
    """Mail an admin-to-be a fresh link. Whoever is in already needs none."""
    if User.objects.here().filter(email=email.strip().lower()).exists():
        text = _("This person is in already; whoever is an admin there decides who else is one.")
        raise Conflict("here_already", text, fields={"email": [text]})
    invite_first_admin(company=company, admin_email=email)


def _may_touch(invite: Invite, by: User) -> None:
    """An invite into a role is as much as the role itself."""
    if invite.role != User.Role.MEMBER and not by.may(Right.MANAGE_ROLES):
        raise NotAllowed("role", _("Only system admins can give a role."))


def _send(company: Company, invite: Invite, *, asked_as: str = "") -> None:
    token = invite.new_token()
    lives = INVITE_LIVES if invite.invited_by_id else FIRST_ADMINS_INVITE_LIVES
    invite.expires_at = timezone.now() + lives
    invite.sent += 1
    if invite.is_new:
        try:
            with transaction.atomic():
                invite.save(force_insert=True)
        except IntegrityError:
            text = _("This person has just been invited by somebody else.")
            raise Conflict("not_invited", text, fields={"address": [text]}) from None
    else:
        invite.save(
            update_fields=["role", "message", "language", "invited_by", "token_hash", "expires_at", "sent"],
        )
    link = f"{company.url}/join/{token}/"
    words = letters.first_admin if invite.invited_by_id is None else letters.invite
    if asked_as:
        words, link = letters.let_in, f"{link}?{urlencode({'name': asked_as})}"
    with translation.override(invite.language):
        letter = words(company=company, invite=invite, link=link)
        queue_letter(to=invite.address, letter=letter, company=company, key=f"invite:{invite.pk}:{invite.sent}")
