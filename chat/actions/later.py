"""Messages that go out later: put off, changed, cancelled, sent. Each goes out once, or its author is told why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from chat.access import message_for, thread_for
from chat.actions.messages import send_message
from chat.events import ScheduledChanged
from chat.later import waiting_in
from chat.models import MOST_CHARACTERS, Message, ScheduledMessage, Thread
from chat.notices import SCHEDULED_FAILED
from chat.peace import must_be_free_to_write
from chat.tasks import send_scheduled
from content.actions import hold, let_go, release
from content.text import kept_text
from content.times import checked_time
from core.errors import Conflict, Refusal
from notifications.actions import forget, notify
from people.models import User
from realtime.publish import publish
from tenants.models import company_here

MOST_WAITING = 500
State = ScheduledMessage.State


def schedule_message(
    *,
    thread: Thread,
    author: User,
    text: str = "",
    send_at: datetime,
    client_id: str,
    files: Sequence[object] = (),
    reply_to: Message | None = None,
    sticker: str = "",
) -> tuple[ScheduledMessage, bool]:
    """The message to come and whether it is new: a retry with the same `client_id` gets what the first try made."""
    known = ScheduledMessage.objects.filter(author=author, client_id=client_id)
    first = known.first()
    if first is None:
        checked_time(send_at, "send_at")
        must_be_free_to_write(thread, author)
        if reply_to and reply_to.thread_id != thread.pk:
            why = _("This message is not in this conversation.")
            raise Refusal("other_thread", why, fields={"reply_to": [why]})
        row = ScheduledMessage(
            author=author,
            thread=thread,
            text=text if (files or sticker) and not text.strip() else kept_text(text, most=MOST_CHARACTERS),
            data={"sticker": sticker, "reply_to": str(reply_to.pk) if reply_to else None},
            send_at=send_at,
            client_id=client_id,
        )
        try:
            with transaction.atomic():
                return _schedule(row, files), True
        except IntegrityError:  # the same client_id twice at once
            first = known.first()
            if first is None:
                raise
    if first.thread_id != thread.pk:
        raise Conflict("client_id_used", _("This client_id belongs to a message of another thread."))
    return first, False


def _schedule(row: ScheduledMessage, files: Sequence[object]) -> ScheduledMessage:
    _must_have_room(row.author)
    row.save(force_insert=True)
    row.files = hold(files=files, held_as=ScheduledMessage.held_as, holder=row.pk, by=row.author)
    _send_when_due(row)
    _tell(row)
    return row


@transaction.atomic
def change_scheduled(
    *, scheduled: ScheduledMessage, text: str | None = None, send_at: datetime | None = None
) -> ScheduledMessage:
    """Another text, another time. One that could not be sent waits again with a new time."""
    row = _locked(scheduled)
    if text is not None:
        row.text = text if (row.files or row.data.get("sticker")) and not text.strip() else _kept(text)
    if send_at is not None:
        row.send_at = checked_time(send_at, "send_at")
        row.state, row.why = State.WAITING, ""
        _send_when_due(row)
        forget(about=row)
    row.save(update_fields=["text", "send_at", "state", "why"])
    _tell(row)
    return row


@transaction.atomic
def cancel_scheduled(*, scheduled: ScheduledMessage) -> None:
    """It will not go out; its files go with it."""
    row = _locked(scheduled)
    let_go(files=row.files)
    forget(about=row)
    ScheduledMessage.objects.filter(pk=row.pk).delete()
    _tell(row)


@transaction.atomic
def send_scheduled_now(*, scheduled: ScheduledMessage) -> Message:
    """Not later, but now. What is refused stays as it was."""
    row = _locked(scheduled)
    message = _send(row)
    _sent(row)
    _tell(row)
    return message


@transaction.atomic
def send_due(*, scheduled: int, at: datetime) -> None:
    """The time has come for which it was put off; nothing, if that is another one by now.

    Whoever claims the row sends it, in the same transaction: a killed worker did neither. No clock is asked
    here, two machines' may differ. Rights are those of this moment: who was removed, blocked or left since says
    nothing any more.
    """
    due = ScheduledMessage.objects.filter(pk=scheduled, state=State.WAITING, send_at=at)
    if not due.update(state=State.SENT):
        return
    row = ScheduledMessage.objects.select_related("author", "thread").get(pk=scheduled)
    with translation.override(row.author.language or company_here().language):
        try:
            with transaction.atomic():
                _send(row)
        except Http404:
            _failed(row, _("You are no longer in this conversation."))
        except Refusal as no:
            _failed(row, no.text)
        else:
            _sent(row)
    _tell(row)


def _send(row: ScheduledMessage) -> Message:
    """Say it as its author would now."""
    author = row.author
    if not author.is_active:
        raise Http404
    thread = thread_for(author, row.thread_id)
    quoted = row.data.get("reply_to")
    files = release(held_as=ScheduledMessage.held_as, holder=row.pk)
    message, _is_new = send_message(
        thread=thread,
        author=author,
        text=row.text,
        client_id=f"scheduled-{row.pk}",
        files=[file.pk for file in files],
        reply_to=message_for(author, quoted) if quoted else None,
        sticker=row.data.get("sticker") or "",
    )
    return message


def _sent(row: ScheduledMessage) -> None:
    """The row stays, so that a retry of asking for it asks for nothing new; what it said stands in the message."""
    row.state, row.text, row.data, row.why = State.SENT, "", {}, ""
    row.save(update_fields=["state", "text", "data", "why"])
    forget(about=row)


def _failed(row: ScheduledMessage, why: str) -> None:
    row.state, row.why = State.FAILED, why[:300]
    row.save(update_fields=["state", "why"])
    notify(kind=SCHEDULED_FAILED, people=[row.author_id], about=row)


def _locked(scheduled: ScheduledMessage) -> ScheduledMessage:
    """The row as it is now, held until commit; nobody changes what is on its way."""
    rows = ScheduledMessage.objects.select_for_update(of=["self"]).select_related("author", "thread")
    row = rows.filter(pk=scheduled.pk).first()
    if row is None:
        raise Http404
    if row.state == State.SENT:
        raise Conflict("sent", _("This message was sent meanwhile."))
    return row


def _must_have_room(author: User) -> None:
    """Looked at under the person's lock, or many at once would pass together."""
    User.objects.select_for_update(no_key=True).get(pk=author.pk)
    if ScheduledMessage.objects.filter(author=author, state=State.WAITING).count() >= MOST_WAITING:
        why = _("%(most)s messages wait already. Cancel one of them first.") % {"most": MOST_WAITING}
        raise Conflict("too_many_waiting", why)


def _kept(text: str) -> str:
    return kept_text(text, most=MOST_CHARACTERS)


def _send_when_due(row: ScheduledMessage) -> None:
    """One task for each time that was chosen; those of times that were changed find nothing due."""
    at = row.send_at.astimezone(UTC).isoformat()
    send_scheduled.send(key=f"chat.scheduled:{row.pk}:{at}", due=row.send_at, scheduled=row.pk, at=at)


def _tell(row: ScheduledMessage) -> None:
    """The author's own devices: how many wait in this thread now."""
    waiting = waiting_in(row.thread, row.author)
    publish(ScheduledChanged(thread=str(row.thread_id), waiting=waiting), to=[row.author_id])
