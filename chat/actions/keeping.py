"""How a person keeps a thread: pinned, muted, put away, marked as unread. It concerns their own devices only."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.events import ThreadKept
from chat.models import MOST_PINNED, Member, Thread
from core.errors import Conflict
from people.models import User
from realtime.publish import publish

ALWAYS = datetime(9999, 12, 31, tzinfo=UTC)
MORNING = time(8)


@transaction.atomic
def keep_thread(
    *,
    thread: Thread,
    person: User,
    pinned: bool | None = None,
    archived: bool | None = None,
    marked_unread: bool | None = None,
    **muted_until: datetime | None,
) -> Member:
    """What is None stays as it is; `muted_until=None` unmutes. Putting a thread away unpins it."""
    found = Member.objects.here().select_for_update(of=["self"]).select_related("thread")
    member = found.filter(thread=thread, person=person).first()
    if member is None:
        raise Http404
    before = _kept(member)
    if archived is not None or pinned:
        member.archived_seq = member.thread.last_seq if archived else None
    if pinned is not None or archived:
        member.pinned_at = _pinned_at(member) if pinned and not archived else None
    if marked_unread is not None:
        member.marked_unread = marked_unread
    for field, value in muted_until.items():
        setattr(member, field, value)
    if _kept(member) != before:
        member.save(update_fields=["archived_seq", "pinned_at", "marked_unread", "muted_until"])
        tell_kept(member=member)
    return member


def _pinned_at(member: Member) -> datetime:
    if member.pinned_at:
        return member.pinned_at
    if Member.objects.here().filter(person=member.person_id, pinned_at__isnull=False).count() >= MOST_PINNED:
        text = _("At most %(most)s conversations can be pinned.") % {"most": MOST_PINNED}
        raise Conflict("too_many_pinned", text)
    return timezone.now()


def _kept(member: Member) -> tuple[Any, ...]:
    return member.archived_seq, member.pinned_at, member.marked_unread, member.muted_until


def tell_kept(*, member: Member) -> None:
    """Tell the person's own devices."""
    publish(
        ThreadKept(
            thread=str(member.thread_id),
            pinned=member.pinned_at is not None,
            muted_until=member.muted_until,
            archived=member.is_put_away(member.thread.last_seq),
            marked_unread=member.marked_unread,
        ),
        to=[member.person_id],
    )


def muted_for(*, how_long: str, person: User) -> datetime:
    """The end of `hour`, of `tomorrow` (8:00 of the next morning on the person's own clock), or `always`."""
    if how_long == "always":
        return ALWAYS
    if how_long == "hour":
        return timezone.now() + timedelta(hours=1)
    here = timezone.localtime(timezone.now(), ZoneInfo(person.time_zone))
    return datetime.combine(here.date() + timedelta(days=1), MORNING, here.tzinfo)
