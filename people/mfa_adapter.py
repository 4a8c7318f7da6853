"""How allauth's second factors behave here: what they are called, how secrets are kept, which must stay."""

from __future__ import annotations

import base64
import hashlib

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from people import access
from people.models import User
from people.templatetags.devices import device

SEALED = "sealed:"


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Your company asks for a second factor. Set up another one before."),
        "incorrect_code": _("This is not the code. It changes every 30 seconds."),
    }

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        """What authenticator apps and passkey dialogs call us: the company."""
        company = context.request.company
        return company.name if company else "Workplace"

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """`Chrome on Linux`: where a passkey was made says more than its number."""
        return device(context.request.headers.get("User-Agent", ""))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return access.may_go_without(context.request.company, authenticator.user, [authenticator.pk])

    def encrypt(self, text: str) -> str:
        """A copy of the database alone opens nothing."""
        return SEALED + _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        if not encrypted_text.startswith(SEALED):
            return encrypted_text  # from before secrets were sealed
        return _seal().decrypt(encrypted_text.removeprefix(SEALED).encode()).decode()


def _seal() -> MultiFernet:
    """By the installation's secret; older ones still open what they have sealed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [hashlib.sha256(b"people.second_factor:" + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
