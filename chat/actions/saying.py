"""What a message is made of, put together in the transaction that sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chat.actions.stickers import note_use
from chat.models import Member, Message, MessageMention
from chat.trays import known_sticker
from content.actions import hold
from content.mentions import Named, resolve
from core.errors import NotAllowed, Refusal


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
    calls = "@" in said.text and not said.forwarded_from  # what is passed on calls nobody
    message.text, found = resolve(said.text) if calls else (said.text, [])
    message.mention_count, message.file_count = len(found), len(said.files)
    if said.sticker:
        _stick(message, said)
    if said.forwarded_from:
        message.is_forwarded = True
        message.forwarded_from_id = said.forwarded_from.forwarded_from_id or said.forwarded_from.pk
    if said.reply_to:
        quote(message=message, source=said.reply_to)
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


def quote(*, message: Message, source: Message) -> None:
    """Let it answer `source`. Who came later may be barred from what was said before: where there is such a person,
    what goes to everybody carries no word of the quote."""
    must_be_said(message=source)
    message.reply_to = source
    if Member.objects.filter(thread=message.thread_id, from_seq__gte=source.seq).exists():
        message.detail = {**message.detail, "quote": "apart"}


def must_be_said(*, message: Message) -> None:
    """Not a line that tells what happened: nobody answers, pins or forwards one."""
    if message.is_event:
        raise NotAllowed("only_told", _("This line only tells what happened."))


def keep_mentions(*, message: Message, found: Sequence[Named]) -> None:
    """Whom each `@Name` of its text means."""
    MessageMention.objects.bulk_create(
        [
            MessageMention(message=message, person_id=named.person_id, name=named.name, place=place)
            for place, named in enumerate(found)
        ]
    )
