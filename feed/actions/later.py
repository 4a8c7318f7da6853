"""Posts that come out later: put off, changed, cancelled, published. Each comes out once, or its author is told why
not; where the author's account is closed, those who look after the group are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from content.actions import hold, let_go, release
from content.text import kept_text
from content.times import checked_time
from core.errors import Conflict, NotAllowed, Refusal
from feed.access import group_to_post_in
from feed.actions.important import end_of
from feed.actions.posts import create_post
from feed.asking import NewPoll, checked_poll
from feed.events import ScheduledChanged
from feed.inviting import NewEvent, checked_event, wrong
from feed.later import Standing, waiting_of
from feed.marking import may_ask_for_days
from feed.models import Post, ScheduledPost
from feed.notifications_parts import SCHEDULED_FAILED
from feed.serializers import POST_LENGTH
from feed.tasks import send_scheduled
from groups.models import Group, Membership
from notifications.actions import forget, notify
from people.models import User
from realtime.publish import publish
from tenants.models import company_here

MOST_WAITING = 200
State = ScheduledPost.State


def schedule_post(
    *,
    group: Group | None,
    author: User,
    text: str,
    send_at: datetime,
    client_id: str,
    files: Sequence[object] = (),
    poll: NewPoll | None = None,
    event: NewEvent | None = None,
    important_days: int | None = None,
) -> tuple[ScheduledPost, bool]:
    """The post to come and whether it is new: a retry with the same `client_id` gets what the first try made."""
    known = ScheduledPost.objects.filter(author=author, client_id=client_id)
    first = known.first()
    if first is not None:
        return first, False
    row = ScheduledPost(
        author=author,
        group=group,
        text=kept_text(text, most=POST_LENGTH, may_be_empty=bool(files) or event is not None),
        data={**_checked_parts(poll, event, checked_time(send_at, "send_at")), **_checked_days(important_days)},
        send_at=send_at,
        client_id=client_id,
    )
    try:
        with transaction.atomic():
            _must_have_room(author)
            row.save(force_insert=True)
            row.files = hold(files=files, held_as=ScheduledPost.held_as, holder=row.pk, by=author)
            _send_when_due(row)
            _tell(row)
    except IntegrityError:  # the same client_id twice at once
        first = known.first()
        if first is None:
            raise
        return first, False
    return row, True


@transaction.atomic
def change_scheduled(
    *,
    scheduled: ScheduledPost,
    text: str | None = None,
    send_at: datetime | None = None,
    standing: Standing | None = None,
) -> ScheduledPost:
    """Another text, time or place. One that could not be published waits again with a new time."""
    row = _locked(scheduled)
    if standing is not None:
        row.group = standing.group
        kept = {name: part for name, part in row.data.items() if name != "important_days"}
        row.data = kept | _checked_days(standing.important_days)
    if text is not None:
        row.text = kept_text(text, most=POST_LENGTH, may_be_empty=bool(row.files) or "event" in row.data)
    if send_at is not None:
        row.send_at = checked_time(send_at, "send_at")
        poll, event = _parts(row)
        _checked_parts(poll, event, row.send_at)
        row.state, row.why = State.WAITING, ""
        _send_when_due(row)
        forget(about=row)
    row.save(update_fields=["text", "group", "data", "send_at", "state", "why"])
    _tell(row)
    return row


@transaction.atomic
def cancel_scheduled(*, scheduled: ScheduledPost) -> None:
    """It will not come out; its files go with it."""
    row = _locked(scheduled)
    let_go(files=row.files)
    forget(about=row)
    ScheduledPost.objects.filter(pk=row.pk).delete()
    _tell(row)


@transaction.atomic
def send_scheduled_now(*, scheduled: ScheduledPost) -> Post:
    """Not later, but now. What is refused stays as it was."""
    row = _locked(scheduled)
    post = _send(row)
    _sent(row)
    _tell(row)
    return post


@transaction.atomic
def send_due(*, scheduled: int, at: datetime) -> None:
    """The time has come for which it was put off; nothing, if that is another one by now.

    Whoever claims the row publishes it, in the same transaction: a killed worker did neither. No clock is asked
    here, two machines' may differ. Rights are those of this moment.
    """
    due = ScheduledPost.objects.filter(pk=scheduled, state=State.WAITING, send_at=at)
    if not due.update(state=State.SENT):
        return
    row = ScheduledPost.objects.select_related("author", "group").get(pk=scheduled)
    with translation.override(row.author.language or company_here().language):
        try:
            with transaction.atomic():
                _send(row)
        except Refusal as no:
            _failed(row, no.text)
        else:
            _sent(row)
    _tell(row)


def _send(row: ScheduledPost) -> Post:
    """Publish it as its author would now."""
    if not row.author.is_active:
        raise NotAllowed("left", _("The account of its author is closed."))
    poll, event = _parts(row)
    group, days = _place(row), row.data.get("important_days")
    may_ask_for_days(row.author, group, days)
    files = release(held_as=ScheduledPost.held_as, holder=row.pk)
    post, _is_new = create_post(
        group=group,
        author=row.author,
        text=row.text,
        client_id=f"scheduled-{row.pk}",
        files=[file.pk for file in files],
        poll=poll,
        event=event,
        important_days=days,
    )
    return post


def _place(row: ScheduledPost) -> Group | None:
    if row.group_id is None:
        return None
    try:
        return group_to_post_in(row.author, row.group_id)
    except Http404:
        raise NotAllowed("not_a_member", _("You are no longer in this group.")) from None


def _parts(row: ScheduledPost) -> tuple[NewPoll | None, NewEvent | None]:
    poll, event = row.data.get("poll"), row.data.get("event")
    return NewPoll.from_data(poll) if poll else None, NewEvent.from_data(event) if event else None


def _checked_parts(poll: NewPoll | None, event: NewEvent | None, at: datetime) -> dict[str, object]:
    """What sending takes beside the text; refused where it would be over by then."""
    data: dict[str, object] = {}
    if poll is not None:
        data["poll"] = checked_poll(poll, begins=at).as_data()
    if event is not None:
        event = checked_event(event)
        if event.begins_at <= at:
            raise wrong("send_at", _("The event would have begun by then."))
        data["event"] = event.as_data()
    return data


def _checked_days(days: int | None) -> dict[str, object]:
    """They count from when it comes out."""
    if days is None:
        return {}
    end_of(days=days)
    return {"important_days": days}


def _sent(row: ScheduledPost) -> None:
    """The row stays, so that a retry of asking for it asks for nothing new; what it said stands in the post."""
    row.state, row.text, row.data, row.why = State.SENT, "", {}, ""
    row.save(update_fields=["state", "text", "data", "why"])
    forget(about=row)


def _failed(row: ScheduledPost, why: str) -> None:
    row.state, row.why = State.FAILED, why[:300]
    row.save(update_fields=["state", "why"])
    people = {row.author_id}
    if not row.author.is_active and row.group is not None:
        looking_after = Membership.objects.filter(group=row.group).exclude(role=Membership.Role.MEMBER)
        people |= set(looking_after.values_list("person_id", flat=True))
    notify(kind=SCHEDULED_FAILED, people=people, about=row)


def _locked(scheduled: ScheduledPost) -> ScheduledPost:
    """The row as it is now, held until commit; nobody changes what is on its way."""
    rows = ScheduledPost.objects.select_for_update(of=["self"]).select_related("author", "group")
    row = rows.filter(pk=scheduled.pk).first()
    if row is None:
        raise Http404
    if row.state == State.SENT:
        raise Conflict("sent", _("This post was published meanwhile."))
    return row


def _must_have_room(author: User) -> None:
    """Looked at under the person's lock, or many at once would pass together."""
    User.objects.select_for_update(no_key=True).get(pk=author.pk)
    if ScheduledPost.objects.filter(author=author, state=State.WAITING).count() >= MOST_WAITING:
        why = _("%(most)s posts wait already. Cancel one of them first.") % {"most": MOST_WAITING}
        raise Conflict("too_many_waiting", why)


def _send_when_due(row: ScheduledPost) -> None:
    """One task for each time that was chosen; those of times that were changed find nothing due."""
    at = row.send_at.astimezone(UTC).isoformat()
    send_scheduled.send(key=f"feed.scheduled:{row.pk}:{at}", due=row.send_at, scheduled=row.pk, at=at)


def _tell(row: ScheduledPost) -> None:
    """The author's own pages: how many wait now."""
    publish(ScheduledChanged(waiting=waiting_of(row.author)), to=[row.author_id])
