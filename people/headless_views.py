"""allauth's endpoints for apps, where ours are stricter."""

from __future__ import annotations

from typing import Any

from allauth.headless.mfa.views import ManageTOTPView, ManageWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from people import actions


class AppsTOTP(ManageTOTPView):
    @transaction.atomic
    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        factor = self._get_authenticator()
        if factor is not None:
            actions.keep_a_factor(company=request.company, person=request.user, going=[factor.pk])
        return super().delete(request, *args, **kwargs)


class AppsPasskeys(ManageWebAuthnView):
    @transaction.atomic
    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        going = [factor.pk for factor in self.input.cleaned_data["authenticators"]]
        actions.keep_a_factor(company=request.company, person=request.user, going=going)
        return super().delete(request, *args, **kwargs)
