"""Whom a group's rule means."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Group, GroupRule, LeftByHand, Membership
from people.models import User

PARTS = ("department", "place", "title")


@dataclass(frozen=True)
class Preview:
    """What a rule would do, before it is saved."""

    matching: int
    joining: int  # of them, who is not in the group yet
    staying_away: int  # of them, who left by hand and is not pulled back
    leaving: int  # who is in by the rule of before and is meant by this one no more
    everybody: bool

    @property
    def code(self) -> str:
        """`nobody` or `everybody` where a rule means one of them, else empty."""
        return "nobody" if not self.matching else "everybody" if self.everybody else ""

    @property
    def text(self) -> str:
        """In words."""
        if not self.matching:
            return _("Nobody in the company matches this. As long as that is so, the rule puts nobody into the group.")
        words = ngettext("%(n)s person matches.", "%(n)s people match.", self.matching) % {"n": self.matching}
        if self.everybody:
            words += " " + _("That is everybody in the company.")
        return words


def people_meant(rule: GroupRule) -> QuerySet[User]:
    """All to whom each of the rule's words applies, in whatever case."""
    meant = User.objects.here().filter(kind=User.Kind.MEMBER)
    if rule.department:
        meant = meant.filter(department__iexact=rule.department)
    if rule.place:
        meant = meant.filter(place__iexact=rule.place)
    if rule.title:
        meant = meant.filter(title__icontains=rule.title)
    return meant


def means(rule: GroupRule, person: User) -> bool:
    return people_meant(rule).filter(pk=person.pk).exists()


def to_put_in(rule: GroupRule) -> QuerySet[User]:
    """Whom the rule means and who is neither in the group nor left it by hand."""
    inside = Membership.objects.filter(group=rule.group_id).values("person")
    return people_meant(rule).exclude(Q(pk__in=inside) | Q(pk__in=_stays_away(rule.group_id)))


def to_take_out(rule: GroupRule) -> QuerySet[Membership]:
    """Who is in the group by its rule alone, and whom it means no more. Who looks after the group stays."""
    by_rule = Membership.objects.filter(group=rule.group_id, source=Membership.Source.RULE, role=Membership.Role.MEMBER)
    return by_rule.filter(person__is_active=True).exclude(person__in=people_meant(rule))


def preview(group: Group, said: dict[str, str]) -> Preview:
    """What a rule of these words would do to a group."""
    rule = GroupRule(group=group, **said)
    matching = people_meant(rule)
    count = matching.count()
    return Preview(
        matching=count,
        joining=to_put_in(rule).count(),
        staying_away=matching.filter(pk__in=_stays_away(group.pk)).count(),
        leaving=to_take_out(rule).count(),
        everybody=count > 0 and count == User.objects.here().filter(kind=User.Kind.MEMBER).count(),
    )


def _stays_away(group_id: int) -> QuerySet[LeftByHand]:
    return LeftByHand.objects.filter(group=group_id).values("person")
