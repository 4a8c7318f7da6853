"""How allauth behaves in a company, and for operators on the public host."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.core.internal.httpkit import is_headless_request
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from people import access, actions, known_devices
from people.models import User
from people.proving import proved_lately

WAYS = {
    "reauthenticate": gettext_lazy("Use your password"),
    "mfa_reauthenticate": gettext_lazy("Use the app or a recovery code"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey or security key"),
}


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
        request.first_sign_in = user.last_login is None
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **hints: Any) -> HttpResponse:
        response = super().post_login(request, user, **hints)
        if request.company is None:
            return response
        is_app = is_headless_request(request) == "app" or getattr(request, "signs_in_app", False)
        actions.note_sign_in(
            person=user,
            session_key=request.session.session_key,
            kind="app" if is_app else "browser",
            is_new=not request.first_sign_in and (is_app or not known_devices.knows(request, user)),
            code_from=getattr(request, "signs_in_from", None),
        )
        if not is_app:
            known_devices.remember(request, response, user)
        return response

    def set_password(self, user: User, password: str) -> None:
        """With a new password all else ends: other devices, codes that are under way, links for a phone."""
        super().set_password(user, password)
        self.request.session_before = self.request.session.session_key
        if self.request.company is not None:
            actions.end_everything(person=user, but_session=self.request.session.session_key)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in, or proven themselves, is not asked again. People without password and factor
        are asked for a mailed code, where allauth would ask for nothing."""
        if proved_lately(self.request.session, self.request.user):
            return False
        if not access.ways_to_prove_oneself(self.request.user):
            raise ReauthenticationRequired
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        found = super().get_reauthentication_methods(user)
        if found or not user.is_authenticated:
            return [way | {"description": WAYS.get(way["id"], way["description"])} for way in found]
        return [{"id": "code", "description": _("A code by mail"), "url": reverse("account_reauthenticate_by_code")}]

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        if self.request.company is not None:
            if getattr(self.request, "session_before", None) and self.request.user.is_authenticated:
                actions.move_device(before=self.request.session_before, now=self.request.session.session_key)
            actions.note_account_change(person=user, kind=template_prefix.rsplit("/", 1)[-1])
        super().send_notification_mail(template_prefix, user, *args, **kwargs)

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
