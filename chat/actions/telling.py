"""Whose bell a message rings, and whose phone; called by the actions, in their transactions."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from chat.models import Block, Member, MemberQuerySet, Message, Preferences
from chat.notifications import DIRECT, KINDS, MENTIONED, REPLIED, place_of
from core.compiled import Compiled
from notifications.actions import forget, notify, read_where
from notifications.models import PushSubscription
from people.models import User

HEARING = Q(muted_until=None) | Q(muted_until__lte=Now())

# The other one of a direct thread, if there is a device to push to and nothing stands in the way. Mostly there is
# not, and then this is all that a message of two costs here.
PUSHED_TO = Compiled(
    lambda thread, author: (
        Member.objects.here()
        .filter(HEARING, Exists(PushSubscription.objects.filter(person=OuterRef("person"))), thread=thread)
        .exclude(person=author)
        .exclude(Exists(Block.objects.filter(blocker=OuterRef("person"), blocked=author)))
        .values_list("person_id", flat=True)
    ),
    thread=-1,
    author=-2,
)


def tell_of_message(*, message: Message, to: Sequence[int]) -> None:
    """Those it means, whoever it answers, and in a thread of two the other one, each in one way.

    `to` are those who see it. What is said in a group and means nobody asks the database nothing.
    """
    thread = message.thread
    named = {mention.person_id for mention in message.mention_list} & set(to)
    if not thread.is_group:
        _tell_the_other(message, named)
        return
    if message.means_all:
        taking = _hearing(message, to).exclude(person__in=Preferences.objects.filter(takes_all=False).values("person"))
        named |= set(taking.values_list("person_id", flat=True))
    replied: set[int] = set()
    if message.reply_to and not message.reply_to.deleted_at and message.reply_to.author_id != message.author_id:
        quoted = {message.reply_to.author_id} & set(to) - named
        replied = set(_hearing(message, quoted).values_list("person_id", flat=True))
    _notify(message, named, replied)


def tell_of_edit(*, message: Message, to: Sequence[int], known: Collection[int]) -> None:
    """Those whom it means now and did not before."""
    named = {mention.person_id for mention in message.mention_list} & set(to) - set(known)
    if message.thread.is_group:
        _notify(message, named, set())


def take_back(*, message: Message) -> None:
    """It was removed for everybody: so is what bells and phones say of it."""
    forget(about=message)
    if message.thread.is_group or message.thread.is_notes:
        return
    other = Member.objects.filter(thread=message.thread).exclude(person=message.author_id).first()
    after = other.read_seq if other else message.seq
    left = Message.objects.filter(thread=message.thread, author=message.author_id, seq__gt=after, deleted_at=None)
    if message.seq > after and not left.exists():
        forget(about=message.thread)


def read_up_to(*, person: User, thread_id: int, seq: int) -> None:
    """What bells and phones say of messages up to `seq` is read."""
    mine = Q(kind__in=[kind.name for kind in KINDS], detail__thread=str(thread_id), detail__seq__lte=seq)
    read_where(person=person, where=mine)


def _tell_the_other(message: Message, named: set[int]) -> None:
    if message.thread.is_notes:
        return
    people = PUSHED_TO(thread=message.thread_id, author=message.author_id)
    if people:
        notify(kind=DIRECT, people=people, about=message.thread, by=message.author, detail=place_of(message))
    elif named:  # a mention passes where the thread is muted
        muted = Member.objects.here().filter(thread=message.thread, person__in=named).exclude(HEARING)
        _notify(message, set(muted.values_list("person_id", flat=True)), set())


def _hearing(message: Message, people: Collection[int]) -> MemberQuerySet:
    """Those who do not mute the thread: only their own name passes that."""
    return Member.objects.here().filter(HEARING, thread=message.thread, person__in=people)


def _notify(message: Message, named: set[int], replied: set[int]) -> None:
    people = (named | replied) - {message.author_id}
    if not people:
        return
    blocking = Block.objects.filter(blocked=message.author_id, blocker__in=people)
    peace = set(blocking.values_list("blocker_id", flat=True))
    for kind, wanted in ((MENTIONED, named - peace), (REPLIED, replied - peace)):
        if wanted:
            notify(kind=kind, people=wanted, about=message, by=message.author, detail=place_of(message))
