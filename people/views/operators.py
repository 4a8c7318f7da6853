"""Where the one-time link of `manage.py operator add` leads."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlencode, urlsafe_base64_encode

from people.models import User


class OperatorWelcome(PasswordResetConfirmView):
    """A new operator chooses a password; sign-in then leads to the second factor. The link works once, for a day."""

    template_name = "people/operator_welcome.html"
    http_method_names = ("get", "post")

    def get_user(self, uidb64: str) -> AbstractBaseUser | None:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_staff and user.is_active else None

    def get_success_url(self) -> str:
        return f"{reverse('account_login')}?{urlencode({'next': '/admin/'})}"


def welcome_path(operator: User) -> str:
    """The way to the page above. Whoever has it can become the operator: it is shown once and kept nowhere."""
    key = urlsafe_base64_encode(force_bytes(operator.pk))
    token = OperatorWelcome.token_generator.make_token(operator)
    return reverse("people:operator_welcome", args=[key, token], urlconf="workplace.public_urls")
