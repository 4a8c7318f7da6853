"""This thread or message for this person, or 404: for strangers, for removed members, for other companies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _

from chat.models import (
    TYPING_UP_TO,
    Member,
    MemberQuerySet,
    Message,
    MessageQuerySet,
    Pin,
    Preferences,
    Thread,
    ThreadQuerySet,
)
from chat.peace import who_blocked
from chat.showing import with_all_they_show
from content.models import File
from core.compiled import Compiled
from core.errors import NotAllowed, Refusal
from core.rest import next_page, to_pk
from groups.models import Group, Membership
from people.models import User

PAGE = 30
OPENED, MOST_OPENED, BEFORE_UNREAD = 50, 80, 15


@dataclass(frozen=True)
class Window:
    """Messages in their order, and whether they reach the thread's ends."""

    messages: list[Message]
    at_start: bool
    at_end: bool


THREAD = Compiled(lambda person, pk: Thread.objects.for_reader(person).filter(pk=pk), person=-1, pk=-2)


def thread_for(person: User, thread_id: object) -> Thread:
    """A thread the person is in, with their own pointer and count of unread."""
    thread = THREAD.first(person=person.pk, pk=to_pk(thread_id))
    if thread is None:
        raise Http404
    return thread


def group_for(person: User, thread_id: object) -> Thread:
    """A thread whose name and members can change."""
    thread = thread_for(person, thread_id)
    if thread.is_notes:
        raise NotAllowed("notes", _("Your notes are yours alone. Start a group instead."))
    if not thread.is_group:
        raise NotAllowed("direct_thread", _("A conversation of two stays one of two. Start a group instead."))
    return thread


def threads_listed(person: User, text: str = "", *, archived: bool = False) -> ThreadQuerySet:
    """The person's list, without what they archived or that alone; with `text` all threads whose name, or a
    member's name, has it."""
    threads = Thread.objects.for_reader(person).listed(person).select_related("picture")
    if not text:
        return threads.filter(my_archived=archived)
    for word in text.split()[:5]:
        named = Member.objects.here().filter(thread=OuterRef("pk"), person__name__icontains=word).exclude(person=person)
        found = Q(name__icontains=word) | Exists(named)
        threads = threads.filter(found | Q(kind=Thread.Kind.NOTES) if means_notes(person, word) else found)
    return threads


def threads_named(person: User, ids: Iterable[int]) -> list[Thread]:
    """Those of these threads that the person is in."""
    return list(Thread.objects.for_reader(person).filter(pk__in=ids))


def means_notes(person: User, word: str) -> bool:
    """Whether somebody who types this may look for their notes: by what these are called, or by their own name."""
    return word.casefold() in f"{_('Notes to self')} {person}".casefold()


def page_of_threads(person: User, cursor: str, *, archived: bool = False) -> tuple[list[Thread], str | None]:
    """A page of the person's list from `cursor` on, and the next page's cursor; raises BadCursor.

    The first one begins with what they pinned: few, and all at once, so that the pages behind it go by time alone.
    """
    threads, newest = threads_listed(person, archived=archived), ("-changed_at", "-pk")
    pinned = [] if cursor or archived else list(threads.filter(my_pinned_at__isnull=False).order_by(*newest))
    rest = threads if archived else threads.filter(my_pinned_at=None)
    page, following = next_page(rest, by=("changed_at", "pk"), descending=True, cursor=cursor, most=PAGE)
    return [*pinned, *page], following


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


def versions_for(person: User) -> Iterable[tuple[Any, ...]]:
    """Of all the person's threads the id, version, read pointer, unread count, and how they keep it."""
    threads = Thread.objects.for_reader(person).listed(person)
    kept = ("my_pinned_at", "my_muted_until", "my_archived", "my_marked_unread")
    return threads.values_list("pk", "version", "my_read_seq", "my_unread", *kept).iterator()


def preferences_of(person: User) -> Preferences:
    """Theirs; as everybody has them, where they never chose."""
    return Preferences.objects.filter(person=person).first() or Preferences(person=person)


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


def pins_of(thread: Thread) -> list[Pin]:
    """What is pinned in a thread that was found through `thread_for`, as far as this person sees it; newest first."""
    pins = Pin.objects.filter(thread=thread, message__deleted_at=None, message__seq__gt=thread.my_from_seq)
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


def changes_of(thread: Thread, since: int, most: int) -> tuple[list[Message], bool]:
    """Up to `most` messages changed after version `since`, and whether there are more."""
    found = list(messages_of(thread).filter(version__gt=since).order_by("version")[: most + 1])
    return found[:most], len(found) > most


def members_of(thread: Thread) -> MemberQuerySet:
    """Who is in a thread that was found through `thread_for`, longest members first."""
    return Member.objects.here().filter(thread=thread).select_related("person").order_by("joined_at", "person_id")


def who_hears_typing(person: User, thread_id: str) -> Iterable[int]:
    """Who is told that the person types in a thread; nobody in a crowd, nobody who blocked them."""
    thread = thread_for(person, thread_id)
    if thread.member_count > TYPING_UP_TO:
        return []
    return set(Member.objects.here().filter(thread=thread).values_list("person_id", flat=True)) - who_blocked(person)


def member_for(thread: Thread, person_id: object) -> Member:
    member = members_of(thread).filter(person_id=to_pk(person_id)).first()
    if member is None:
        raise Http404
    return member


def joined_group_for(person: User, group_id: object) -> Group:
    """A group the person is in: its thread is for its members."""
    group = Group.objects.joined_by(person).filter(pk=to_pk(group_id)).first()
    if group is None:
        raise Http404
    return group


def way_into(person: User, group: Group) -> tuple[Thread | None, bool, bool]:
    """The thread of a group for somebody who is in the group; whether they are in it; whether they may begin it."""
    membership = Membership.objects.filter(group=group, person=person).first()
    if membership is None:
        return None, False, False
    thread = Thread.objects.filter(group=group).first()
    inside = thread is not None and Member.objects.here().filter(thread=thread, person=person).exists()
    return thread, inside, membership.role == Membership.Role.ADMIN


def may_read_picture(person: User, file: File) -> bool:
    """A thread's picture is for those who are in it."""
    return Thread.objects.visible_to(person).filter(pk=file.holder).exists()


def who_sees_picture(thread_id: int) -> Iterable[int]:
    return Member.objects.here().filter(thread=thread_id).values_list("person_id", flat=True)


def people_named(person: User, ids: Sequence[str]) -> list[User]:
    """Whom a request's `people` means, each once; a clear refusal if somebody is not known here."""
    keys = dict.fromkeys(int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0 for text in ids)
    found = User.objects.visible_to(person).in_bulk(keys)
    if len(found) < len(keys):
        text = _("Somebody in this list is not known here.")
        raise Refusal("unknown_person", text, fields={"people": [text]})
    return [found[key] for key in keys]
