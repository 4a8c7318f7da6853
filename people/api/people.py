"""The caller, and colleagues, through the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.limits import limit
from core.rest import keyset_page
from people import access, actions
from people import serializers as shapes
from people.following import follows, with_follow_of

LISTING = [
    OpenApiParameter("q", str, description="Words that stand in the name, title, department or place."),
    OpenApiParameter("limit", int, description="1 to 100, usually 30."),
    OpenApiParameter("cursor", str, description="`next` of the page before."),
]


class Me(APIView):
    """The person who calls."""

    @extend_schema(operation_id="me", responses=shapes.Me)
    def get(self, request: Request) -> Response:
        return Response(shapes.me_data(request.user))

    @extend_schema(operation_id="change_me", request=shapes.MeChanges, responses=shapes.Me)
    def patch(self, request: Request) -> Response:
        asked = shapes.MeChanges(data=request.data)
        asked.is_valid(raise_exception=True)
        changes = asked.validated_data
        if "shows_presence" in changes:
            actions.show_presence(person=request.user, shows=changes.pop("shows_presence"))
        actions.change_profile(person=request.user, changes=changes)
        return Response(shapes.me_data(request.user))


class MyPhoto(APIView):
    """The caller's photo."""

    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="set_my_photo", request=shapes.PhotoUpload, responses=shapes.Me)
    def put(self, request: Request) -> Response:
        limit(f"photo:{request.user.pk}", rate=1 / 30, burst=20)
        asked = shapes.PhotoUpload(data=request.data)
        asked.is_valid(raise_exception=True)
        picture = asked.validated_data["photo"]
        actions.set_photo(person=request.user, file=picture, size=picture.size)
        return Response(shapes.me_data(request.user))

    @extend_schema(operation_id="remove_my_photo", responses=shapes.Me)
    def delete(self, request: Request) -> Response:
        actions.remove_photo(person=request.user)
        return Response(shapes.me_data(request.user))


class MyStatus(APIView):
    """What the caller says of themselves, beside their name."""

    @extend_schema(operation_id="set_my_status", request=shapes.NewStatus, responses=shapes.Me)
    def put(self, request: Request) -> Response:
        limit(f"status:{request.user.pk}", rate=1 / 5, burst=30)
        asked = shapes.NewStatus(data=request.data)
        asked.is_valid(raise_exception=True)
        actions.set_status(person=request.user, **asked.validated_data)
        return Response(shapes.me_data(request.user))

    @extend_schema(operation_id="clear_my_status", responses={204: None})
    def delete(self, request: Request) -> Response:
        actions.clear_status(person=request.user)
        return Response(status=204)


class People(APIView):
    """Colleagues who are here: by name, or by how well they fit what is searched."""

    @extend_schema(operation_id="people", parameters=LISTING, responses=shapes.PeoplePage)
    def get(self, request: Request) -> Response:
        people = access.people_for(request.user, text=request.query_params.get("q", "")[:100])
        people = with_follow_of(people, request.user)
        return keyset_page(request, people, by=access.PEOPLE_ORDER, write=shapes.colleagues_data)


class OnePerson(APIView):
    """A colleague; those who left too, since their words stay."""

    @extend_schema(operation_id="person", responses=shapes.Colleague)
    def get(self, request: Request, pk: str) -> Response:
        person = access.person_for(request.user, pk)
        return Response(shapes.colleague_data(person, is_followed=follows(request.user, person)))
