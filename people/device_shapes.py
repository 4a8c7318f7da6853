"""Devices and codes as the API shows them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rest_framework import serializers

from core.examples import example
from core.rest import IdField
from people import examples
from people.devices import Device
from people.models import SignInCode
from people.models.sign_in_code import STATES
from people.serializers import PersonRefSerializer
from people.templatetags.devices import device


def device_data(shown: Device) -> dict[str, Any]:
    return {**asdict(shown), "id": str(shown.id)}


def code_data(code: SignInCode) -> dict[str, Any]:
    used_by = device(code.used_by) if code.used_at else ""
    return {"id": str(code.pk), "state": code.state, "expires_at": code.expires_at, "used_by": used_by}


class DeviceShape(serializers.Serializer):
    id = IdField()
    name = serializers.CharField(help_text="Such as `Chrome on Linux`, in the caller's language.")
    kind = serializers.ChoiceField(choices=["browser", "app"])
    is_phone = serializers.BooleanField()
    address = serializers.IPAddressField(help_text="Of the network it was last used in.")
    is_here = serializers.BooleanField(help_text="The same network as the caller's now.")
    is_this = serializers.BooleanField(help_text="The caller's own device.")
    signed_in_at = serializers.DateTimeField()
    used_at = serializers.DateTimeField(help_text="Last use, to about ten minutes.")
    code_from = serializers.CharField(allow_blank=True, help_text="The screen whose code let it in, if one did.")


@example(answer=examples.page(examples.DEVICE))
class DevicesPage(serializers.Serializer):
    results = DeviceShape(many=True)
    next = serializers.CharField(allow_null=True, help_text="The cursor of the next page.")


@example(answer=examples.CODE)
class SignInCodeShape(serializers.Serializer):
    id = IdField()
    state = serializers.ChoiceField(choices=STATES)
    expires_at = serializers.DateTimeField()
    used_by = serializers.CharField(allow_blank=True, help_text="The device that came in by it.")


@example(
    answer={
        **examples.CODE,
        "token": examples.TOKEN,
        "link": f"https://bakery.example/sign-in/code/{examples.TOKEN}/",
    }
)
class NewSignInCode(SignInCodeShape):
    token = serializers.CharField(help_text="Said once, here.")
    link = serializers.URLField(help_text="What the QR code holds: opened in a phone's browser it signs in there.")


@example(asked={"token": examples.TOKEN})
class Claim(serializers.Serializer):
    token = serializers.CharField(max_length=100)


@example(answer={"session_token": "k3v9q0x7m1c5d8f2g4h6j", "person": examples.BOB})
class AppSession(serializers.Serializer):
    session_token = serializers.CharField(help_text="To be sent as `X-Session-Token`.")
    person = PersonRefSerializer()
