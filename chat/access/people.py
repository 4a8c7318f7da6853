"""Who is in a thread, and who may come into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import Http404
from django.utils.translation import gettext as _

from chat.access.threads import thread_for
from chat.models import (
    TYPING_UP_TO,
    Member,
    MemberQuerySet,
    Thread,
)
from chat.peace import who_blocked
from core.errors import Refusal
from core.rest import to_pk
from groups.models import Group, Membership
from people.models import User


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
    return thread, inside, membership.role == Membership.Role.ADMIN and not group.is_archived


def people_named(person: User, ids: Sequence[str]) -> list[User]:
    """Whom a request's `people` means, each once; a clear refusal if somebody is not known here."""
    keys = dict.fromkeys(int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0 for text in ids)
    found = User.objects.visible_to(person).in_bulk(keys)
    if len(found) < len(keys):
        text = _("Somebody in this list is not known here.")
        raise Refusal("unknown_person", text, fields={"people": [text]})
    return [found[key] for key in keys]
