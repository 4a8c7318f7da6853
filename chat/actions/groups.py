"""The thread of a group: its people are the group's, and come and go with it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chat.actions.happenings import note_event
from chat.actions.members import keep_an_admin, let_in, let_out
from chat.actions.threads import tell_changed, too_many
from chat.events import ThreadCreated
from chat.models import MOST_MEMBERS, Member, Thread
from chat.notices import FULL
from chat.serializers import people_in, thread_event
from core.errors import NotAllowed
from groups.access import must_not_be_archived
from groups.models import Group, Membership
from notifications.actions import notify
from people.models import User
from realtime.publish import publish


@transaction.atomic
def open_group_thread(*, group: Group, by: User) -> tuple[Thread, bool]:
    """The group's thread and whether it is new: an admin of the group begins it, a member of it who left it comes
    back."""
    thread = _locked(group)
    if thread is None:
        return _begin(group, by)
    _come_in(thread, group, by)
    return thread, False


@transaction.atomic
def follow_group(*, group: Group, person: User, joined: bool) -> None:
    """Somebody came into a group or left it: so they do with its thread, where there is one and room in it.

    Who had left the thread by hand is out already; who joins the group anew is in both again.
    """
    thread = _locked(group)
    if thread is None:
        return
    if not joined:
        if let_out(thread=thread, person=person):
            note_event(thread=thread, what="left", by=person)
            keep_an_admin(thread=thread)
            tell_changed(thread=thread)
    elif person.is_active and thread.member_count < MOST_MEMBERS:
        _come_in(thread, group, person)
    elif person.is_active:
        _tell_it_is_full(thread, person)


@transaction.atomic
def rename_group_thread(*, group: Group, by: User | None) -> None:
    """The group has another name: so has its thread, where there is one."""
    thread = _locked(group)
    if thread is None or thread.name == group.name:
        return
    thread.name = group.name
    thread.save(update_fields=["name"])
    note_event(thread=thread, what="renamed", by=by or thread.created_by, name=group.name)
    tell_changed(thread=thread)


@transaction.atomic
def close_group_thread(*, group: Group, by: User) -> None:
    """The group was archived, or brought back: its conversation says so, and its pages close their place to write or
    open it again. Whoever writes at this moment is waited for."""
    thread = _locked(group)
    if thread is None:
        return
    note_event(thread=thread, what="archived" if group.is_archived else "unarchived", by=by)
    tell_changed(thread=thread)


def _tell_it_is_full(thread: Thread, person: User) -> None:
    """Those who look after it: nobody is left out without anybody's knowing."""
    admins = Member.objects.here().filter(thread=thread, role=Member.Role.ADMIN).values_list("person_id", flat=True)
    notify(kind=FULL, people=list(admins), about=thread, by=person)


def _locked(group: Group) -> Thread | None:
    return Thread.objects.select_for_update(of=["self"]).filter(group=group).first()


def _come_in(thread: Thread, group: Group, person: User) -> None:
    if let_in(thread=thread, people=[person], role=_role(group, person)):
        note_event(thread=thread, what="joined", by=person)
        tell_changed(thread=thread)


def _role(group: Group, person: User) -> str:
    """Who looks after a group looks after its thread."""
    admins = Membership.objects.filter(group=group, person=person, role=Membership.Role.ADMIN)
    return Member.Role.ADMIN if admins.exists() else Member.Role.MEMBER


def _begin(group: Group, by: User) -> tuple[Thread, bool]:
    # Whoever joins the group at this moment waits for its row, and then finds the thread that they belong to.
    must_not_be_archived(Group.objects.select_for_update(no_key=True).get(pk=group.pk))
    members = list(Membership.objects.filter(group=group).here().order_by("joined_at", "pk"))
    if not any(member.person_id == by.pk and member.role == Membership.Role.ADMIN for member in members):
        raise NotAllowed("not_a_group_admin", _("Only who looks after the group can start its conversation."))
    if len(members) > MOST_MEMBERS:
        raise too_many()
    try:
        with transaction.atomic():
            thread = Thread.objects.create(
                kind=Thread.Kind.GROUP, name=group.name, group=group, created_by=by, member_count=len(members)
            )
    except IntegrityError:  # two of its admins at once
        return Thread.objects.get(group=group), False
    Member.objects.bulk_create(
        [Member(thread=thread, person=member.person, role=_as_here(member)) for member in members]
    )
    everybody = people_in(thread)
    publish(ThreadCreated(**thread_event(thread, everybody)), to=[person.pk for person in everybody])
    return thread, True


def _as_here(member: Membership) -> str:
    return Member.Role.ADMIN if member.role == Membership.Role.ADMIN else Member.Role.MEMBER
