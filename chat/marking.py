"""What hangs on a message, for this person, or 404: reactions, link cards, and whom they may mean where they write."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from chat.access import message_for, own_message_for, thread_for
from chat.models import Member, Message, MessageCard, MessageReaction
from chat.peace import unheard_by
from content.models import Card
from content.scopes import Scope
from core.errors import Refusal
from core.rest import to_pk
from people.models import User


def message_to_mark(person: User, message_id: object) -> Message:
    """A message that the person may react to: what somebody said, not a line about what happened."""
    message = message_for(person, message_id)
    if message.is_event:
        raise Refusal("not_a_message", _("Nobody said this; it only happened."))
    return message


def reactions_to(person: User, message: Message, emoji: str = "") -> QuerySet[MessageReaction]:
    """Who reacted to a message that was found for this reader, with one emoji or with any; nobody whom they blocked."""
    reactions = MessageReaction.objects.filter(message=message).exclude(person__in=unheard_by(person))
    reactions = reactions.select_related("person")
    if message.deleted_at:
        return reactions.none()
    return reactions.filter(emoji=emoji) if emoji else reactions


def card_to_change(person: User, message_id: object, card_id: object) -> tuple[Message, MessageCard]:
    """A link card under the person's own message, one that was taken away too."""
    message = own_message_for(person, message_id)
    use = MessageCard.objects.filter(message=message, card=to_pk(card_id)).select_related("card").first()
    if use is None:
        raise Http404
    return message, use


def may_see_card(*, card: Card, person: User) -> bool:
    """Whether a message that the person may read shows this card."""
    return Message.objects.visible_to(person).present().filter(cards__card=card, cards__hidden=False).exists()


def scope_of_thread(person: User, thread_id: str) -> Scope:
    """Who is in the thread that the person writes in; others cannot read it."""
    thread = thread_for(person, thread_id)
    return Scope(members=Member.objects.here().filter(thread=thread).values("person"), open=False)
