"""The company and its settings as the API shows them.

The functions write them, the classes describe them in the OpenAPI document; a test holds the two together.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework import serializers

from administration import examples, proof
from administration.access import Domain
from administration.models import JoinRequest
from audit.models import Line
from core.examples import example
from core.rest import IdField
from people.examples import page
from people.models import User
from people.roles import Right, rights_of
from people.serializers import PersonRefSerializer, person_ref
from tenants.models import Company
from tenants.models.companies import GROUP_KINDS

NEXT = "The cursor of the next page; null on the last."


@example(answer=examples.COMPANY)
class CompanyShape(serializers.Serializer):
    name = serializers.CharField()
    colour = serializers.CharField(help_text="`#rrggbb`; readable shades of it stand in `/brand.css`.")
    logo = serializers.CharField(allow_null=True, help_text="Path of a PNG on this host; changes with each logo.")
    language = serializers.ChoiceField(settings.LANGUAGES, help_text="Of those who have not chosen one.")
    group_makers = serializers.ChoiceField(
        Company.GroupMakers.choices, help_text="Who makes groups: every member, or who may manage contents."
    )
    group_kinds = serializers.ListField(child=serializers.ChoiceField(GROUP_KINDS), help_text="Which may be made.")


@example(asked={"colour": "#8a4b08"})
class CompanyChanges(serializers.Serializer):
    """Any of these; what is left out stays as it is."""

    name = serializers.CharField(max_length=120, required=False)
    colour = serializers.CharField(max_length=7, required=False)
    language = serializers.ChoiceField(settings.LANGUAGES, required=False)


class LogoUpload(serializers.Serializer):
    logo = serializers.FileField()


@example(answer=examples.SETTINGS)
class Settings(serializers.Serializer):
    sign_up = serializers.ChoiceField(
        Company.SignUp.choices, help_text="Who signs up with an address of a proven mail domain: joins, asks, or off."
    )
    second_factor_required = serializers.BooleanField()
    group_makers = serializers.ChoiceField(Company.GroupMakers.choices)
    group_kinds = serializers.ListField(child=serializers.ChoiceField(GROUP_KINDS))
    without_second_factor = serializers.IntegerField(help_text="How many people who are here have none yet.")


@example(
    asked={"sign_up": "joins"},
    asked_too={"No secret groups": {"group_makers": "editors", "group_kinds": ["open", "closed"]}},
)
class SettingsChanges(serializers.Serializer):
    """Any of these; what is left out stays as it is."""

    sign_up = serializers.ChoiceField(Company.SignUp.choices, required=False)
    second_factor_required = serializers.BooleanField(required=False)
    group_makers = serializers.ChoiceField(Company.GroupMakers.choices, required=False)
    group_kinds = serializers.ListField(child=serializers.ChoiceField(GROUP_KINDS), required=False)


class ProofShape(serializers.Serializer):
    """What to do in one of the three ways."""

    addresses = serializers.ListField(child=serializers.EmailField(), help_text="Where a code may be sent.")
    mailed_to = serializers.CharField(allow_null=True, help_text="Where a code that still works was sent.")
    file_url = serializers.CharField(help_text="Where a file with `value` in it must be found.")
    value = serializers.CharField(help_text="Stands in the file, or is a TXT record of the domain.")


@example(answer=examples.DOMAIN)
class DomainShape(serializers.Serializer):
    domain = serializers.CharField()
    proven_at = serializers.DateTimeField(allow_null=True)
    proof = ProofShape(allow_null=True, help_text="Null once it is proven.")


@example(answer=page(examples.PROVEN, examples.DOMAIN))
class DomainList(serializers.Serializer):
    results = DomainShape(many=True)
    next = serializers.CharField(allow_null=True, help_text="Always null: there are few.")


@example(asked={"domain": "bakery.example"})
class NewDomain(serializers.Serializer):
    domain = serializers.CharField(max_length=254)


@example(asked={"box": "postmaster"})
class CodeWanted(serializers.Serializer):
    box = serializers.ChoiceField([(box, box) for box in proof.BOXES], help_text="What stands before the @.")


@example(asked={"way": "mail", "code": "428173"})
class ProofGiven(serializers.Serializer):
    way = serializers.ChoiceField([("mail", "mail"), ("file", "file"), ("dns", "dns")])
    code = serializers.CharField(max_length=12, required=False, help_text="Of the mail.")


@example(answer=examples.REQUEST)
class RequestShape(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    address = serializers.EmailField()
    state = serializers.ChoiceField(JoinRequest.State.choices)
    asked_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    decided_by = PersonRefSerializer(allow_null=True)


@example(answer=page(examples.REQUEST))
class RequestList(serializers.Serializer):
    results = RequestShape(many=True)
    next = serializers.CharField(allow_null=True, help_text=NEXT)


class RoleShape(serializers.Serializer):
    role = serializers.ChoiceField(User.Role.values)
    rights = serializers.ListField(child=serializers.ChoiceField([(right.value, right.value) for right in Right]))
    people = PersonRefSerializer(many=True, help_text="Who has it; empty for members, who are the rest.")


@example(answer=page(*examples.ROLES))
class RoleList(serializers.Serializer):
    results = RoleShape(many=True)
    next = serializers.CharField(allow_null=True, help_text="Always null: there are five.")


@example(asked={"role": "people"})
class RoleWanted(serializers.Serializer):
    role = serializers.ChoiceField(User.Role.values)


@example(answer=examples.STAFF)
class StaffShape(PersonRefSerializer):
    """A person as those see them who look after accounts."""

    email = serializers.EmailField(allow_null=True)
    role = serializers.ChoiceField(User.Role.values)
    active = serializers.BooleanField(help_text="False once the account is closed.")
    joined_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField(allow_null=True)


@example(answer=page(examples.STAFF))
class StaffList(serializers.Serializer):
    results = StaffShape(many=True)
    next = serializers.CharField(allow_null=True, help_text=NEXT)


class LineShape(serializers.Serializer):
    id = IdField()
    at = serializers.DateTimeField()
    who = serializers.CharField(help_text="The name as it was; of operators the address.")
    what = serializers.CharField(help_text="`<app>.<noun>_<past verb>`")
    text = serializers.CharField(help_text="The same in the caller's language.")
    on_whom = serializers.CharField(allow_blank=True)
    detail = serializers.DictField()
    address = serializers.CharField(allow_null=True)
    device = serializers.CharField(allow_blank=True, help_text="What the browser or app calls itself.")


@example(answer=page(examples.LINE))
class LineList(serializers.Serializer):
    results = LineShape(many=True)
    next = serializers.CharField(allow_null=True, help_text=NEXT)


class LogQuery(serializers.Serializer):
    who = serializers.CharField(
        max_length=100, required=False, default="", allow_blank=True, help_text="Part of either name."
    )
    what = serializers.CharField(
        max_length=60,
        required=False,
        default="",
        allow_blank=True,
        help_text="Only acts of this `what`.",
    )
    since = serializers.DateField(required=False, default=None, help_text="From this day on.")
    until = serializers.DateField(required=False, default=None, help_text="Up to this day, with it.")


class PeopleQuery(serializers.Serializer):
    q = serializers.CharField(
        max_length=100, required=False, default="", allow_blank=True, help_text="Part of a name or an address."
    )
    role = serializers.ChoiceField(User.Role.values, required=False, default="", allow_blank=True)
    state = serializers.ChoiceField(
        [("here", "here"), ("left", "left"), ("gap", "gap")],
        required=False,
        default="",
        allow_blank=True,
        help_text="`gap`: those who are here and whose manager has left.",
    )


class RequestQuery(serializers.Serializer):
    state = serializers.ChoiceField(JoinRequest.State.choices, required=False, default=JoinRequest.State.WAITING)


def company_data(company: Company) -> dict[str, Any]:
    return {
        "name": company.name,
        "colour": company.colour,
        "logo": f"/icon-512.png?v={company.brand_version}" if company.logo else None,
        "language": company.language,
        "group_makers": company.group_makers,
        "group_kinds": company.kinds_to_make,
    }


def settings_data(company: Company, without: int) -> dict[str, Any]:
    return {
        "sign_up": company.sign_up,
        "second_factor_required": company.second_factor_required,
        "group_makers": company.group_makers,
        "group_kinds": company.kinds_to_make,
        "without_second_factor": without,
    }


def domain_data(domain: Domain) -> dict[str, Any]:
    claim = domain.claim
    return {
        "domain": domain.name,
        "proven_at": domain.proven_at,
        "proof": claim
        and {
            "addresses": [f"{box}@{domain.name}" for box in proof.BOXES],
            "mailed_to": claim.mailed_to if claim.code_is_out else None,
            "file_url": f"https://{domain.name}{proof.PATH}",
            "value": claim.token,
        },
    }


def request_data(request: JoinRequest) -> dict[str, Any]:
    return {
        "id": str(request.pk),
        "name": request.name,
        "address": request.address,
        "state": request.state,
        "asked_at": request.asked_at,
        "decided_at": request.decided_at,
        "decided_by": request.decided_by and person_ref(request.decided_by),
    }


def role_data(role: str, people: list[User]) -> dict[str, Any]:
    return {
        "role": role,
        "rights": sorted(rights_of(role)),
        "people": [person_ref(person) for person in people if person.role == role],
    }


def staff_data(person: User) -> dict[str, Any]:
    return {
        **person_ref(person),
        "email": person.email,
        "role": person.role,
        "active": person.is_active,
        "joined_at": person.joined_at,
        "seen_at": person.seen_at,
    }


def line_data(line: Line) -> dict[str, Any]:
    return {
        "id": str(line.pk),
        "at": line.at,
        "who": line.who_name,
        "what": line.what,
        "text": line.words,
        "on_whom": line.on_whom_name,
        "detail": line.detail,
        "address": line.address,
        "device": line.device,
    }
