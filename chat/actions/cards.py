"""Link cards under messages: when the worker has read a page, and when the author wants none."""

from __future__ import annotations

from django.db import transaction

from chat.actions.holding import held
from chat.actions.messages import change_message
from chat.models import Message, MessageCard
from content.actions import change_card_use
from content.models import Card
from core.errors import Conflict

MOST_TOLD = 100  # of the messages with one card; pages with older ones see it when they open


@transaction.atomic
def change_card(
    *, message: Message, use: MessageCard, hidden: bool | None = None, picture_hidden: bool | None = None
) -> Message:
    """Take a card under a message, or its picture, away for everyone, or bring it back."""
    message = held(message=message)
    if change_card_use(use=use, hidden=hidden, picture_hidden=picture_hidden):
        change_message(message=message, by=message.author)
    return message


@transaction.atomic
def show_changed_card(*, card: Card) -> None:
    """A card has something new to show: the newest messages that link there tell their threads."""
    linking = Message.objects.present().filter(cards__card=card, cards__hidden=False)
    newest = list(linking.order_by("-created_at", "-pk").values_list("pk", flat=True)[:MOST_TOLD])
    # Thread by thread in one order: two cards that are read at once wait for each other and do not lock up.
    for message in Message.objects.filter(pk__in=newest).order_by("thread_id", "pk"):
        try:
            now = held(message=message)
        except Conflict:  # removed a moment ago: it shows no card
            continue
        change_message(message=now, by=None)
