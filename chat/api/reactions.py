"""Reactions to messages, and their link cards."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions, marking
from chat.api.answers import CURSOR, HTML, LIMIT, given, message_answer
from chat.reactions import known_reaction
from chat.serializers import MessageInList
from chat.serializers.marks import MessageReactionList, NewMessageReaction, reaction_data
from content.serializers.cards import CardChangeSerializer
from core.limits import limit
from core.rest import keyset_page

A_SECOND, AT_ONCE = 2, 60


class Reactions(APIView):
    """Who shows which emoji on a message."""

    @extend_schema(
        operation_id="messages_reactions",
        parameters=[OpenApiParameter("emoji", str, description="Only this one."), LIMIT, CURSOR],
        responses=MessageReactionList,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Who reacted to a message, newest first; without those whom the caller blocked."""
        message, emoji = access.message_for(request.user, pk), request.query_params.get("emoji", "")
        return keyset_page(
            request,
            marking.reactions_to(request.user, message, known_reaction(emoji) if emoji else ""),
            by=("created_at", "pk"),
            descending=True,
            write=lambda page: [reaction_data(reaction) for reaction in page],
        )

    @extend_schema(
        operation_id="messages_react", parameters=[HTML], request=NewMessageReaction, responses=MessageInList
    )
    def post(self, request: Request, pk: str) -> Response:
        """Show an emoji on a message. A person may show several; the same twice is once."""
        return _react(request, pk, given(NewMessageReaction, request)["emoji"])


class OneReaction(APIView):
    """One's own emoji on a message."""

    @extend_schema(operation_id="messages_put_reaction", parameters=[HTML], request=None, responses=MessageInList)
    def put(self, request: Request, pk: str, emoji: str) -> Response:
        """Show this emoji on a message."""
        return _react(request, pk, emoji)

    @extend_schema(operation_id="messages_take_reaction_back", parameters=[HTML], responses={200: MessageInList})
    def delete(self, request: Request, pk: str, emoji: str) -> Response:
        """Take this emoji of one's own away again."""
        message = marking.message_to_mark(request.user, pk)
        _limit(request)
        if emoji not in message.reactions:  # what is there goes, also when the company has it no more
            emoji = known_reaction(emoji)
        return message_answer(request, actions.take_reaction_back(message=message, person=request.user, emoji=emoji))


def _react(request: Request, pk: str, emoji: str) -> Response:
    message = marking.message_to_mark(request.user, pk)
    _limit(request)
    return message_answer(request, actions.react(message=message, person=request.user, emoji=known_reaction(emoji)))


def _limit(request: Request) -> None:
    limit(f"react:{request.user.pk}", rate=A_SECOND, burst=AT_ONCE)


class MessageCards(APIView):
    """A link card under one's own message."""

    @extend_schema(
        operation_id="messages_change_card", parameters=[HTML], request=CardChangeSerializer, responses=MessageInList
    )
    def patch(self, request: Request, pk: str, card: str) -> Response:
        """Take the card, or its picture, away for everyone, or bring it back."""
        message, use = marking.card_to_change(request.user, pk, card)
        asked = given(CardChangeSerializer, request)
        return message_answer(request, actions.change_card(message=message, use=use, **asked))
