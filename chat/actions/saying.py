"""What a message is made of, put together in the transaction that sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chat.actions.stickers import note_use
from chat.models import Message, MessageMention
from chat.trays import known_sticker
from content.actions import hold
from content.mentions import Named, resolve
from core.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says, as the request had it; `files` are ids of what they sent before."""

    text: str = ""
    files: Sequence[object] = ()
    reply_to: Message | None = None
    forwarded_from: Message | None = None
    sticker: str = ""
    waveform: Sequence[int] = ()


def attach(*, message: Message, said: Said) -> None:
    """Write the message, with all that hangs on it."""
    if said.reply_to and said.reply_to.thread_id != message.thread_id:
        text = _("This message is not in this conversation.")
        raise Refusal("other_thread", text, fields={"reply_to": [text]})
    message.text, found = resolve(said.text) if "@" in said.text else (said.text, [])
    message.mention_count, message.file_count = len(found), len(said.files)
    message.reply_to = said.reply_to
    if said.sticker:
        _stick(message, said)
    message.save(force_insert=True)
    keep_mentions(message=message, found=found)
    if said.files:
        message.files = hold(files=said.files, held_as=Message.held_as, holder=message.pk, by=message.author)


def _stick(message: Message, said: Said) -> None:
    """A sticker stands alone. One that is forwarded may be removed meanwhile: the message has all it shows."""
    if said.text.strip() or said.files:
        text = _("A sticker goes alone, without words or files.")
        raise Refusal("sticker_alone", text, fields={"sticker": [text]})
    source = said.forwarded_from
    if source and source.sticker == said.sticker:
        message.sticker, message.detail = source.sticker, source.detail
    else:
        known = known_sticker(said.sticker)
        message.sticker, message.detail = known.key, known.detail
    message.text, message.kind = "", Message.Kind.STICKER
    note_use(person=message.author, sticker=message.sticker)


def keep_mentions(*, message: Message, found: Sequence[Named]) -> None:
    """Whom each `@Name` of its text means."""
    MessageMention.objects.bulk_create(
        [
            MessageMention(message=message, person_id=named.person_id, name=named.name, place=place)
            for place, named in enumerate(found)
        ]
    )
