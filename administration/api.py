"""The company and its settings through the API."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from administration import access, actions
from administration import serializers as shapes
from core.limits import limit
from core.rest import keyset_page
from people.actions import change_role
from people.models import User
from people.roles import Right, require

PAGED = [
    OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
    OpenApiParameter("cursor", str, description="`next` of the page before."),
]


def given(shape: type[Serializer], data: Any) -> dict[str, Any]:
    """What was sent, checked."""
    serializer = shape(data=data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


class Company(APIView):
    """The company, as all its people see it."""

    @extend_schema(operation_id="company_read", responses=shapes.CompanyShape)
    def get(self, request: Request) -> Response:
        """Name, colour, logo and language; and who makes groups of which kinds."""
        return Response(shapes.company_data(request.company))

    @extend_schema(operation_id="company_change", request=shapes.CompanyChanges, responses=shapes.CompanyShape)
    def patch(self, request: Request) -> Response:
        """For system admins. A colour that could not be told from the page is refused, with one that can."""
        require(request.user, Right.MANAGE_SETTINGS)
        changes = given(shapes.CompanyChanges, request.data)
        company = actions.change_company(company=request.company, by=request.user, changes=changes)
        return Response(shapes.company_data(company))


class Office(APIView):
    """What only some roles may: others of the company get 403."""

    right: ClassVar[Right]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        require(request.user, self.right)


class Logo(Office):
    right = Right.MANAGE_SETTINGS
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="company_logo_set", request=shapes.LogoUpload, responses=shapes.CompanyShape)
    def put(self, request: Request) -> Response:
        """PNG, JPEG, WebP, AVIF or GIF of up to 20 MB and 40 megapixels; no SVG."""
        limit(f"logo:{request.user.pk}", rate=1 / 30, burst=20)
        picture = given(shapes.LogoUpload, request.data)["logo"]
        company = actions.set_logo(company=request.company, by=request.user, file=picture, size=picture.size)
        return Response(shapes.company_data(company))

    @extend_schema(operation_id="company_logo_remove", responses={200: shapes.CompanyShape})
    def delete(self, request: Request) -> Response:
        """The company's first letter on its colour takes its place."""
        company = actions.remove_logo(company=request.company, by=request.user)
        return Response(shapes.company_data(company))


class Settings(Office):
    right = Right.MANAGE_SETTINGS

    @extend_schema(operation_id="company_settings_read", responses=shapes.Settings)
    def get(self, request: Request) -> Response:
        """How people come in, and who makes groups."""
        return Response(shapes.settings_data(request.company, access.without_second_factor()))

    @extend_schema(operation_id="company_settings_change", request=shapes.SettingsChanges, responses=shapes.Settings)
    def patch(self, request: Request) -> Response:
        """Sign-up other than `off` needs a proven mail domain."""
        changes = given(shapes.SettingsChanges, request.data)
        company = actions.change_company(company=request.company, by=request.user, changes=changes)
        return Response(shapes.settings_data(company, access.without_second_factor()))


class Domains(Office):
    right = Right.MANAGE_SETTINGS

    @extend_schema(operation_id="company_mail_domains_list", responses=shapes.DomainList)
    def get(self, request: Request) -> Response:
        """Proven ones first, then those to be proven."""
        found = access.domains_of(request.company)
        return Response({"results": [shapes.domain_data(domain) for domain in found], "next": None})

    @extend_schema(
        operation_id="company_mail_domains_claim", request=shapes.NewDomain, responses={201: shapes.DomainShape}
    )
    def post(self, request: Request) -> Response:
        """Begin to prove a domain. Whether another company has it is told to who proves it."""
        name = given(shapes.NewDomain, request.data)["domain"]
        name = actions.claim_domain(company=request.company, by=request.user, domain=name)
        return Response(shapes.domain_data(access.domain_for(request.company, name)), 201)


class OneDomain(Office):
    right = Right.MANAGE_SETTINGS

    @extend_schema(operation_id="company_mail_domain_read", responses=shapes.DomainShape)
    def get(self, request: Request, name: str) -> Response:
        """A domain of the company, proven or to be proven."""
        return Response(shapes.domain_data(access.domain_for(request.company, name)))

    @extend_schema(operation_id="company_mail_domain_remove", responses={204: OpenApiResponse(description="Gone.")})
    def delete(self, request: Request, name: str) -> Response:
        """Nobody signs up with it any more; who is in stays in. With the last one, sign-up is by invite only."""
        found = access.domain_for(request.company, name)
        actions.remove_domain(company=request.company, by=request.user, domain=found.name)
        return Response(status=204)


class DomainCode(Office):
    right = Right.MANAGE_SETTINGS

    @extend_schema(
        operation_id="company_mail_domain_send_code", request=shapes.CodeWanted, responses=shapes.DomainShape
    )
    def post(self, request: Request, name: str) -> Response:
        """Mail a code to a box of those who look after the domain; the code before stops working."""
        found = access.unproven_domain_for(request.company, name)
        box = given(shapes.CodeWanted, request.data)["box"]
        actions.mail_code(company=request.company, claim=found.claim, box=box, by=request.user)
        return Response(shapes.domain_data(access.domain_for(request.company, name)))


class DomainProof(Office):
    right = Right.MANAGE_SETTINGS

    @extend_schema(operation_id="company_mail_domain_prove", request=shapes.ProofGiven, responses=shapes.DomainShape)
    def post(self, request: Request, name: str) -> Response:
        """Look whether it is proven, by the mail's code, the file or the record. A second time changes nothing."""
        found = access.domain_for(request.company, name)
        wanted = given(shapes.ProofGiven, request.data)
        if found.claim is not None:
            actions.prove_domain(company=request.company, claim=found.claim, by=request.user, **wanted)
        return Response(shapes.domain_data(access.domain_for(request.company, name)))


class Requests(Office):
    right = Right.MANAGE_PEOPLE

    @extend_schema(
        operation_id="company_join_requests_list",
        parameters=[shapes.RequestQuery, *PAGED],
        responses=shapes.RequestList,
    )
    def get(self, request: Request) -> Response:
        """Who asks to come in, the oldest first."""
        state = given(shapes.RequestQuery, request.query_params)["state"]
        return keyset_page(
            request,
            access.requests_of(state),
            by=access.REQUESTS_ORDER,
            write=lambda page: [shapes.request_data(one) for one in page],
        )


class Accept(Office):
    right = Right.MANAGE_PEOPLE

    @extend_schema(operation_id="company_join_request_accept", request=None, responses=shapes.RequestShape)
    def post(self, request: Request, pk: str) -> Response:
        """Let somebody in: a mail with a link goes to them. A second time changes nothing."""
        actions.accept(company=request.company, request=access.request_for(pk), by=request.user)
        return Response(shapes.request_data(access.request_for(pk)))


class Decline(Office):
    right = Right.MANAGE_PEOPLE

    @extend_schema(operation_id="company_join_request_decline", request=None, responses=shapes.RequestShape)
    def post(self, request: Request, pk: str) -> Response:
        """Say no; a mail says so to them. A second time changes nothing."""
        actions.decline(company=request.company, request=access.request_for(pk), by=request.user)
        return Response(shapes.request_data(access.request_for(pk)))


class Roles(Office):
    right = Right.MANAGE_ROLES

    @extend_schema(operation_id="company_roles_list", responses=shapes.RoleList)
    def get(self, request: Request) -> Response:
        """What each role may, and who has it."""
        holders = access.role_holders()
        return Response({"results": [shapes.role_data(role, holders) for role in User.Role.values], "next": None})


class People(Office):
    right = Right.MANAGE_PEOPLE

    @extend_schema(
        operation_id="company_people_list", parameters=[shapes.PeopleQuery, *PAGED], responses=shapes.StaffList
    )
    def get(self, request: Request) -> Response:
        """Everybody who ever came in, by name."""
        asked = given(shapes.PeopleQuery, request.query_params)
        people = access.people_on_the_list(text=asked["q"], role=asked["role"], state=asked["state"])
        return keyset_page(
            request, people, by=access.PEOPLE_ORDER, write=lambda page: [shapes.staff_data(one) for one in page]
        )


class OnePerson(Office):
    right = Right.MANAGE_PEOPLE

    @extend_schema(operation_id="company_person_read", responses=shapes.StaffShape)
    def get(self, request: Request, pk: str) -> Response:
        """An account: role, state, last visit."""
        return Response(shapes.staff_data(access.person_on_the_list(pk)))


class PersonRole(Office):
    right = Right.MANAGE_ROLES

    @extend_schema(operation_id="company_person_set_role", request=shapes.RoleWanted, responses=shapes.StaffShape)
    def put(self, request: Request, pk: str) -> Response:
        """Not one's own, and the last system admin stays one."""
        person = access.person_on_the_list(pk)
        role = given(shapes.RoleWanted, request.data)["role"]
        change_role(person=person, role=role, by=request.user)
        return Response(shapes.staff_data(access.person_on_the_list(pk)))


class Deactivate(Office):
    right = Right.MANAGE_PEOPLE

    @extend_schema(operation_id="company_person_deactivate", request=None, responses=shapes.StaffShape)
    def post(self, request: Request, pk: str) -> Response:
        """Close an account at every door at once. A second time changes nothing."""
        actions.close_account(person=access.person_on_the_list(pk), by=request.user)
        return Response(shapes.staff_data(access.person_on_the_list(pk)))


class Reactivate(Office):
    right = Right.MANAGE_PEOPLE

    @extend_schema(operation_id="company_person_reactivate", request=None, responses=shapes.StaffShape)
    def post(self, request: Request, pk: str) -> Response:
        """Open an account again. A second time changes nothing."""
        actions.open_account(person=access.person_on_the_list(pk), by=request.user)
        return Response(shapes.staff_data(access.person_on_the_list(pk)))


class SignOut(Office):
    right = Right.MANAGE_PEOPLE

    @extend_schema(
        operation_id="company_person_sign_out", request=None, responses={204: OpenApiResponse(description="Done.")}
    )
    def post(self, request: Request, pk: str) -> Response:
        """End every session of a person, on every device."""
        actions.sign_out(person=access.person_on_the_list(pk), by=request.user)
        return Response(status=204)


class Audit(Office):
    right = Right.READ_AUDIT

    @extend_schema(operation_id="company_audit_list", parameters=[shapes.LogQuery, *PAGED], responses=shapes.LineList)
    def get(self, request: Request) -> Response:
        """The company's log, newest first. There is no way to change it."""
        asked = given(shapes.LogQuery, request.query_params)
        return keyset_page(
            request,
            access.log_lines(**asked),
            by=access.LOG_ORDER,
            descending=True,
            write=lambda page: [shapes.line_data(line) for line in page],
        )
