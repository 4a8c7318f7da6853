"""One's own devices through the API, and signing in a phone by a code."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.errors import NotAllowed
from core.limits import limit
from core.origin import address_of
from core.rest import keyset_page
from people import access, actions
from people import device_shapes as shapes
from people.devices import devices_shown
from people.proving import proved_lately
from people.serializers import person_ref
from people.signing_in import sign_in_app

LISTING = [
    OpenApiParameter("limit", int, description="1 to 100, usually 30."),
    OpenApiParameter("cursor", str, description="`next` of the page before."),
]
BUT_THIS = [OpenApiParameter("but_this", bool, description="Leave the caller's own device signed in.")]


def session_of(request: Request) -> SessionBase:
    """The app's, by its token, or the browser's, by its cookie."""
    return request.auth if isinstance(request.auth, SessionBase) else request.session


class Devices(APIView):
    """Where the caller is signed in, the last used first."""

    @extend_schema(operation_id="devices", parameters=LISTING, responses=shapes.DevicesPage)
    def get(self, request: Request) -> Response:
        key, address = session_of(request).session_key, address_of(request)

        def write(rows: list[Any]) -> list[dict[str, Any]]:
            return [shapes.device_data(each) for each in devices_shown(rows, session_key=key, address=address)]

        rows = access.devices_of(request.user)
        return keyset_page(request, rows, by=("last_seen_at", "id"), descending=True, write=write)

    @extend_schema(operation_id="sign_out_everywhere", parameters=BUT_THIS, responses={204: None})
    def delete(self, request: Request) -> Response:
        stays = request.query_params.get("but_this", "").lower() in {"1", "true"}
        key = session_of(request).session_key if stays else None
        actions.sign_out_everywhere(person=request.user, by=request.user, but_session=key)
        return Response(status=204)


class OneDevice(APIView):
    """One of the caller's devices."""

    @extend_schema(operation_id="sign_out_device", responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        actions.end_device(person=request.user, device=access.device_for(request.user, pk))
        return Response(status=204)


class SignInCodes(APIView):
    """Codes that sign in the caller's phone, once, within five minutes."""

    @extend_schema(operation_id="make_sign_in_code", request=None, responses={201: shapes.NewSignInCode})
    def post(self, request: Request) -> Response:
        session = session_of(request)
        if not proved_lately(session, request.user):
            raise NotAllowed("reauthentication_required", _("Please show first that it is you."))
        code, token = actions.make_sign_in_code(person=request.user, session_key=session.session_key)
        link = request.company.url + reverse("people:sign_in_by_code", args=[token])
        return Response({**shapes.code_data(code), "token": token, "link": link}, 201)


class OneSignInCode(APIView):
    """A code of the caller's."""

    @extend_schema(operation_id="sign_in_code", responses=shapes.SignInCodeShape)
    def get(self, request: Request, pk: str) -> Response:
        return Response(shapes.code_data(access.sign_in_code_for(request.user, pk)))

    @extend_schema(operation_id="end_sign_in_code", responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        actions.end_sign_in_code(code=access.sign_in_code_for(request.user, pk))
        return Response(status=204)


class ClaimSignInCode(APIView):
    """For an app that scanned a code: a session of its own. Nothing else needs to be sent along."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []

    @extend_schema(operation_id="claim_sign_in_code", request=shapes.Claim, responses={201: shapes.AppSession}, auth=[])
    def post(self, request: Request) -> Response:
        limit(f"sign_in_by_code:{address_of(request)}", rate=1, burst=60)
        asked = shapes.Claim(data=request.data)
        asked.is_valid(raise_exception=True)
        code = actions.claim_sign_in_code(token=asked.validated_data["token"])
        token = sign_in_app(request._request, code)
        return Response({"session_token": token, "person": person_ref(code.person)}, 201)
