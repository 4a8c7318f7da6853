"""How allauth behaves in a company, and for operators on the public host."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from people import access, actions
from people.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never by allauth, whose sign-up makes a row before the address is proven. Ours is in views/joining.py;
        operators are added by `manage.py operator add`."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the worker: so a reply takes the same time whether or not a mail goes out."""
        detail = {"ip": context.get("ip", ""), "agent": context.get("user_agent", "")}
        actions.mail_account(
            kind=template_prefix.rsplit("/", 1)[-1],
            address=email,
            language=get_language() or "en",
            code=context.get("code", ""),
            detail={key: value for key, value in detail.items() if value},
        )

    def pre_login(self, request: HttpRequest, user: User, **hints: Any) -> HttpResponse | None:
        """People who never came in (rows made ahead for them) cannot sign in yet."""
        if request.company is not None and user.is_active and not user.joined_at:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **hints)

    def login(self, request: HttpRequest, user: User) -> None:
        """The last step of every way in. Codes take minutes: whoever was let go meanwhile stays out."""
        if not access.may_sign_in(user):
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.company is not None and not request.user.welcomed_at:
            return reverse("people:welcome")
        return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:me_edit") if request.company is not None else reverse("account_change_password")

    def logout(self, request: HttpRequest) -> None:
        key = request.session.session_key
        super().logout(request)
        if key:
            actions.end_session(session_key=key)
