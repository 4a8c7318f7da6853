"""What an app hears of its person when it signs in."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.headless.adapter import DefaultHeadlessAdapter

from people.models import User
from tenants.second_factor import lacks_second_factor


class HeadlessAdapter(DefaultHeadlessAdapter):
    def serialize_user(self, user: User) -> dict[str, Any]:
        """`second_factor_required`: the API answers 403 until one is set up by `account/authenticators`."""
        lacks = lacks_second_factor(context.request.company, user)
        return {**super().serialize_user(user), "second_factor_required": lacks}
