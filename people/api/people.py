"""The caller, and colleagues, through the API."""

from __future__ import annotations

from dataclasses import asdict

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.limits import limit
from core.rest import keyset_page
from people import access, actions
from people import serializers as shapes
from people.api.answers import PAGE
from people.directory import Asked, narrowed, values_of
from people.following import follows, with_follow_of
from people.models import User
from people.roles import Right, require
from people.skills import LONGEST_SKILL, skills_like

LISTING = [
    OpenApiParameter("q", str, description="Words, also half ones, of the name, title, department, place or skills."),
    OpenApiParameter("department", str, description="Only of this department."),
    OpenApiParameter("place", str, description="Only of this place."),
    OpenApiParameter("title", str, description="Only with this title."),
    OpenApiParameter("skill", str, description="Only with this skill."),
    *PAGE,
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

    @extend_schema(operation_id="remove_my_photo", responses={200: shapes.Me})
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
    """Colleagues who are here."""

    @extend_schema(operation_id="people", parameters=LISTING, responses=shapes.PeoplePage)
    def get(self, request: Request) -> Response:
        """By name, or by how well they fit what is searched. A slip of the finger is forgiven where nothing fits."""
        asked = Asked.of(request.query_params)
        people = narrowed(access.people_for(request.user, text=asked.text), asked)
        people = with_follow_of(people, request.user)
        return keyset_page(request, people, by=access.PEOPLE_ORDER, write=shapes.colleagues_data)


class PeopleFilters(APIView):
    """What the list of colleagues can be narrowed by."""

    @extend_schema(operation_id="people_filters", parameters=LISTING[:5], responses=shapes.FilterValues)
    def get(self, request: Request) -> Response:
        """Departments, places, titles and skills of those who are found, with how many people have each."""
        asked = Asked.of(request.query_params)
        values = values_of(access.people_for(request.user, text=asked.text), asked)
        return Response({name: [asdict(value) for value in found] for name, found in values.items()})


class OnePerson(APIView):
    """A colleague; those who left too, since their words stay."""

    @extend_schema(operation_id="person", responses=shapes.Profile)
    def get(self, request: Request, pk: str) -> Response:
        """A colleague's page."""
        return self._answer(request, access.person_for(request.user, pk))

    @extend_schema(operation_id="person_change", request=shapes.RecordChanges, responses=shapes.Profile)
    def patch(self, request: Request, pk: str) -> Response:
        """Title, department, place, phone, name, manager, and which of them HR keeps. For people admins."""
        person = access.person_for(request.user, pk)
        require(request.user, Right.MANAGE_PEOPLE)
        asked = shapes.RecordChanges(data=request.data)
        asked.is_valid(raise_exception=True)
        changes = asked.validated_data
        if changes.get("manager"):
            changes["manager"] = access.manager_for(request.user, changes["manager"])
        actions.change_record(person=person, changes=changes, by=request.user)
        return self._answer(request, access.person_for(request.user, pk))

    def _answer(self, request: Request, person: User) -> Response:
        return Response(shapes.profile_data(person, is_followed=follows(request.user, person)))


class Skills(APIView):
    """What people here can."""

    @extend_schema(
        operation_id="skills",
        parameters=[OpenApiParameter("q", str, description="How a word of it begins.")],
        responses=shapes.Skills,
    )
    def get(self, request: Request) -> Response:
        """Skills that colleagues have, those of most people first; for completing what is typed."""
        found = skills_like(request.query_params.get("q", "")[:LONGEST_SKILL])
        return Response({"results": [{"value": skill, "number": number} for skill, number in found]})
