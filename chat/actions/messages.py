"""Saying something, changing it, taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.actions.saying import Said, attach, keep_cards, keep_mentions
from chat.actions.telling import take_back, tell_of_edit, tell_of_message
from chat.events import MessageChanged, MessageDeleted, MessageEdited, MessageSent
from chat.everybody import means_everybody
from chat.fragments import message_html
from chat.models import MOST_CHARACTERS, Member, Message, Thread
from chat.peace import must_be_free_to_write
from chat.serializers import message_data
from content.mentions import Named, resolve
from content.text import kept_text
from core.compiled import Compiled
from core.database import together
from core.errors import Conflict, NotAllowed, Refusal
from people.models import User
from realtime.publish import publish

MEMBERS = Compiled(
    lambda thread: (
        Member.objects.here().filter(thread=thread).values_list("person_id", "person__is_active", "from_seq")
    ),
    thread=-1,
)


def send_message(
    *,
    thread: Thread,
    author: User,
    text: str = "",
    client_id: str,
    files: Sequence[object] = (),
    reply_to: Message | None = None,
    forwarded_from: Message | None = None,
    sticker: str = "",
    waveform: Sequence[int] = (),
    ask_first: bool = False,
    created_at: datetime | None = None,
) -> tuple[Message, bool]:
    """The message and whether it is new: a retry with the same `client_id` gets what the first try made.

    `files` are ids of what the author sent before; `waveform` makes the one sound among them a voice note.
    `ask_first` refuses `@all` to many people; the writer says then that they mean it.
    """
    said = Said(
        text=text if (files or sticker) and not text.strip() else kept_text(text, most=MOST_CHARACTERS),
        files=files,
        reply_to=reply_to,
        forwarded_from=forwarded_from,
        sticker=sticker,
        waveform=waveform,
        ask_first=ask_first,
    )
    try:
        with transaction.atomic():
            return _send(thread, author, said, client_id, created_at or timezone.now()), True
    except IntegrityError:
        first = Message.objects.filter(author=author, client_id=client_id).shown().first()
        if first is None:
            raise
    if first.thread_id != thread.pk:
        raise Conflict("client_id_used", _("This client_id belongs to a message of another thread."))
    return first, False


def _send(thread: Thread, author: User, said: Said, client_id: str, at: datetime) -> Message:
    with together():  # the lock first, and under it who is there
        taken, here = thread.advancing(message=True, at=at), MEMBERS.later(thread=thread.pk)
    place = taken()
    to = _hearing(thread, author, place.seq, here())
    must_be_free_to_write(thread, author)
    message = Message(
        thread=thread, seq=place.seq, version=place.version, author=author, client_id=client_id, created_at=at
    )
    attach(message=message, said=said)
    publish(MessageSent(**message_data(message), html=message_html(message)), to=to)
    tell_of_message(message=message, to=to)
    return message


def _hearers(thread: Thread, author: User | None, seq: int) -> list[int]:
    """Who is in the thread and sees what stands at `seq`; asked under its lock."""
    return _hearing(thread, author, seq, MEMBERS(thread=thread.pk))


def _hearing(thread: Thread, author: User | None, seq: int, members: Sequence[tuple[Any, ...]]) -> list[int]:
    """Of those who are in it under the lock: nobody who was removed, nobody who left as partner, nobody who came
    after `seq` where newcomers do not see what was said before."""
    if author and author.pk not in {person for person, _active, _from in members}:
        raise Http404
    if author and not thread.is_group and not all(active for _person, active, _from in members):
        raise NotAllowed("person_left", _("This person left the company. You can still read what was said."))
    return [person for person, _active, from_seq in members if from_seq < seq]


@transaction.atomic
def edit_message(*, message: Message, text: str, version: int | None = None) -> Message:
    """Change an own message. With `version`, only if nobody changed it since that version."""
    if message.sticker:
        raise Refusal("sticker", _("A sticker cannot be changed. Remove it, and send another."))
    text = text if message.file_count and not text.strip() else kept_text(text, most=MOST_CHARACTERS)
    before = [Named(mention.person_id, mention.name) for mention in message.mention_list]
    text, found = resolve(text, before=before)
    if text == message.text and not message.deleted_at:
        return message
    to, now = _locked(message, message.author)
    must_be_free_to_write(message.thread, message.author)
    if version is not None and version != now["version"]:
        raise Conflict("changed_meanwhile", _("This message was changed meanwhile, maybe on another device."))
    written_at = now["edited_at"] or message.created_at
    message.versions.create(version=now["version"], text=now["text"], written_at=written_at)
    message.mentions.all().delete()
    keep_mentions(message=message, found=found)
    message.text, message.edited_at, message.mention_count = text, timezone.now(), len(found)
    message.means_all = message.thread.is_group and not message.is_forwarded and means_everybody(text, found)
    message.save(update_fields=["version", "text", "edited_at", "mention_count", "means_all"])
    keep_cards(message=message)
    publish(MessageEdited(**message_data(message), html=message_html(message)), to=to)
    tell_of_edit(message=message, to=to, known={named.person_id for named in before})
    return message


@transaction.atomic
def delete_message(*, message: Message) -> Message:
    """Take an own message back for everybody: a stub stays. What was said is kept for the company's own rules."""
    if message.deleted_at:
        return message
    to, _now = _locked(message, message.author)
    message.deleted_at, message.deleted_by = timezone.now(), message.author
    message.save(update_fields=["version", "deleted_at", "deleted_by"])
    publish(MessageDeleted(**message_data(message), html=message_html(message)), to=to)
    take_back(message=message)
    return message


def change_message(*, message: Message, by: User | None, **new: Any) -> Message:
    """Something that hangs on a message changed: `new` are its columns. Call it in the transaction of the change,
    with a message that `held` gave, so that nothing of another's change is lost. Without `by` nobody did it.
    """
    to, _now = _locked(message, by)
    for field, value in new.items():
        setattr(message, field, value)
    message.save(update_fields=["version", *new])
    publish(MessageChanged(**message_data(message), html=message_html(message)), to=to)
    return message


def _locked(message: Message, by: User | None) -> tuple[list[int], Any]:
    """The thread's next version for this message, under its lock; who hears of it, and the row as it is now."""
    place = message.thread.advance(quietly=True)
    to = _hearers(message.thread, by, message.seq)
    now = Message.objects.values("version", "deleted_at", "text", "edited_at").get(pk=message.pk)
    if now["deleted_at"]:
        raise Conflict("deleted", _("This message was removed meanwhile."))
    message.version = place.version
    return to, now
