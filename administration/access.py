"""What a company's admins see on their desk; rights are asked at the doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.http import Http404

from administration.models import DomainClaim, JoinRequest
from audit.models import Line
from core.rest import to_pk
from core.schema import inside_public
from groups.access import groups_in_need
from people.access import admins, wants_second_admin
from people.models import Invite, User
from people.roles import Right
from tenants.models import Company, MailDomain
from tenants.second_factor import SECOND_FACTORS

REQUESTS_ORDER = ("asked_at", "id")
PEOPLE_ORDER = ("name_key", "id")
LOG_ORDER = ("at", "id")


@dataclass(frozen=True)
class Domain:
    """A mail domain on the company's desk: proven, or waiting with a claim."""

    name: str
    proven_at: datetime | None = None
    claim: DomainClaim | None = None

    def __str__(self) -> str:
        return self.name


def domains_of(company: Company) -> list[Domain]:
    """Proven ones first."""
    with inside_public():
        proven = dict(
            MailDomain.objects.filter(company=company, proven_at__isnull=False).values_list("domain", "proven_at")
        )
    waiting = DomainClaim.objects.exclude(domain__in=proven)
    return [
        *(Domain(name, proven_at=at) for name, at in sorted(proven.items())),
        *(Domain(claim.domain, claim=claim) for claim in waiting),
    ]


def domain_for(company: Company, name: str) -> Domain:
    """404 for all but this company's own, whoever else has it."""
    found = next((domain for domain in domains_of(company) if domain.name == name.lower()), None)
    if found is None:
        raise Http404
    return found


def unproven_domain_for(company: Company, name: str) -> Domain:
    found = domain_for(company, name)
    if found.claim is None:
        raise Http404
    return found


def requests_of(state: str = JoinRequest.State.WAITING) -> QuerySet[JoinRequest]:
    return JoinRequest.objects.filter(state=state).select_related("decided_by")


def waiting_requests(_reader: User) -> int:
    return JoinRequest.objects.waiting().count()


def groups_waiting(_reader: User) -> int:
    """Groups that nobody looks after."""
    return groups_in_need().count()


def request_for(pk: object) -> JoinRequest:
    found = JoinRequest.objects.select_related("decided_by").filter(pk=to_pk(pk)).first()
    if found is None:
        raise Http404
    return found


def requests_by_id(reader: User, ids: list[int]) -> dict[int, JoinRequest]:
    """Those that wait, for somebody who may decide."""
    if not reader.may(Right.MANAGE_PEOPLE):
        return {}
    return {request.pk: request for request in JoinRequest.objects.waiting().filter(pk__in=ids)}


def people_on_the_list(*, text: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """Everybody who ever came in; `state` is here, left, or gap: those whose manager has left."""
    people = User.objects.filter(joined_at__isnull=False).select_related("manager").search(text)
    if role:
        people = people.filter(role=role)
    if state == "gap":
        return people.filter(is_active=True, manager__is_active=False)
    if state:
        people = people.filter(is_active=state == "here")
    return people


def person_on_the_list(pk: object) -> User:
    person = User.objects.filter(joined_at__isnull=False, pk=to_pk(pk)).select_related("manager").first()
    if person is None:
        raise Http404
    return person


def may_touch(by: User, person: User) -> bool:
    """Whether somebody who looks after people may close, open or sign out this account: not a system admin's."""
    return by.may(Right.MANAGE_PEOPLE) and (not person.is_admin or by.may(Right.MANAGE_ROLES))


def role_holders() -> list[User]:
    return list(User.objects.here().exclude(role=User.Role.MEMBER).order_by("role", *PEOPLE_ORDER))


def without_second_factor() -> int:
    """How many people who are here have neither an authenticator app nor a passkey."""
    have = Authenticator.objects.filter(type__in=SECOND_FACTORS).values("user")
    return User.objects.here().exclude(pk__in=have).count()


def log_lines(*, who: str = "", what: str = "", since: date | None = None, until: date | None = None) -> QuerySet[Line]:
    return Line.objects.matching(who=who, what=what, since=since, until=until)


@dataclass(frozen=True)
class Steps:
    """The first things a new admin does; each is seen to be done, none is ticked."""

    logo: bool
    look: bool
    domain: bool
    second_admin: bool
    colleagues: bool

    @property
    def done(self) -> int:
        return sum((self.logo, self.look, self.domain, self.second_admin, self.colleagues))

    @property
    def all_done(self) -> bool:
        return self.done == 5


def first_steps(company: Company, by: User) -> Steps | None:
    """None once they are done, or put away."""
    if company.set_up_at is not None:
        return None
    steps = Steps(
        logo=bool(company.logo),
        look=company.colour != Company._meta.get_field("colour").default,
        domain=any(domain.proven_at for domain in domains_of(company)),
        second_admin=not wants_second_admin(by),
        colleagues=User.objects.here().count() > admins().count() or Invite.objects.filter(role="member").exists(),
    )
    return None if steps.all_done else steps
