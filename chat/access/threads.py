"""This thread for this person, and their list of threads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _

from chat.models import (
    Member,
    Preferences,
    Thread,
    ThreadQuerySet,
)
from content.models import File
from core.compiled import Compiled
from core.errors import NotAllowed
from core.rest import next_page, to_pk
from people.models import User

PAGE = 30
THREAD = Compiled(lambda person, pk: Thread.objects.for_reader(person).filter(pk=pk), person=-1, pk=-2)
KEPT = ("my_pinned_at", "my_muted_until", "my_archived", "my_marked_unread")
VERSIONS: Compiled[tuple[Any, ...]] = Compiled(
    lambda person: (
        Thread.objects.for_reader(person).listed(person).values_list("pk", "version", "my_read_seq", "my_unread", *KEPT)
    ),
    person=-1,
)


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


def versions_for(person: User) -> Iterable[tuple[Any, ...]]:
    """Of all the person's threads the id, version, read pointer, unread count, and how they keep it."""
    return VERSIONS(person=person.pk)


def preferences_of(person: User) -> Preferences:
    """Theirs; as everybody has them, where they never chose."""
    return Preferences.objects.filter(person=person).first() or Preferences(person=person)


def may_read_picture(person: User, file: File) -> bool:
    """A thread's picture is for those who are in it."""
    return Thread.objects.visible_to(person).filter(pk=file.holder).exists()


def who_sees_picture(thread_id: int) -> Iterable[int]:
    return Member.objects.here().filter(thread=thread_id).values_list("person_id", flat=True)
