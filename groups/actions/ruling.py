"""Rules: who is in a group by what is known of them, kept true by the worker."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict, Refusal
from core.schema import inside
from core.text import one_line
from groups import hooks
from groups.actions.members import remove_member, settle
from groups.events import GroupChanged, MemberJoined
from groups.locks import locked, must_be_current
from groups.models import Group, GroupRule, Membership
from groups.ruling import PARTS, means, preview, to_put_in, to_take_out
from groups.serializers import group_ref
from groups.tasks import refresh_rule as refresh_task
from groups.tasks import refresh_rules as refresh_all
from groups.tasks import refresh_rules_for as refresh_for
from people.models import User
from people.serializers import person_ref
from realtime.publish import publish
from tenants.models import Company

PORTION = 500  # people in one transaction: a group of thousands is not locked for long


@transaction.atomic
def rule_group(*, group: Group, by: User, confirmed: bool = False, **said: str) -> GroupRule:
    """Give a group its rule, or another one. A rule that means nobody or everybody wants to be `confirmed`."""
    now = locked(group)
    must_be_current(now)
    words = {part: one_line(said.get(part, "")) for part in PARTS}
    if not any(words.values()):
        raise Refusal("rule", _("Say at least one thing: a department, a place or a word of the title."))
    if now.is_default:
        raise Conflict("default", _("Everyone in the company is in this group."))
    would = preview(now, words)
    if would.code and not confirmed:
        raise Conflict(f"matches_{would.code}", would.text)
    rule, _new = GroupRule.objects.update_or_create(
        group=now, defaults={**words, "created_by": by, "refreshed_at": None}
    )
    record(who=by, what="groups.rule_set", on_whom=now, **words)
    refresh_task.send(group=now.pk)
    return rule


@transaction.atomic
def drop_rule(*, group: Group, by: User) -> None:
    """The rule ends. Who came by it stays, from now on as if by hand: ending a rule throws nobody out."""
    now = locked(group)
    if GroupRule.objects.filter(group=now).delete()[0]:
        now.memberships.filter(source=Membership.Source.RULE).update(source=Membership.Source.HAND)
        record(who=by, what="groups.rule_dropped", on_whom=now)


def refresh_rule(*, group_id: int) -> tuple[int, int]:
    """Make it true what a group's rule says: how many came in, how many went. In portions, each whole."""
    came = went = 0
    while True:
        joined, left = _refresh_portion(group_id)
        came, went = came + joined, went + left
        if joined + left == 0:
            break
    if came or went:
        record(who="system", what="groups.rule_applied", on_whom=Group.objects.get(pk=group_id), came=came, went=went)
    GroupRule.objects.filter(group=group_id).update(refreshed_at=timezone.now())
    return came, went


def refresh_rules() -> None:
    """All rules of the company entered now, one after the other."""
    for group in GroupRule.objects.filter(group__archived_at=None).order_by("pk").values_list("group_id", flat=True):
        refresh_rule(group_id=group)


@transaction.atomic
def refresh_rules_for(*, person_id: int) -> None:
    """Something that rules look at changed with one person, or they came into the company."""
    person = User.objects.here().filter(pk=person_id).first()
    if person is None:
        return
    for rule in GroupRule.objects.filter(group__archived_at=None).select_related("group").order_by("pk"):
        if means(rule, person):
            if to_put_in(rule).filter(pk=person.pk).exists():
                _put_in(rule.group, [person])
        elif to_take_out(rule).filter(person=person).exists():
            remove_member(group=rule.group, person=person)


def schedule_refresh_for(*, person: User) -> None:
    """The worker looks; nobody waits for it on saving their profile."""
    if GroupRule.objects.exists():
        refresh_for.send(person=person.pk)


def refresh_everywhere() -> None:
    """In each company, by a task of its own there: once an hour, however often beat is started anew."""
    hour = timezone.now().strftime("%Y-%m-%dT%H")
    for company in Company.objects.live():
        with inside(company):
            if GroupRule.objects.exists():
                refresh_all.send(key=f"groups.rules:{hour}")


@transaction.atomic
def _refresh_portion(group_id: int) -> tuple[int, int]:
    """Under the group's lock: who leaves by hand at this moment is seen by the next look, never pulled back."""
    group = Group.objects.select_for_update(no_key=True).filter(pk=group_id, archived_at=None).first()
    rule = GroupRule.objects.filter(group=group_id).first()
    if group is None or rule is None:
        return 0, 0
    joined = _put_in(group, list(to_put_in(rule).order_by("pk")[:PORTION]))
    leaving = list(to_take_out(rule).select_related("person").order_by("pk")[:PORTION])
    for member in leaving:
        remove_member(group=group, person=member.person)
    return joined, len(leaving)


def _put_in(group: Group, people: Sequence[User]) -> int:
    """Many at once; the log has one line for all of them, and who looks after the group hears once that it changed."""
    if not people:
        return 0
    rows = [Membership(group=group, person=person, source=Membership.Source.RULE) for person in people]
    Membership.objects.bulk_create(rows)
    Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + len(rows))
    group.refresh_from_db(fields=["member_count"])
    settle(group=group, people=people)
    for person in people:
        hooks.member_changed(group=group, person=person, joined=True)
        joined = MemberJoined(
            group=group_ref(group),
            person=person_ref(person),
            role=Membership.Role.MEMBER,
            member_count=group.member_count,
        )
        publish(joined, to=[person.pk])
    changed = GroupChanged(id=str(group.pk), name=group.name, kind=group.kind, archived=group.is_archived)
    publish(changed, to=group.keeper_ids())
    return len(rows)
