"""Events: made, changed, cancelled, answered, remembered. All of it changes the post, under the post's row lock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict
from feed.access import UNDO
from feed.actions.comments import create_comment
from feed.events import EventChanged
from feed.inviting import NewEvent, checked_event
from feed.models import Comment, Event, Post, Rsvp
from feed.notifications import readers_among
from feed.notifications_parts import DELETED, EVENT_CHANGED, EVENT_REMINDER, EVENT_WORD, REVIVED
from feed.serializers_parts import event_data
from feed.tasks import remind_of_event, tell_of_deleted_event
from feed.writing import change, locked, locked_whatever
from notifications.actions import forget, notify
from notifications.models import Notification
from people.models import User
from realtime.publish import publish

AHEAD = (timedelta(hours=1), timedelta(minutes=10))  # how long before it begins people are reminded: the first to come
NO_SOONER = timedelta(minutes=1)  # after deleting are people told of it: the page offers to undo it for some seconds
COMING = (Rsvp.Answer.YES, Rsvp.Answer.MAYBE)


@transaction.atomic
def make_event(*, post: Post, event: NewEvent) -> Event:
    """Put an event under a post that is being written; its author tells of the post."""
    event = checked_event(event)
    row = Event.objects.create(
        post=post,
        title=event.title,
        begins_at=event.begins_at,
        ends_at=event.ends_at,
        zone=event.zone,
        place=event.place,
    )
    _remind_when_due(row)
    return row


@transaction.atomic
def change_event(*, post: Post, event: NewEvent) -> Event:
    """Other words, another time or place; those who come are told, and their calendars can tell it is a newer one."""
    post, row = _coming_up(post)
    event = checked_event(event)
    wanted = {"title": event.title, "begins_at": event.begins_at, "ends_at": event.ends_at, "zone": event.zone}
    wanted |= {"place": event.place}
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    moved = row.begins_at != event.begins_at
    for name, value in wanted.items():
        setattr(row, name, value)
    row.sequence += 1
    if moved:
        row.reminded_at = None
    row.save(update_fields=[*wanted, "sequence", "reminded_at"])
    if moved:
        _remind_when_due(row)
    _tell(post, row, by=post.author)
    _ring(post, row, "changed", by=post.author)
    return row


@transaction.atomic
def cancel_event(*, post: Post) -> Event:
    """It does not take place; those who said they come are told. A second time changes nothing."""
    post = locked(post)
    row = Event.objects.get(post=post)
    if row.cancelled_at is None:
        row.cancelled_at, row.sequence = timezone.now(), row.sequence + 1
        row.save(update_fields=["cancelled_at", "sequence"])
        _tell(post, row, by=post.author)
        _ring(post, row, "cancelled", by=post.author)
    return row


@transaction.atomic
def answer_event(*, post: Post, person: User, answer: str | None) -> Event:
    """Whether the person comes; None takes their answer back."""
    post, row = _coming_up(post)
    mine = Rsvp.objects.filter(event=row, person=person).first()
    if (mine.answer if mine else None) == answer:
        return row
    if answer is None:
        Rsvp.objects.filter(event=row, person=person).delete()
    else:
        now = timezone.now()
        Rsvp.objects.update_or_create(
            event=row, person=person, defaults={"answer": Rsvp.Answer(answer), "answered_at": now}
        )
    for name in Rsvp.Answer.values:
        setattr(row, f"{name}_count", Rsvp.objects.filter(event=row, answer=name).count())
    row.save(update_fields=["yes_count", "maybe_count", "no_count"])
    _tell(post, row, by=person)
    return row


@transaction.atomic
def write_to_undecided(*, post: Post, host: User, text: str) -> Comment:
    """The host's words, as a comment under the event, and at the bell of everyone who said they may come."""
    post, row = _coming_up(post)
    people = set(Rsvp.objects.filter(event=row, answer=Rsvp.Answer.MAYBE).values_list("person_id", flat=True))
    if not people:
        raise Conflict("nobody", _("Nobody said that they may come."))
    comment, _is_new = create_comment(post=post, author=host, text=text)
    told = readers_among(people, post.group)
    notify(kind=EVENT_WORD, people=told, about=post, by=host, detail={"comment": str(comment.pk)})
    return comment


@transaction.atomic
def remind_due(*, event: int, at: datetime) -> None:
    """It begins soon. Whoever marks the row tells people, in the same transaction: once, however often it is tried.
    Nothing where it was moved or cancelled by now."""
    due = Event.objects.filter(
        pk=event, begins_at=at, reminded_at=None, cancelled_at=None, post__in=Post.objects.present()
    )
    if not due.update(reminded_at=timezone.now()):
        return
    row = Event.objects.select_related("post__group").get(pk=event)
    if row.begins_at > timezone.now():
        notify(kind=EVENT_REMINDER, people=_coming(row.post, row), about=row.post)


@transaction.atomic
def forget_event(*, post: Post) -> None:
    """Its post was deleted: so is what bells say of it, except that it was cancelled. Who comes is told that it does
    not take place once nobody can undo it any more, or earlier where it begins before."""
    row = Event.objects.filter(post=post).first() if post.kind == Post.Kind.EVENT else None
    if row is None or row.is_over or post.deleted_at is None:
        forget(about=post)
        return
    forget(about=post, but=[EVENT_CHANGED] if row.cancelled_at else [])
    if row.cancelled_at is None:
        due = min(post.deleted_at + UNDO, max(post.deleted_at + NO_SOONER, row.begins_at - AHEAD[-1]))
        at = post.deleted_at.astimezone(UTC).isoformat()
        tell_of_deleted_event.send(key=f"feed.event_deleted:{row.pk}:{at}", due=due, event=row.pk, at=at)


@transaction.atomic
def tell_deleted(*, event: int, at: datetime) -> None:
    """It was deleted at this moment and not brought back since: those who come are told, like those of one that was
    cancelled."""
    row = Event.objects.filter(pk=event, cancelled_at=None, post__deleted_at=at).select_related("post").first()
    if row is None:
        return
    post = locked_whatever(row.post)
    if post.deleted_at == at:
        _ring(post, row, DELETED, by=post.deleted_by)


@transaction.atomic
def revive_event(*, post: Post) -> None:
    """Its post was brought back. Who was told already that it does not take place hears that it does."""
    if post.kind != Post.Kind.EVENT:
        return
    told = Notification.objects.about(post).filter(kind=EVENT_CHANGED.name, detail__what=DELETED)
    if told.exists():
        _ring(post, Event.objects.get(post=post), REVIVED, by=post.author)


def _coming_up(post: Post) -> tuple[Post, Event]:
    post = locked(post)
    row = Event.objects.get(post=post)
    if row.cancelled_at:
        raise Conflict("event_cancelled", _("This event was cancelled."))
    if row.is_over:
        raise Conflict("event_over", _("This event is over."))
    return post, row


def _coming(post: Post, event: Event) -> set[int]:
    people = set(Rsvp.objects.filter(event=event, answer__in=COMING).values_list("person_id", flat=True))
    return readers_among(people, post.group)


def _ring(post: Post, event: Event, what: str, *, by: User | None) -> None:
    notify(kind=EVENT_CHANGED, people=_coming(post, event), about=post, by=by, detail={"what": what})


def _remind_when_due(event: Event) -> None:
    """One task for each time it was moved to; those of earlier times find nothing due."""
    now = timezone.now()
    due = next((event.begins_at - ahead for ahead in AHEAD if event.begins_at - ahead > now), None)
    if due is not None:
        at = event.begins_at.astimezone(UTC).isoformat()
        remind_of_event.send(key=f"feed.event:{event.pk}:{at}", due=due, event=event.pk, at=at)


def _tell(post: Post, event: Event, *, by: User) -> None:
    change(post)
    told = EventChanged(post=str(post.pk), event=event_data(event), by=str(by.pk), revision=post.revision)
    publish(told, to={*post.hearer_ids(), by.pk})
