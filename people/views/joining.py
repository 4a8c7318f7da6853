"""Coming in: address, code, name; or the link of an invite."""

from __future__ import annotations

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.errors import Refusal
from people import access, actions, proof
from people.access import Door, words_for
from people.forms import AddressForm, AskForm, CodeForm, NameForm
from people.middleware import open_to_strangers
from people.signing_in import sign_in

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """Step 1, the address. Whatever it is, the answer and the work done for it are the same."""
    if request.user.is_authenticated:
        return redirect("/")
    form = AddressForm(request.POST or None, initial={"email": request.GET.get("email", "")[:254]})
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        too_many = consume_or_429(request, action="signup", key=address)
        if too_many:
            return too_many
        code = proof.begin(request, address)
        actions.mail_sign_up_code(address=address, code=code, language=get_language() or "en")
        return redirect("account_signup_code")
    return render(request, "account/signup.html", {"form": form})


@page
@never_cache
def sign_up_code(request: HttpRequest) -> HttpResponse:
    """Step 2, the code. Members are signed in by it; others go on to their name."""
    known = proof.current(request)
    if known is None:
        return redirect("account_signup")
    if known.proven:
        return redirect("account_signup_name")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if proof.check(request, known, form.cleaned_data["code"]):
            return _after_code(request, known.address)
        if known.tries >= proof.TRIES:
            messages.error(request, _("That was wrong five times. Please ask for a new code."))
            return redirect("account_signup")
        form.add_error("code", _("This is not the code. Please look at the newest mail."))
    return render(request, "account/signup_code.html", {"form": form, "address": known.address})


def _after_code(request: HttpRequest, address: str) -> HttpResponse:
    standing = access.standing_of(request.company, address)
    if standing.door is Door.MEMBER and standing.person is not None:
        proof.finish(request)
        return sign_in(request, standing.person, by="code")
    if standing.door in {Door.WELCOME, Door.ASKS}:
        return redirect("account_signup_name")
    proof.finish(request)
    return render(request, "account/signup_closed.html", {"text": words_for(standing.door)}, status=403)


@page
@never_cache
@sensitive_post_parameters("password")
def sign_up_name(request: HttpRequest) -> HttpResponse:
    """Step 3, the name and, if wanted, a password. Only now there is a person."""
    known = proof.current(request)
    if known is None or not known.proven:
        return redirect("account_signup")
    if access.standing_of(request.company, known.address).door is Door.ASKS:
        return _ask(request, known.address)
    form = NameForm(request.POST or None, address=known.address)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.join_by_address(
                company=request.company, address=known.address, language=get_language() or "", **form.cleaned_data
            )
        except Refusal as no:
            return render(request, "account/signup_closed.html", {"text": no.text}, status=no.status)
        proof.finish(request)
        return sign_in(request, person, by="code")
    return render(request, "account/signup_name.html", {"form": form, "address": known.address})


def _ask(request: HttpRequest, address: str) -> HttpResponse:
    """Where the company asks first: the same step, and at its end a request instead of a person."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state = actions.ask_to_join(
            company=request.company, address=address, language=get_language() or "", **form.cleaned_data
        )
        return render(request, "account/signup_asked.html", {"state": state, "address": address})
    return render(request, "account/signup_name.html", {"form": form, "address": address, "asks": True})


@page
@never_cache
@sensitive_post_parameters("password")
@open_to_strangers
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invite: the mail has proven the address, a name is all that is asked."""
    invite = access.invite_by_token(token)
    if invite is None:
        return render(request, "people/join_closed.html", {"state": "unknown"}, status=404)
    if request.user.is_authenticated and invite.claimed_by == request.user:
        return redirect("/")
    if invite.state != "open":
        return render(request, "people/join_closed.html", {"state": invite.state, "invite": invite}, status=410)
    if request.user.is_authenticated:
        return render(request, "people/join_signed_in.html", {"invite": invite})
    form = NameForm(request.POST or None, address=invite.address, initial={"name": request.GET.get("name", "")[:120]})
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.claim_invite(
                company=request.company, invite=invite, language=get_language() or "", **form.cleaned_data
            )
        except Refusal as no:
            return render(request, "account/signup_closed.html", {"text": no.text}, status=no.status)
        return sign_in(request, person, by="invite")
    return render(request, "people/join.html", {"form": form, "invite": invite})
