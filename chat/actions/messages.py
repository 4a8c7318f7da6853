"""Saying something, changing it, taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.events import MessageDeleted, MessageEdited, MessageSent
from chat.fragments import message_html
from chat.models import MOST_CHARACTERS, Member, Message, Thread
from chat.serializers import message_data
from content.text import kept_text
from core.compiled import Compiled
from core.errors import Conflict, NotAllowed
from people.models import User
from realtime.publish import publish

MEMBERS = Compiled(
    lambda thread: Member.objects.here().filter(thread=thread).values_list("person_id", "person__is_active"), thread=-1
)


def send_message(
    *, thread: Thread, author: User, text: str, client_id: str, created_at: datetime | None = None
) -> tuple[Message, bool]:
    """The message and whether it is new: a retry with the same `client_id` gets what the first try made."""
    text = kept_text(text, most=MOST_CHARACTERS)
    try:
        with transaction.atomic():
            return _send(thread, author, text, client_id, created_at or timezone.now()), True
    except IntegrityError:
        first = Message.objects.filter(author=author, client_id=client_id).select_related("author").first()
        if first is None:
            raise
    if first.thread_id != thread.pk:
        raise Conflict("client_id_used", _("This client_id belongs to a message of another thread."))
    return first, False


def _send(thread: Thread, author: User, text: str, client_id: str, at: datetime) -> Message:
    place = thread.advance(message=True, at=at)
    to = _hearers(thread, author)
    message = Message.objects.create(
        thread=thread,
        seq=place.seq,
        version=place.version,
        author=author,
        text=text,
        client_id=client_id,
        created_at=at,
    )
    Member.said_something(thread=thread, person=author, seq=place.seq)
    publish(MessageSent(**message_data(message), html=message_html(message)), to=to)
    return message


def _hearers(thread: Thread, author: User) -> list[int]:
    """Who is in the thread, looked at under its lock: nobody who was removed, nobody who left as partner."""
    members = dict(MEMBERS(thread=thread.pk))
    if author.pk not in members:
        raise Http404
    if not thread.is_group and not all(members.values()):
        raise NotAllowed("person_left", _("This person left the company. You can still read what was said."))
    return list(members)


@transaction.atomic
def edit_message(*, message: Message, text: str, version: int | None = None) -> Message:
    """Change an own message. With `version`, only if nobody changed it since that version."""
    text = kept_text(text, most=MOST_CHARACTERS)
    if text == message.text and not message.deleted_at:
        return message
    return _change(message, MessageEdited, version, text=text, edited_at=timezone.now())


@transaction.atomic
def delete_message(*, message: Message) -> Message:
    """Take an own message back for everybody: a stub stays. What was said is kept for the company's own rules."""
    if message.deleted_at:
        return message
    return _change(message, MessageDeleted, None, deleted_at=timezone.now(), deleted_by=message.author)


def _change(
    message: Message, event: type[MessageEdited | MessageDeleted], version: int | None, **new: object
) -> Message:
    thread = message.thread
    place = thread.advance(quietly=True)
    to = _hearers(thread, message.author)
    now = Message.objects.values("version", "deleted_at", "text", "edited_at").get(pk=message.pk)
    if now["deleted_at"]:
        raise Conflict("deleted", _("This message was removed meanwhile."))
    if version is not None and version != now["version"]:
        raise Conflict("changed_meanwhile", _("This message was changed meanwhile, maybe on another device."))
    if "text" in new:
        written_at = now["edited_at"] or message.created_at
        message.versions.create(version=now["version"], text=now["text"], written_at=written_at)
    message.version = place.version
    for field, value in new.items():
        setattr(message, field, value)
    message.save(update_fields=["version", *new])
    publish(event(**message_data(message), html=message_html(message)), to=to)
    return message
