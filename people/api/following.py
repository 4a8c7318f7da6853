"""Following colleagues through the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.limits import limit
from core.rest import keyset_page
from people import access, actions
from people import serializers as shapes
from people.api.answers import PAGE
from people.following import BY_NAME, followed_by, followers_of, with_follow_of


class FollowPerson(APIView):
    """Whether the caller wants to read what somebody posts."""

    @extend_schema(operation_id="people_follow", request=None, responses=shapes.Followed)
    def put(self, request: Request, pk: str) -> Response:
        """Follow: their posts come up in the caller's home feed. Nobody is told. Again changes nothing."""
        limit(f"follow:{request.user.pk}", rate=2, burst=120)
        actions.follow(follower=request.user, person=access.person_for(request.user, pk))
        return Response({"following": True})

    @extend_schema(operation_id="people_unfollow", responses={200: shapes.Followed})
    def delete(self, request: Request, pk: str) -> Response:
        """Unfollow, in silence; nothing begins it anew but the caller."""
        limit(f"follow:{request.user.pk}", rate=2, burst=120)
        actions.unfollow(follower=request.user, person=access.person_for(request.user, pk))
        return Response({"following": False})


class Following(APIView):
    @extend_schema(operation_id="people_following", parameters=PAGE, responses=shapes.PeoplePage)
    def get(self, request: Request, pk: str) -> Response:
        """Whom a person follows, by name."""
        people = followed_by(access.person_for(request.user, pk))
        return keyset_page(request, with_follow_of(people, request.user), by=BY_NAME, write=shapes.colleagues_data)


class Followers(APIView):
    @extend_schema(operation_id="people_followers", parameters=PAGE, responses=shapes.PeoplePage)
    def get(self, request: Request, pk: str) -> Response:
        """Who follows a person, by name."""
        people = followers_of(access.person_for(request.user, pk))
        return keyset_page(request, with_follow_of(people, request.user), by=BY_NAME, write=shapes.colleagues_data)
