"""Groups of everyone."""

from __future__ import annotations

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict
from groups.actions.making import create_group
from groups.actions.members import add_member
from groups.locks import locked, must_be_current
from groups.models import Group, Membership
from groups.tasks import fill_default_group as fill_task
from people.models import User
from tenants.models import Company

PORTION = 500


@transaction.atomic
def lay_company_news(*, company: Company, admin_email: str) -> None:
    """Each company begins with one group of everyone, named in its language. Does nothing the second time."""
    if Group.objects.filter(is_default=True).exists():
        return
    with translation.override(company.language):
        create_group(name=_("Company News"), purpose=_("What everyone here should know."), is_default=True)
    for person in User.objects.here():
        join_default_groups(person=person)


@transaction.atomic
def join_default_groups(*, person: User) -> None:
    """Who joins the company is in the groups of everyone; a system admin looks after them."""
    role = Membership.Role.ADMIN if person.is_admin else Membership.Role.MEMBER
    for group in Group.objects.filter(is_default=True, archived_at=None):
        add_member(group=group, person=person, role=role, source=Membership.Source.EVERYONE)


@transaction.atomic
def make_default(*, group: Group, default: bool, by: User) -> Group:
    """Put everyone into a group, now and when they come; or let people leave it again. A secret group of everyone
    would be none."""
    now = locked(group)
    must_be_current(now)
    if default and now.kind == Group.Kind.SECRET:
        raise Conflict("secret", _("A secret group cannot be one of everyone."))
    if now.is_default != default:
        now.is_default = default
        now.save(update_fields=["is_default"])
        record(who=by, what="groups.default_changed", on_whom=now, after=default)
        if default:
            fill_task.send(group=now.pk)
    return now


def fill_default_group(*, group_id: int) -> None:
    """Everybody who is not in it yet, in portions."""
    while _fill_portion(group_id):
        pass


@transaction.atomic
def _fill_portion(group_id: int) -> int:
    group = Group.objects.select_for_update(no_key=True).filter(pk=group_id, is_default=True).first()
    if group is None:
        return 0
    outside = User.objects.here().exclude(pk__in=group.memberships.values("person")).order_by("pk")[:PORTION]
    return sum(add_member(group=group, person=person, source=Membership.Source.EVERYONE) for person in outside)
