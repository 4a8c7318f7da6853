"""Second factors: asked for by a company, kept while they are, and proving oneself by mail where there is none."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.core.ratelimit import consume_or_429
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people import access, actions, proof
from people.forms import CodeForm
from people.middleware import WANTED
from tenants.second_factor import lacks_second_factor


@require_safe
@never_cache
@login_required
def required(request: HttpRequest) -> HttpResponse:
    """What stands before everything else for those who lack the second factor their company asks for."""
    if request.company is not None and lacks_second_factor(request.company, request.user):
        return render(request, "mfa/required.html")
    return redirect(request.session.pop(WANTED, None) or reverse("mfa_index"))


class DeactivateTOTP(DeactivateTOTPView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        actions.keep_a_factor(company=self.request.company, person=self.request.user, going=[self.authenticator.pk])
        return super().form_valid(form)


class RemovePasskey(RemoveWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_go = access.may_go_without(self.request.company, self.request.user, [self.object.pk])
        return super().get_context_data(**kwargs, may_go=may_go)

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        actions.keep_a_factor(company=self.request.company, person=self.request.user, going=[self.object.pk])
        return super().form_valid(form)


@method_decorator([require_http_methods(["GET", "HEAD", "POST"]), never_cache, login_required], name="__call__")
class ByMailedCode:
    """Is it you? For people who have neither password nor second factor: six digits to their address."""

    KEPT_AS = "reauthentication_proof"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ways = access.ways_to_prove_oneself(request.user)
        if ways:  # who has a password or a factor proves it with that
            return redirect("account_reauthenticate")
        known = proof.current(request, kept_as=self.KEPT_AS)
        if request.method == "POST" and "code" not in request.POST:
            return self.send(request)
        form = CodeForm(request.POST or None)
        if request.method == "POST" and known is not None and form.is_valid():
            if proof.check(request, known, form.cleaned_data["code"], kept_as=self.KEPT_AS):
                return self.proven(request)
            form.add_error("code", _("This is not the code. Please look at the newest mail."))
        sent = proof.current(request, kept_as=self.KEPT_AS)
        return render(
            request,
            "account/reauthenticate_by_code.html",
            {"form": form, "sent": sent, "next": get_next_redirect_url(request) or ""},
        )

    def send(self, request: HttpRequest) -> HttpResponse:
        address = request.user.email
        too_many = consume_or_429(request, action="request_login_code", key=address)
        if too_many:
            return too_many
        code = proof.begin(request, address, kept_as=self.KEPT_AS)
        actions.mail_account(
            kind="reauthentication_code", address=address, language=get_language() or "en", code=code, detail={}
        )
        return redirect(request.get_full_path())

    def proven(self, request: HttpRequest) -> HttpResponse:
        proof.finish(request, kept_as=self.KEPT_AS)
        record_authentication(request, request.user, method="code", email=request.user.email, reauthenticated=True)
        return resume_request(request) or redirect("mfa_index")


by_mailed_code = ByMailedCode()
