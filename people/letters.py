"""What the mails about accounts say. Called with the reader's language active."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobs.mail import Letter
from people.models import FIRST_ADMINS_INVITE_LIVES, INVITE_LIVES, Invite
from people.templatetags.devices import device
from tenants.models import Company

NOT_YOU = gettext_lazy("If you did not ask for this, you can leave this mail unanswered: nothing happens.")


def sign_up_code(*, company: Company, code: str) -> Letter:
    return Letter(
        subject=_("%(code)s is your code for %(company)s") % {"code": code, "company": company.name},
        paragraphs=(_("Type this code on the page where you gave your address:"),),
        code=code,
        small=(_("It works once, for ten minutes."), str(NOT_YOU)),
    )


def no_account_yet(*, company: Company, link: str) -> Letter:
    return Letter(
        subject=_("You have no account at %(company)s yet") % {"company": company.name},
        paragraphs=(
            _("Somebody, probably you, wanted to sign in to the network of %(company)s with this address.")
            % {"company": company.name},
            _("It has no account there yet, but you can join: it takes a minute."),
        ),
        action=_("Join %(company)s") % {"company": company.name},
        link=link,
        small=(str(NOT_YOU),),
    )


def may_ask(*, company: Company, link: str) -> Letter:
    """For an address without an account, where the company's admins are asked first."""
    names = {"company": company.name}
    return Letter(
        subject=_("You have no account at %(company)s yet") % names,
        paragraphs=(
            _("Somebody, probably you, wanted to sign in to the network of %(company)s with this address.") % names,
            _("It has no account there yet, but you can ask to come in: it takes a minute."),
        ),
        action=_("Ask to join %(company)s") % names,
        link=link,
        small=(str(NOT_YOU),),
    )


def uninvited(*, company: Company) -> Letter:
    return Letter(
        subject=_("%(company)s invites its people") % {"company": company.name},
        paragraphs=(
            _("Somebody, probably you, wanted to come into the network of %(company)s with this address.")
            % {"company": company.name},
            _("People come in there by invite. Please ask a colleague who is in it, or the people who run it."),
        ),
        small=(str(NOT_YOU),),
    )


def other_host(*, here: Company, company: Company) -> Letter:
    return Letter(
        subject=_("Your company's network is at another address"),
        paragraphs=(
            _("Somebody, probably you, knocked at the network of %(here)s with this address. It belongs here:")
            % {"here": here.name},
        ),
        action=_("Go to %(company)s") % {"company": company.name},
        link=f"{company.url}/",
        small=(str(NOT_YOU),),
    )


def full(*, company: Company) -> Letter:
    return Letter(
        subject=_("No free seat at %(company)s") % {"company": company.name},
        paragraphs=(
            _("You wanted to join the network of %(company)s. Every seat is taken at the moment.")
            % {"company": company.name},
            _("Please ask the people who run it in your company to add some."),
        ),
        small=(str(NOT_YOU),),
    )


def left(*, company: Company) -> Letter:
    return Letter(
        subject=_("Your account at %(company)s was closed") % {"company": company.name},
        paragraphs=(
            _("Somebody, probably you, wanted to sign in to the network of %(company)s with this address.")
            % {"company": company.name},
            _("Its account was closed. The people who run the network in your company can open it again."),
        ),
        small=(str(NOT_YOU),),
    )


def invite(*, company: Company, invite: Invite, link: str) -> Letter:
    names = {"inviter": str(invite.invited_by), "company": company.name}
    days = INVITE_LIVES.days
    return Letter(
        subject=_("%(inviter)s invites you to %(company)s") % names,
        paragraphs=(
            _("%(inviter)s would like you to join the network of %(company)s.") % names,
            _("News, groups and Work Chat, for colleagues only."),
        ),
        quote=invite.message,
        action=_("Join %(company)s") % names,
        link=link,
        small=(
            ngettext("The link works once, for %(days)s day.", "The link works once, for %(days)s days.", days)
            % {"days": days},
        ),
    )


def let_in(*, company: Company, invite: Invite, link: str) -> Letter:
    """The invite of somebody who had asked for it."""
    names = {"company": company.name}
    days = INVITE_LIVES.days
    return Letter(
        subject=_("You may come in: %(company)s") % names,
        paragraphs=(_("You asked to join the network of %(company)s. Somebody said yes.") % names,),
        action=_("Join %(company)s") % names,
        link=link,
        small=(
            ngettext("The link works once, for %(days)s day.", "The link works once, for %(days)s days.", days)
            % {"days": days},
        ),
    )


def first_admin(*, company: Company, invite: Invite, link: str) -> Letter:
    days = FIRST_ADMINS_INVITE_LIVES.days
    return Letter(
        subject=_("You are in: %(company)s has its network") % {"company": company.name},
        paragraphs=(
            _("The network of %(company)s is ready.") % {"company": company.name},
            _("This link makes you its first system admin. Then invite a second one, so that you are never alone."),
        ),
        action=_("Open %(company)s") % {"company": company.name},
        link=link,
        small=(
            ngettext("The link works once, for %(days)s day.", "The link works once, for %(days)s days.", days)
            % {"days": days},
            _("Your network's address: %(url)s") % {"url": company.url},
        ),
    )


def account(kind: str, *, code: str = "", **detail: str) -> Letter | None:
    """The letter for one of allauth's occasions; None for those nobody needs to hear of."""
    if kind in CODES:
        return _code(code, CODES[kind]())
    if kind == "recovery_code_used":
        return _recovery_code_used(int(detail["left"]))
    if kind == "new_device":
        return _new_device(detail)
    if kind in NEWS:
        return _news(NEWS[kind](), detail)
    return None


CODES: dict[str, Callable[[], str]] = {
    "reauthentication_code": lambda: _("Type this code on the page that asks whether it is you:"),
    "login_code": lambda: _("Type this code on the page where you want to sign in:"),
    "password_reset_code": lambda: _("Type this code on the page where you want to choose a new password:"),
    "email_confirmation": lambda: _("Type this code on the page where you gave your address:"),
    "email_confirmation_signup": lambda: _("Type this code on the page where you gave your address:"),
}

NEWS: dict[str, Callable[[], str]] = {
    "password_changed": lambda: _("Your password was changed."),
    "password_set": lambda: _("A password was set for your account."),
    "password_reset": lambda: _("Your password was changed by a code sent to this address."),
    "totp_activated": lambda: _("An authenticator app was added to your account."),
    "totp_deactivated": lambda: _("The authenticator app was removed from your account."),
    "recovery_codes_generated": lambda: _("New recovery codes were made for your account."),
    "webauthn_added": lambda: _("A passkey was added to your account."),
    "webauthn_removed": lambda: _("A passkey was removed from your account."),
}


def _code(code: str, words: str) -> Letter:
    return Letter(
        subject=_("%(code)s is your code") % {"code": code},
        paragraphs=(words,),
        code=code,
        small=(_("It works once, for ten minutes. Nobody from us will ever ask you for it."), str(NOT_YOU)),
    )


def _new_device(detail: dict[str, str]) -> Letter:
    what = {"agent": device(detail.get("agent", "")), "ip": detail.get("ip") or "?"}
    paragraphs = [_("Somebody, probably you, has just signed in to your account with %(agent)s, from %(ip)s.") % what]
    if "code_from" in detail:
        screen = {"screen": device(detail["code_from"])}
        paragraphs.append(_("It came in by the code that was shown on %(screen)s.") % screen)
    paragraphs += [
        _("If this was you, all is well."),
        _("If not, sign that device out and choose a new password at once. Then tell the people who run your network."),
    ]
    return Letter(
        subject=_("New sign-in: %(agent)s") % what,
        paragraphs=tuple(paragraphs),
        action=_("See your devices"),
        link=detail["link"],
        small=(_("We write when a browser or an app signs in that you have not used here before."),),
    )


def _recovery_code_used(left: int) -> Letter:
    return Letter(
        subject=_("A recovery code was used to sign in"),
        paragraphs=(
            _("Somebody, probably you, signed in with one of your recovery codes. It does not work a second time."),
            ngettext("%(left)s code is left.", "%(left)s codes are left.", left) % {"left": left},
            _("If it was not you, choose a new password at once and tell the people who run your network."),
        ),
    )


def _news(what: str, detail: dict[str, str]) -> Letter:
    where = {"ip": detail.get("ip", "?"), "agent": device(detail.get("agent", ""))}
    return Letter(
        subject=what,
        paragraphs=(
            what,
            _("If this was you, all is well."),
            _("If not, choose a new password at once and tell the people who run your network."),
        ),
        small=(_("From %(ip)s, with %(agent)s") % where,),
    )
