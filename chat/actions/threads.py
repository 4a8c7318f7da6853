"""Starting a thread, and what each change of one begins with."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from chat.events import ThreadChanged, ThreadCreated
from chat.models import MOST_MEMBERS, Member, Thread
from chat.peace import must_not_be_blocked
from chat.serializers import people_in, thread_event
from core.errors import Conflict, NotAllowed, Refusal
from people.models import User
from realtime.publish import publish

SETTINGS = ["version", "last_seq", "changed_at", "member_count", "name", "picture", "history", "group"]


def create_thread(
    *, creator: User, people: Sequence[User], name: str = "", history: str = Thread.History.ALL, client_id: str = ""
) -> tuple[Thread, bool]:
    """The thread and whether it is new. Only oneself: one's notes; one other: the direct thread of these two;
    several: always a new one, except for a `client_id` that was here before."""
    others = list({person.pk: person for person in people if person.pk != creator.pk}.values())
    if not people:
        raise _nobody()
    if not others:
        return _only_one(Thread.Kind.NOTES, str(creator.pk), [creator])
    if len(others) == 1:
        return _direct(creator, others[0])
    return _group(creator, others, name, history, client_id)


def _direct(creator: User, other: User) -> tuple[Thread, bool]:
    key = ":".join(map(str, sorted([creator.pk, other.pk])))
    if not Thread.objects.filter(direct_key=key).exists():
        must_be_here(people=[other])
        must_not_be_blocked(creator, other.pk)
    # The other hears of it with the first message, not when somebody merely thinks of writing.
    return _only_one(Thread.Kind.DIRECT, key, [creator, other])


def _only_one(kind: str, key: str, people: list[User]) -> tuple[Thread, bool]:
    """The one thread of this key, whoever begins it first."""
    thread = Thread.objects.filter(direct_key=key).first()
    if thread:
        return thread, False
    try:
        with transaction.atomic():
            thread = Thread.objects.create(kind=kind, direct_key=key, created_by=people[0], member_count=len(people))
            _settle(thread, people)
            publish(ThreadCreated(**thread_event(thread, people)), to=[people[0].pk])
            return thread, True
    except IntegrityError:  # both of them, or a double click, at once
        return Thread.objects.get(direct_key=key), False


def _group(creator: User, others: list[User], name: str, history: str, client_id: str) -> tuple[Thread, bool]:
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
                history=history,
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
    """The first members; who begins a group looks after it."""
    first = Member.Role.ADMIN if thread.is_group else Member.Role.MEMBER
    roles = [first, *[Member.Role.MEMBER] * (len(people) - 1)]
    rows = [Member(thread=thread, person=person, role=role) for person, role in zip(people, roles, strict=True)]
    Member.objects.bulk_create(rows)


def lock(*, thread: Thread, by: User) -> Member:
    """The thread as it is now, under its row's lock, and the member `by` is in it.

    404 for who was removed since they were let through: nobody lets themselves in again.
    """
    thread.refresh_from_db(fields=SETTINGS, from_queryset=Thread.objects.select_for_update(of=["self"]))
    member = Member.objects.here().filter(thread=thread, person=by).first()
    if member is None:
        raise Http404
    return member


def must_be_admin(*, member: Member) -> None:
    """Whoever looks after a group thread does what concerns the others in it."""
    if not member.is_admin:
        raise NotAllowed("not_an_admin", _("Only who looks after this conversation can do that."))


def must_not_follow_a_group(*, thread: Thread) -> None:
    """A group's thread has the group's name and its people."""
    if thread.group_id:
        raise Conflict("follows_a_group", _("This conversation belongs to a group: its people come with the group."))


def tell_changed(*, thread: Thread) -> None:
    """Tell all who are in the thread now how it looks now."""
    thread.refresh_from_db(fields=SETTINGS)
    everybody = people_in(thread)
    publish(ThreadChanged(**thread_event(thread, everybody)), to=[person.pk for person in everybody])


def must_be_here(*, people: Sequence[User]) -> None:
    """Nobody can be added to a conversation after they left the company."""
    gone = [str(person) for person in people if not person.is_active]
    if gone:
        text = _("%(names)s left the company.") % {"names": ", ".join(gone)}
        raise Conflict("person_left", text, fields={"people": [text]})


def _nobody() -> Refusal:
    text = _("Choose somebody.")
    return Refusal("nobody", text, fields={"people": [text]})


def too_many() -> Refusal:
    """The answer to a conversation that would grow too large."""
    text = _("A conversation has room for %(most)s people.") % {"most": MOST_MEMBERS}
    return Refusal("too_many_people", text, fields={"people": [text]})
