"""This message for this person, and what of a thread they see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.translation import gettext as _

from chat.lines import LARGEST, Line, lines_of
from chat.models import Member, Message, MessageQuerySet, Pin, Thread
from chat.peace import unheard_by
from chat.showing import with_all_they_show
from content.models import File
from core.cursor import pack
from core.errors import NotAllowed
from core.rest import to_pk
from people.models import User

OPENED, MOST_OPENED, BEFORE_UNREAD = 50, 80, 15


@dataclass(frozen=True)
class Window:
    """Messages in their order, and whether they reach the thread's ends."""

    messages: list[Message]
    at_start: bool
    at_end: bool


@dataclass(frozen=True)
class Page:
    """Some of a list, and the cursor of what comes after it."""

    messages: Sequence[Message | Line]
    following: str | None


def window_of(thread: Thread) -> tuple[list[Message], bool]:
    """The messages a conversation opens with, and whether they reach its end.

    The newest, and so many that the first unread one has some before it. Where more than that is unread,
    what stands around the first unread.
    """
    messages, unread = messages_of(thread), thread.last_seq - thread.my_read_seq
    if unread <= MOST_OPENED:
        most = max(OPENED, unread + BEFORE_UNREAD)
        return list(with_all_they_show(messages.filter(seq__gt=thread.last_seq - most).order_by("seq"))), True
    first = thread.my_read_seq - BEFORE_UNREAD
    around = messages.filter(seq__gt=first, seq__lte=first + OPENED).order_by("seq")
    return list(with_all_they_show(around)), False


def message_for(person: User, message_id: object, *, to_read: bool = False) -> Message:
    """What somebody said, to do something with it; a line of what happened can be read, and no more."""
    messages = Message.objects.visible_to(person).shown().select_related("thread")
    message = messages.filter(pk=to_pk(message_id)).first()
    if message is None:
        raise Http404
    if message.is_event and not to_read:
        raise NotAllowed("only_told", _("This line only tells what happened."))
    return message


def own_message_for(person: User, message_id: object) -> Message:
    """A message this person wrote, in a thread they are still in."""
    message = message_for(person, message_id)
    if message.author_id != person.pk:
        raise NotAllowed("not_the_author", _("Only the author can change a message."))
    return message


def messages_of(thread: Thread) -> MessageQuerySet:
    """What is said in a thread that was found through `thread_for`; `with_all_they_show` reads the rest."""
    return Message.objects.filter(thread=thread, seq__gt=thread.my_from_seq)


def page_of_messages(
    thread: Thread, *, before: int, after: int, descending: bool, cursor: int | None, most: int, whole: bool
) -> Page:
    """Up to `most` messages of a thread found through `thread_for`, from `cursor` on; `whole` for who shows faces."""
    upper = min(before or LARGEST, cursor if descending and cursor is not None else LARGEST)
    lower = max(after, cursor if not descending and cursor is not None else 0)
    found = lines_of(thread, after=lower, before=upper, descending=descending, most=most + 1, whole=whole)
    return Page(found[:most], pack([found[most - 1].seq]) if len(found) > most else None)


def message_in(thread: Thread, message_id: object) -> Message:
    """A message of a thread that was found through `thread_for`, if this person sees it."""
    message = messages_of(thread).shown().select_related("thread").filter(pk=to_pk(message_id)).first()
    if message is None:
        raise Http404
    return message


def source_for(person: User, message_id: object) -> Message:
    """Where a forwarded message was said first, for who may see that too."""
    message = message_for(person, message_id)
    if message.deleted_at or message.forwarded_from_id is None:
        raise Http404
    return message_for(person, message.forwarded_from_id)


def pins_of(thread: Thread, *, reader: User) -> list[Pin]:
    """What is pinned in a thread that was found through `thread_for`, as far as this person sees it, and nothing of
    somebody they blocked; newest first."""
    pins = Pin.objects.filter(thread=thread, message__deleted_at=None, message__seq__gt=thread.my_from_seq)
    pins = pins.exclude(message__author__in=unheard_by(reader))
    return list(pins.select_related("by", "message__author").order_by("-created_at", "-pk"))


def around(thread: Thread, message: Message, most: int) -> Window:
    """A message with its neighbours, as many before it as after."""
    messages = messages_of(thread)
    older = list(messages.filter(seq__lte=message.seq).order_by("-seq")[: most // 2 + 1])
    newer = list(messages.filter(seq__gt=message.seq).order_by("seq")[: most - most // 2 + 1])
    more_before, more_after = len(older) > most // 2, len(newer) > most - most // 2
    found = [*reversed(older[: most // 2]), *newer[: most - most // 2]]
    return Window(with_all_they_show(found), at_start=not more_before, at_end=not more_after)


def messages_with(thread: Thread, kind: str) -> MessageQuerySet:
    """Messages of a thread found through `thread_for` that hold a `picture`, another `file`, or are a `voice` note."""
    found = messages_of(thread).filter(file_count__gt=0, deleted_at=None).select_related("author")
    if kind == "voice":
        return found.filter(kind=Message.Kind.VOICE)
    held = File.objects.present().filter(held_as=Message.held_as, holder=OuterRef("pk"))
    wanted = held.filter(kind=File.Kind.PICTURE) if kind == "picture" else held.exclude(kind=File.Kind.PICTURE)
    return found.filter(Exists(wanted)).exclude(kind=Message.Kind.VOICE)


def may_read_file(person: User, file: File) -> bool:
    """Whether the person is in the thread now, and the message that holds it is there and theirs to see."""
    return Message.objects.visible_to(person).filter(pk=file.holder or 0, deleted_at=None).exists()


def readers_of_message(message_id: int) -> list[int]:
    """Who sees a message now, to be told of its pictures."""
    message = Message.objects.filter(pk=message_id, deleted_at=None).first()
    if message is None:
        return []
    here = Member.objects.here().filter(thread=message.thread_id, from_seq__lt=message.seq)
    return list(here.values_list("person_id", flat=True))


def last_message_of(thread: Thread) -> Message | None:
    return messages_of(thread).filter(seq=thread.last_seq).first()


def changes_of(thread: Thread, since: int, most: int, *, whole: bool) -> tuple[Sequence[Message | Line], bool]:
    """Up to `most` messages changed after version `since`, and whether there are more; `whole` as in a page."""
    found = lines_of(thread, by="version", after=since, most=most + 1, whole=whole)
    return found[:most], len(found) > most
