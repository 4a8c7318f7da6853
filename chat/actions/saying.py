"""What a message is made of, put together in the transaction that sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chat.actions.stickers import note_use
from chat.everybody import MANY, means_everybody
from chat.models import Member, Message, MessageMention
from chat.showing import with_cards
from chat.trays import known_sticker
from content.actions import hold, put_cards
from content.mentions import Named, resolve
from content.models import File
from core.database import together
from core.errors import Conflict, NotAllowed, Refusal
from core.rest import to_pk

LONGEST_VOICE_NOTE = 5 * 60_000 + 1_000  # milliseconds; a recorder stops a moment after it is told to


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says, as the request had it; `files` are ids of what they sent before."""

    text: str = ""
    files: Sequence[object] = ()
    reply_to: Message | None = None
    forwarded_from: Message | None = None
    sticker: str = ""
    waveform: Sequence[int] = ()
    ask_first: bool = False  # whether `@all` to many is refused until the writer says that they mean it


def attach(*, message: Message, said: Said) -> None:
    """Write the message, with all that hangs on it."""
    if said.reply_to and said.reply_to.thread_id != message.thread_id:
        text = _("This message is not in this conversation.")
        raise Refusal("other_thread", text, fields={"reply_to": [text]})
    calls = "@" in said.text and not said.forwarded_from  # what is passed on calls nobody
    message.text, found = resolve(said.text) if calls else (said.text, [])
    message.mention_count, message.file_count = len(found), len({to_pk(file) for file in said.files})
    if said.sticker:
        _stick(message, said)
    if said.waveform:
        message.kind, message.detail = Message.Kind.VOICE, {"waveform": list(said.waveform)}
    if said.forwarded_from:
        message.is_forwarded = True
        message.forwarded_from_id = said.forwarded_from.forwarded_from_id or said.forwarded_from.pk
    if said.reply_to:
        quote(message=message, source=said.reply_to)
    message.means_all = _means_all(message, said, found)
    with together():
        Member.said_something(thread=message.thread, person=message.author, seq=message.seq)
        message.save(force_insert=True)
    keep_mentions(message=message, found=found)
    keep_cards(message=message)
    if said.files:
        message.files = hold(files=said.files, held_as=Message.held_as, holder=message.pk, by=message.author)
    if said.waveform:
        must_be_voice(files=message.files if said.files else [])


def must_be_voice(*, files: Sequence[File]) -> None:
    """A voice note is one recording, and short enough to be listened to. Raises Refusal."""
    if len(files) != 1 or files[0].kind != File.Kind.AUDIO:
        text = _("A voice note is exactly one recording.")
        raise Refusal("not_a_recording", text, fields={"files": [text]})
    if (files[0].duration or 0) > LONGEST_VOICE_NOTE:
        text = _("A voice note lasts 5 minutes at most.")
        raise Refusal("too_long_a_recording", text, fields={"files": [text]})


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


def _means_all(message: Message, said: Said, found: Sequence[Named]) -> bool:
    if not message.thread.is_group or said.forwarded_from or not means_everybody(message.text, found):
        return False
    many = message.thread.member_count
    if said.ask_first and many > MANY:
        raise Conflict("confirm_all", _("This tells all %(n)s people in this conversation.") % {"n": many})
    return True


def keep_cards(*, message: Message) -> None:
    """The cards of the pages that its text links to, and how many there are."""
    if not message.card_count and "://" not in message.text and "www." not in message.text.lower():
        return
    put_cards(uses=message.cards, text=message.text, author=message.author)
    count = message.cards.count()
    if count != message.card_count:
        message.card_count = count
        message.save(update_fields=["card_count"])
    with_cards([message])


def keep_mentions(*, message: Message, found: Sequence[Named]) -> None:
    """Whom each `@Name` of its text means."""
    MessageMention.objects.bulk_create(
        [
            MessageMention(message=message, person_id=named.person_id, name=named.name, place=place)
            for place, named in enumerate(found)
        ]
    )
