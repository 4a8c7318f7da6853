"""Who blocked whom, and where nobody writes. Two of whom one blocked the other cannot write to each other alone; the
blocked one is told no more than that."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chat.models import Block, Thread
from core.compiled import Compiled
from core.errors import NotAllowed
from groups.access import must_not_be_archived
from groups.models import Group
from people.models import User

BLOCKS_ORDER = ("created_at", "id")

BETWEEN: Compiled[int] = Compiled(
    lambda one, other: Block.objects.filter(Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)).values_list(
        "blocker_id", flat=True
    ),
    one=-1,
    other=-2,
)
GROUP: Compiled[Group] = Compiled(lambda pk: Group.objects.filter(pk=pk), pk=-1)


def blocks_of(person: User) -> QuerySet[Block]:
    """Whom the person blocked."""
    return Block.objects.filter(blocker=person).select_related("blocked")


def blocked_ids(person: User) -> list[int]:
    return list(Block.objects.filter(blocker=person).order_by("blocked").values_list("blocked_id", flat=True))


def unheard_by(person: User) -> QuerySet[Block, int]:
    """Whose words are not looked up for this person, as a part of another query."""
    return Block.objects.filter(blocker=person).values_list("blocked_id", flat=True)


def has_blocked(person: User, other_id: int) -> bool:
    return Block.objects.filter(blocker=person, blocked=other_id).exists()


def who_blocked(person: User) -> set[int]:
    """Those to whom nothing of this person goes."""
    return deaf_to(person=person)


def deaf_to(*, person: User) -> set[int]:
    """The same, as the bell asks."""
    return set(Block.objects.filter(blocked=person).values_list("blocker_id", flat=True))


def hidden_from(*, person: User) -> set[int]:
    """Whose coming and going this person does not see: of those they blocked, and of those who blocked them."""
    pairs = Block.objects.filter(Q(blocker=person) | Q(blocked=person)).values_list("blocker_id", "blocked_id")
    return {pk for pair in pairs for pk in pair} - {person.pk}


def partner_of(thread: Thread, person: User) -> int | None:
    """The other one of a direct thread; nobody elsewhere."""
    if thread.kind != Thread.Kind.DIRECT:
        return None
    return next((int(pk) for pk in thread.direct_key.split(":") if int(pk) != person.pk), None)


def is_closed(thread: Thread) -> bool:
    """Whether it is the conversation of an archived group: it is read, and nobody writes in it."""
    group = GROUP.first(pk=thread.group_id) if thread.group_id is not None else None
    return group is not None and group.is_archived


def must_be_free_to_write(thread: Thread, author: User) -> None:
    """Refuses what would be said in a thread of two where one blocked the other, or in that of an archived group."""
    if thread.group_id is not None:
        must_not_be_archived(GROUP.first(pk=thread.group_id))
    partner = partner_of(thread, author)
    if partner is not None:
        must_not_be_blocked(author, partner)


def must_not_be_blocked(person: User, other_id: int) -> None:
    blockers = BETWEEN(one=person.pk, other=other_id)
    if person.pk in blockers:
        raise NotAllowed("you_blocked", _("You blocked this person. Unblock them to write to each other."))
    if blockers:
        raise NotAllowed("cannot_write", _("You cannot write to this person at the moment."))
