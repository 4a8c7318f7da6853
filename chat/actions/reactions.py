"""Reactions to messages. Doing it twice is doing it once; nothing of it is unread or lifts a thread."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.actions.holding import held
from chat.actions.messages import change_message
from chat.models import Message, MessageReaction
from chat.peace import must_be_free_to_write
from chat.reactions import MOST
from core.errors import Conflict
from people.models import User


@transaction.atomic
def react(*, message: Message, person: User, emoji: str) -> Message:
    """Show an emoji on a message, beside others of one's own; the message as it is then."""
    message = held(message=message)
    mine = MessageReaction.objects.filter(message=message, person=person, emoji=emoji)
    if mine.exists():
        return message
    must_be_free_to_write(message.thread, person)
    reactions = dict(message.reactions)
    if emoji not in reactions and len(reactions) >= MOST:
        raise Conflict("too_many", _("A message has room for %(most)s different reactions.") % {"most": MOST})
    reactions[emoji] = [*reactions.get(emoji, []), str(person.pk)]
    MessageReaction.objects.create(message=message, person=person, emoji=emoji, created_at=timezone.now())
    return change_message(message=message, by=person, reactions=reactions)


@transaction.atomic
def take_reaction_back(*, message: Message, person: User, emoji: str) -> Message:
    """Take one's emoji away again, if it is there; the message as it is then."""
    message = held(message=message)
    gone, _rows = MessageReaction.objects.filter(message=message, person=person, emoji=emoji).delete()
    if not gone:
        return message
    reactions = dict(message.reactions)
    left = [one for one in reactions.pop(emoji, []) if one != str(person.pk)]
    if left:
        reactions[emoji] = left
    return change_message(message=message, by=person, reactions=reactions)
