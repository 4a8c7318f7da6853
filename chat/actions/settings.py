"""What a group thread is called, how it looks, and what people see who come later."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chat.actions.happenings import note_event
from chat.actions.threads import lock, must_be_admin, must_not_follow_a_group, tell_changed
from chat.models import Member, Thread
from chat.peace import must_be_free_to_write
from content.actions import hold, let_go
from content.models import File
from core.errors import Refusal
from people.models import User


@transaction.atomic
def change_thread(*, thread: Thread, by: User, **new: Any) -> Thread:
    """Change what `new` names: `name`, `picture` (id of a file that `by` sent, or None), `history`. All or nothing."""
    member = lock(thread=thread, by=by)
    must_be_free_to_write(thread, by)
    before = thread.version
    if "name" in new:
        _rename(thread, new["name"].strip(), by)
    if "picture" in new:
        _show(thread, new["picture"], by)
    if "history" in new:
        _rule(thread, new["history"], member)
    if thread.version != before:
        tell_changed(thread=thread)
    return thread


def rename_thread(*, thread: Thread, name: str, by: User) -> Thread:
    """Give a group thread another name; an empty one shows its members' names again."""
    return change_thread(thread=thread, by=by, name=name)


def _rename(thread: Thread, name: str, by: User) -> None:
    if name == thread.name:
        return
    must_not_follow_a_group(thread=thread)
    thread.name = name
    thread.save(update_fields=["name"])
    note_event(thread=thread, what="renamed" if name else "unnamed", by=by, name=name)


def _show(thread: Thread, file: object, by: User) -> None:
    if file is None and thread.picture_id is None:
        return
    let_go(files=File.objects.of(Thread.held_as, [thread.pk]))
    held = hold(files=[file] if file else [], held_as=Thread.held_as, holder=thread.pk, by=by)
    if held and not held[0].is_picture:
        text = _("This is not a picture.")
        raise Refusal("not_a_picture", text, fields={"picture": [text]})
    thread.picture = held[0] if held else None
    thread.save(update_fields=["picture"])
    note_event(thread=thread, what="picture" if held else "no_picture", by=by)


def _rule(thread: Thread, history: str, member: Member) -> None:
    if history == thread.history:
        return
    must_be_admin(member=member)
    thread.history = history
    thread.save(update_fields=["history"])
    note_event(thread=thread, what=f"history_{history}", by=member.person)
