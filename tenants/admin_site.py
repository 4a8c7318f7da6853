"""The operators' own admin, on the public host alone. Nobody works in it without a second factor.

Only tenants and people register here, and people only with its rows in public, the operators: so no
content of a company can be opened.
"""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from tenants import access
from tenants.second_factor import SECOND_FACTORS

SET_UP_HERE = "second_factor_set_up_by"


class OperatorsSite(AdminSite):
    site_title = site_header = _("Workplace operators")
    index_title = _("Companies and applications")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return is_operator(request) and (is_exempt(request) or proved_second_factor(request))

    def get_urls(self) -> list[Any]:
        return [path("second-factor/", self.second_factor, name="second_factor"), *super().get_urls()]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Nobody signs in here: allauth's pages do that, and this sends everybody to what they lack."""
        wanted = request.GET.get("next") or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(wanted, reverse("account_login"))
        if not is_operator(request):
            raise PermissionDenied
        if self.has_permission(request):
            return redirect("admin:index")
        if has_second_factor(request):
            return redirect_to_login(wanted, reverse("mfa_reauthenticate"))
        return redirect("admin:second_factor")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """What waits for an operator, in place of a list of tables."""
        context = {**self.each_context(request), "title": self.index_title, **access.what_waits()}
        request.current_app = self.name
        return render(request, "admin/tenants/index.html", context)

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_change_password")

    def second_factor(self, request: HttpRequest) -> HttpResponse:
        """Where an operator without one is led before anything else."""
        if not is_operator(request) or has_second_factor(request):
            return redirect("admin:index")
        return render(request, "tenants/second_factor.html")


def is_operator(request: HttpRequest) -> bool:
    user = request.user
    return bool(request.company is None and user.is_authenticated and user.is_active and user.is_staff)


def has_second_factor(request: HttpRequest) -> bool:
    return is_mfa_enabled(request.user, SECOND_FACTORS)


def proved_second_factor(request: HttpRequest) -> bool:
    """This very session was opened, or confirmed, with a second factor that still exists; or it has set one up."""
    if not has_second_factor(request):
        return False
    records = get_authentication_records(request, request.user)
    return (
        any(record.get("method") == "mfa" for record in records) or request.session.get(SET_UP_HERE) == request.user.pk
    )


def is_exempt(request: HttpRequest) -> bool:
    """The demo's operator, where nobody but this machine can knock."""
    return settings.LOOPBACK_ONLY and request.user.email == settings.DEMO_OPERATOR


def remember_set_up(request: HttpRequest, user: Any, authenticator: Authenticator, **_signal: Any) -> None:
    """allauth says a factor was added: the code that proves it was typed in this session."""
    if request is not None and authenticator.type in SECOND_FACTORS:
        request.session[SET_UP_HERE] = user.pk


operators_site = OperatorsSite(name="admin")
