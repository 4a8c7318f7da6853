"""Passing on what somebody said, to threads and people."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from chat.actions.messages import send_message
from chat.actions.saying import must_be_said
from chat.actions.threads import create_thread
from chat.models import Message, Thread
from content.actions import copy_for
from core.errors import Conflict, Refusal
from people.models import User

MOST = 20


@transaction.atomic
def forward_message(
    *, message: Message, by: User, threads: Sequence[Thread], people: Sequence[User], client_id: str
) -> list[Message]:
    """The same words, files, sticker or voice in each of the threads and with each of the people, all or none.

    Whom it meant there it does not mean here: nobody is called by what is passed on.
    """
    must_be_said(message=message)
    if message.deleted_at:
        raise Conflict("deleted", _("This message was removed meanwhile."))
    if not threads and not people:
        text = _("Choose where it shall go.")
        raise Refusal("nowhere", text, fields={"threads": [text]})
    if len(threads) + len(people) > MOST:
        text = _("At most %(most)s at once.") % {"most": MOST}
        raise Refusal("too_many", text, fields={"threads": [text]})
    direct = [create_thread(creator=by, people=[person])[0] for person in people]
    places = {thread.pk: thread for thread in [*threads, *direct]}
    # Each locks its thread until the end: in one order, so that two who forward to the same threads do not lock up.
    sent = {pk: _forward(message, by, places[pk], f"{client_id}:{pk}") for pk in sorted(places)}
    return [sent[pk] for pk in places]


def _forward(message: Message, by: User, thread: Thread, client_id: str) -> Message:
    known = Message.objects.filter(author=by, client_id=client_id).shown().first()
    if known:
        return known
    files = [file.pk for file in copy_for(files=message.file_list, person=by)]
    sent, _new = send_message(
        thread=thread,
        author=by,
        text=message.text,
        client_id=client_id,
        files=files,
        sticker=message.sticker,
        waveform=message.detail.get("waveform", ()),
        forwarded_from=message,
    )
    return sent
