"""Whom and what this person may see; everything else is 404. And which addresses may come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refusal
from core.folding import fold
from core.rest import to_pk
from people.directory import found_by
from people.models import Invite, SignInCode, User, token_hash
from people.roles import Right, roles_with
from tenants.mail_domains import company_of_mail_domain, domain_of
from tenants.models import Company
from tenants.second_factor import SECOND_FACTORS

PEOPLE_ORDER = ("rank", "name_key", "id")


def person_for(user: User, pk: object) -> User:
    person = User.objects.visible_to(user).select_related("manager").filter(pk=to_pk(pk)).first()
    if person is None:
        raise Http404
    return person


def colleague_called(text: str) -> User:
    """The one colleague with this address or this whole name."""
    found = list(User.objects.here().filter(Q(email=text.lower()) | Q(name_key=fold(text)))[:2])
    if len(found) != 1:
        raise Http404
    return found[0]


def manager_for(user: User, pk: object) -> User:
    """A colleague who is to manage somebody, by an id that somebody sent."""
    try:
        return person_for(user, pk)
    except Http404:
        why = _("There is no such colleague.")
        raise Refusal("invalid", why, fields={"manager": [why]}) from None


def people_for(user: User, *, text: str = "") -> QuerySet[User]:
    """Colleagues who are here, found by `text`, a slip of the finger allowed; leavers are not listed."""
    return found_by(User.objects.visible_to(user).here(), text)


PEOPLE_TO_MEET = 6


def people_to_meet(user: User) -> list[User]:
    """A few colleagues a newcomer may know: those of the same department first, then of the same place."""
    others = User.objects.here().exclude(pk=user.pk)
    near = [When(department=user.department, then=Value(0))] if user.department else []
    near += [When(place=user.place, then=Value(1))] if user.place else []
    distance = Case(*near, default=Value(2), output_field=IntegerField())
    return list(
        others.annotate(distance=distance).order_by("distance", F("seen_at").desc(nulls_last=True), "name_key")[
            :PEOPLE_TO_MEET
        ]
    )


def invites_for(user: User) -> QuerySet[Invite]:
    """Newest first: one's own, for admins everybody's."""
    return Invite.objects.visible_to(user).select_related("invited_by", "claimed_by")


def invite_for(user: User, pk: object) -> Invite:
    invite = invites_for(user).filter(pk=to_pk(pk)).first()
    if invite is None:
        raise Http404
    return invite


def invite_by_token(token: str) -> Invite | None:
    return Invite.objects.select_related("invited_by", "claimed_by").filter(token_hash=token_hash(token)).first()


def admins() -> QuerySet[User]:
    return User.objects.here().filter(role=User.Role.SYSTEM)


def people_with(right: Right) -> list[int]:
    """Whom to tell of what wants this right."""
    return list(User.objects.here().filter(role__in=roles_with(right)).values_list("pk", flat=True))


def may_sign_in(user: User) -> bool:
    """Whether the account is open now, whatever it was when the sign-in began."""
    return User.objects.filter(pk=user.pk, is_active=True).exists()


def may_go_without(company: Company | None, user: User, going: Iterable[int]) -> bool:
    """Whether these factors (ids) may be removed: none has to stay, or another one does."""
    if company is None or not company.second_factor_required:
        return True
    left = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exclude(pk__in=list(going))
    return left.exists()


def recovery_codes_left(user: User) -> int:
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else 0


def ways_to_prove_oneself(user: User) -> list[dict[str, Any]]:
    """By password or second factor, for those who have one; empty for people of mailed codes only."""
    return get_reauthentication_flows(user)


def devices_of(user: User) -> QuerySet[UserSession]:
    """Where somebody is signed in now. Rows of sessions that ran out wait for the sweep; they are not shown."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=user, session_key__in=live)


def device_for(user: User, pk: object) -> UserSession:
    found = devices_of(user).filter(pk=to_pk(pk)).first()
    if found is None:
        raise Http404
    return found


def sign_in_code_for(user: User, pk: object) -> SignInCode:
    """A code that one of one's own screens shows."""
    found = SignInCode.objects.filter(person=user, pk=to_pk(pk)).first()
    if found is None:
        raise Http404
    return found


def sign_in_code_by_token(token: str) -> SignInCode | None:
    """Whoever has the secret may see whose it is and where it was shown; expired and used ones too."""
    found = SignInCode.objects.select_related("person", "shown_on").filter(token_hash=token_hash(token)).first()
    return found if found and found.person.is_active else None


def wants_second_admin(user: User) -> bool:
    """Whether this admin is the only one, and nobody is on the way to become the second."""
    if not user.is_admin or admins().exclude(pk=user.pk).exists():
        return False
    return not Invite.objects.open().filter(role=User.Role.SYSTEM).exists()


class Door(Enum):
    """How this company answers an address. Who merely types one never learns which it was."""

    MEMBER = auto()  # has an account here
    WELCOME = auto()  # may join now
    ASKS = auto()  # may ask to be let in
    UNINVITED = auto()  # an address of the company's, but it lets people in by invite only
    FULL = auto()  # might join, but each seat is taken
    LEFT = auto()  # had an account; does not come back by itself
    ELSEWHERE = auto()  # belongs to another listed company
    CLOSED = auto()


@dataclass(frozen=True)
class Standing:
    door: Door
    person: User | None = None
    invite: Invite | None = None
    elsewhere: Company | None = None


def standing_of(company: Company, address: str) -> Standing:
    """Where an address stands with the company that is entered."""
    person = User.objects.filter(email=address).first()
    if person is not None and not person.is_active:
        return Standing(Door.LEFT, person)
    if person is not None and person.joined_at:
        return Standing(Door.MEMBER, person)
    invite = Invite.objects.open().filter(address=address).first()
    home = company_of_mail_domain(domain_of(address))
    if invite or (home == company and company.sign_up == Company.SignUp.JOINS):
        return Standing(Door.WELCOME if seats_left(company) else Door.FULL, person, invite)
    if home == company:
        return Standing(Door.ASKS if company.sign_up == Company.SignUp.ASKS else Door.UNINVITED, person)
    if home is not None and home.state == Company.State.LIVE:
        return Standing(Door.ELSEWHERE, elsewhere=home)
    return Standing(Door.CLOSED)


def words_for(door: Door) -> str:
    """Why an address that is proven cannot come in."""
    return {
        Door.FULL: _("Every seat of this network is taken. Please ask the people who run it to add some."),
        Door.LEFT: _("This account was closed. Please ask the people who run this network to open it again."),
        Door.UNINVITED: _("People come into this network by invite only. Please ask a colleague who is in it."),
    }.get(door, _("This address cannot join this network."))


def seats_left(company: Company) -> bool:
    return company.seat_limit is None or User.objects.here().count() < company.seat_limit
