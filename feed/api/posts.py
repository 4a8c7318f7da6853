"""Posts through the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from content.serializers.cards import CardChangeSerializer
from core.cursor import BadCursor
from core.rest import keyset_page, limit_of, words_of
from feed import access, actions, marking
from feed.api.answers import GONE, PAGING, CountedView, Q, post_answer, sent
from feed.home import home_page, order_of
from feed.models import FeedPreferences, Post
from feed.reading import with_shown_files
from feed.serializers import (
    FeedPreferencesSerializer,
    NewPostSerializer,
    PostListSerializer,
    PostSerializer,
    PostTextSerializer,
    my_post_data,
)


class Feed(CountedView):
    """The caller's home feed."""

    @extend_schema(
        operation_id="feed_list",
        parameters=[
            Q,
            OpenApiParameter("group", description="Only this group's posts."),
            OpenApiParameter("person", description="Only what stands on this person's profile."),
            OpenApiParameter(
                "order",
                enum=[*FeedPreferences.Order.values, "mine"],
                description="Of the home feed: `new`, unless told; `top`; or `mine`, as the person wants it on pages.",
            ),
            *PAGING,
        ],
        responses=PostListSerializer,
    )
    def get(self, request: Request) -> Response:
        """The home feed: posts of the caller's groups, and on the profiles of whom they follow. Or those of one group
        or profile; these, and what is searched for, newest first."""
        asked = request.query_params
        if asked.get("group"):
            posts = access.posts_of_group(request.user, asked["group"])
        elif asked.get("person"):
            posts = access.posts_on_profile(request.user, asked["person"])
        elif words_of(request):
            posts = access.home_of(request.user)
        else:
            return _home(request)
        return keyset_page(
            request,
            posts.containing(words_of(request)),
            by=("created_at", "pk"),
            descending=True,
            write=_written,
        )


def _home(request: Request) -> Response:
    order = request.query_params.get("order", FeedPreferences.Order.NEW)
    if order == "mine":
        order = order_of(request.user)
    if order not in FeedPreferences.Order.values:
        raise ValidationError({"order": [_("The feed is in the order “top” or “new”.")]})
    cursor = request.query_params.get("cursor", "")
    try:
        page = home_page(request.user, order=order, cursor=cursor, size=limit_of(request))
    except BadCursor:
        raise ValidationError({"cursor": [_("This cursor is not one of ours.")]}) from None
    return Response({"results": _written(page.rows), "next": page.next or None})


def _written(posts: list[Post]) -> list[dict[str, Any]]:
    return [my_post_data(post) for post in with_shown_files(posts)]


class FeedPreference(CountedView):
    """How the caller wants their home feed."""

    @extend_schema(operation_id="me_feed", responses=FeedPreferencesSerializer)
    def get(self, request: Request) -> Response:
        """The order in which their pages show it."""
        return Response({"order": order_of(request.user)})

    @extend_schema(
        operation_id="me_feed_change", request=FeedPreferencesSerializer, responses=FeedPreferencesSerializer
    )
    def put(self, request: Request) -> Response:
        """From now on and on every device."""
        kept = actions.choose_order(person=request.user, **sent(request, FeedPreferencesSerializer))
        return Response({"order": kept.order})


class Posts(CountedView):
    """Posts."""

    @extend_schema(
        operation_id="posts_create",
        request=NewPostSerializer,
        responses={201: PostSerializer, 200: OpenApiResponse(PostSerializer, "A retry: what the first try made.")},
    )
    def post(self, request: Request) -> Response:
        """Post in a group or on one's own profile: words, files, a poll or an event."""
        body = sent(request, NewPostSerializer)
        group = access.place_to_post_in(request.user, body.pop("group"))
        marking.may_ask_for_days(request.user, group, body.get("important_days"))
        post, is_new = actions.create_post(group=group, author=request.user, **body)
        return post_answer(request, marking.with_no_marks(post) if is_new else post, 201 if is_new else 200)


class OnePost(CountedView):
    """One post."""

    @extend_schema(operation_id="posts_read", responses=PostSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """A post; its comments are a list of their own."""
        return post_answer(request, access.post_for(request.user, pk))

    @extend_schema(operation_id="posts_edit", request=PostTextSerializer, responses=PostSerializer)
    def patch(self, request: Request, pk: str) -> Response:
        """Change the text of one's own post."""
        post = access.post_to_edit(request.user, pk)
        return post_answer(request, actions.edit_post(post=post, **sent(request, PostTextSerializer)))

    @extend_schema(operation_id="posts_delete", responses={204: GONE})
    def delete(self, request: Request, pk: str) -> Response:
        """Delete one's own post, or any in a group one looks after."""
        actions.delete_post(post=access.post_to_delete(request.user, pk), by=request.user)
        return Response(status=204)


class PostRestore(CountedView):
    """Undo of a deletion."""

    @extend_schema(operation_id="posts_restore", request=None, responses=PostSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Bring back what the caller deleted in the last ten minutes."""
        return post_answer(
            request, actions.restore_post(post=access.post_to_restore(request.user, pk), by=request.user)
        )


class PostCards(CountedView):
    """A link card under one's own post."""

    @extend_schema(operation_id="posts_change_card", request=CardChangeSerializer, responses=PostSerializer)
    def patch(self, request: Request, pk: str, card: str) -> Response:
        """Take the card, or its picture, away for everyone, or bring it back."""
        post, use = access.card_to_change(request.user, pk, card)
        actions.change_card(post=post, use=use, **sent(request, CardChangeSerializer))
        return post_answer(request, access.post_for(request.user, pk))
