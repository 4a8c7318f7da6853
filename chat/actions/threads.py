"""Starting a thread, and naming one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from chat.events import ThreadChanged, ThreadCreated
from chat.models import MOST_MEMBERS, Member, Thread
from chat.serializers import people_in, thread_event
from core.errors import Conflict, Refusal
from people.models import User
from realtime.publish import publish


def create_thread(*, creator: User, people: Sequence[User], name: str = "", client_id: str = "") -> tuple[Thread, bool]:
    """The thread and whether it is new. One other: the direct thread of these two; several: always a new
    one, except for a `client_id` that was here before."""
    others = list({person.pk: person for person in people if person.pk != creator.pk}.values())
    if not others:
        raise _nobody()
    if len(others) == 1:
        return _direct(creator, others[0])
    return _group(creator, others, name, client_id)


def _direct(creator: User, other: User) -> tuple[Thread, bool]:
    key = ":".join(map(str, sorted([creator.pk, other.pk])))
    thread = Thread.objects.filter(direct_key=key).first()
    if thread:
        return thread, False
    must_be_here(people=[other])
    try:
        with transaction.atomic():
            thread = Thread.objects.create(kind=Thread.Kind.DIRECT, direct_key=key, created_by=creator, member_count=2)
            _settle(thread, [creator, other])
            # The other hears of it with the first message, not when somebody merely thinks of writing.
            publish(ThreadCreated(**thread_event(thread, [creator, other])), to=[creator.pk])
            return thread, True
    except IntegrityError:  # both of them, or a double click, at once
        return Thread.objects.get(direct_key=key), False


def _group(creator: User, others: list[User], name: str, client_id: str) -> tuple[Thread, bool]:
    known = Thread.objects.filter(created_by=creator, client_id=client_id).first() if client_id else None
    if known:
        return known, False
    must_be_here(people=others)
    everybody = [creator, *others]
    if len(everybody) > MOST_MEMBERS:
        raise too_many()
    try:
        with transaction.atomic():
            thread = Thread.objects.create(
                kind=Thread.Kind.GROUP,
                name=name.strip(),
                created_by=creator,
                client_id=client_id,
                member_count=len(everybody),
            )
            _settle(thread, everybody)
            publish(ThreadCreated(**thread_event(thread, everybody)), to=[person.pk for person in everybody])
            return thread, True
    except IntegrityError:  # the same client_id twice at once
        known = Thread.objects.filter(created_by=creator, client_id=client_id).first() if client_id else None
        if known is None:
            raise
        return known, False


def _settle(thread: Thread, people: Sequence[User]) -> None:
    Member.objects.bulk_create([Member(thread=thread, person=person) for person in people])


@transaction.atomic
def rename_thread(*, thread: Thread, name: str, by: User) -> Thread:
    """Give a group thread another name; an empty one shows its members' names again."""
    name = name.strip()
    if name == thread.name:
        return thread
    thread.advance()
    must_still_be_in(thread=thread, person=by)
    thread.name = name
    thread.save(update_fields=["name"])
    tell_changed(thread=thread)
    return thread


def must_still_be_in(*, thread: Thread, person: User) -> None:
    """404 for who was removed since they were let through; looked at under the thread's lock, so nobody lets
    themselves in again."""
    if not Member.objects.here().filter(thread=thread, person=person).exists():
        raise Http404


def tell_changed(*, thread: Thread) -> None:
    """Tell all who are in the thread now how it looks now."""
    thread.refresh_from_db(fields=["version", "changed_at", "member_count", "name"])
    everybody = people_in(thread)
    publish(ThreadChanged(**thread_event(thread, everybody)), to=[person.pk for person in everybody])


def must_be_here(*, people: Sequence[User]) -> None:
    """Nobody can be added to a conversation after they left the company."""
    gone = [str(person) for person in people if not person.is_active]
    if gone:
        text = _("%(names)s left the company.") % {"names": ", ".join(gone)}
        raise Conflict("person_left", text, fields={"people": [text]})


def _nobody() -> Refusal:
    text = _("Choose somebody else than yourself.")
    return Refusal("nobody", text, fields={"people": [text]})


def too_many() -> Refusal:
    """The answer to a conversation that would grow too large."""
    text = _("A conversation has room for %(most)s people.") % {"most": MOST_MEMBERS}
    return Refusal("too_many_people", text, fields={"people": [text]})
