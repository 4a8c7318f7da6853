"""Forms of the account pages, of invites and of the profile."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from core.emoji import LONGEST, is_emoji
from people import actions
from people.models import User
from people.roles import Right
from people.status import STATUS_LENGTH
from tenants.mail_domains import domain_of, is_public_provider

CODE = {
    "class": "code-input",
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "maxlength": "12",
    "autofocus": True,
    "placeholder": "",
}


class AddressForm(forms.Form):
    """The first step of signing up."""

    email = forms.EmailField(
        label=_("Work address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def clean_email(self) -> str:
        address = self.cleaned_data["email"].lower()
        if is_public_provider(domain_of(address)):
            raise forms.ValidationError(
                _("This is a private mail provider. Please take the address your company gave you."), code="provider"
            )
        return address


class CodeForm(forms.Form):
    code = forms.CharField(label=_("Code"), max_length=12, widget=forms.TextInput(attrs=CODE))


class AskForm(forms.Form):
    """Who would like to come in. A password is chosen by those who were let in."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )


class NameForm(forms.Form):
    """Who comes in: a name, and a password for those who want one."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=256,
        help_text=_("At least ten characters. Without one, you sign in with codes by mail."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-time-zone": ""}))

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_time_zone(self) -> str:
        """A guess of the browser's: a wrong one is no error of the person's."""
        return zone_or_nothing(self.cleaned_data["time_zone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password"):
            try:
                validate_password(cleaned["password"], User(email=self.address, name=cleaned.get("name", "")))
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return cleaned


def zone_or_nothing(name: str) -> str:
    try:
        User._meta.get_field("time_zone").run_validators(name)
    except forms.ValidationError:
        return ""
    return name


REGIONS = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


def list_of_zones() -> list[tuple[str, str]]:
    names = sorted(name for name in available_timezones() if name.startswith(REGIONS))
    return [("UTC", "UTC"), *((name, name.replace("_", " ").replace("/", " · ")) for name in names)]


class InviteForm(forms.Form):
    address = forms.EmailField(
        label=_("Address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    message = forms.CharField(
        label=_("A few words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "grows"}),
    )
    role = forms.ChoiceField(label=_("Comes in as"), choices=User.Role.choices, initial=User.Role.MEMBER)

    def __init__(self, *args: Any, inviter: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not inviter.may(Right.MANAGE_ROLES):
            del self.fields["role"]


class StatusForm(forms.Form):
    """An emoji, a few words, and when they end."""

    emoji = forms.CharField(
        label=_("Emoji"), required=False, max_length=LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    text = forms.CharField(label=_("What colleagues read"), required=False, max_length=STATUS_LENGTH)
    ends = forms.ChoiceField(
        label=_("Ends"),
        choices=[
            ("30m", _("In 30 minutes")),
            ("1h", _("In an hour")),
            ("today", _("At the end of today")),
            ("week", _("At the end of this week")),
            ("monday", _("On Monday")),
            ("date", _("After the day below")),
            ("never", _("Not by itself")),
        ],
    )
    day = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    @staticmethod
    def initial_of(person: User) -> dict[str, str]:
        status = person.status
        return {"emoji": status.emoji, "text": status.text, "ends": "today"} if status else {"ends": "today"}

    def clean_emoji(self) -> str:
        emoji = self.cleaned_data["emoji"].strip()
        if emoji and not is_emoji(emoji):
            raise forms.ValidationError(_("This is not an emoji."), code="emoji")
        return emoji

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("emoji") or cleaned.get("text")):
            self.add_error("text", _("Say it in a word or an emoji."))
        if cleaned.get("ends") == "date" and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Choose the last day."))
        return cleaned


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif", "aria-label": _("Photo")}
        ),
    )


class _Worded:
    """allauth's forms in our words: labels instead of placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"login", "email"}:
                field.label = _("Work address")
                field.widget.attrs["autocomplete"] = "username" if name == "login" else "email"
            if name in {"password1", "password"}:
                field.help_text = ""
            if name == "code":
                field.widget.attrs |= {key: value for key, value in CODE.items() if key != "placeholder"}
        first = next((field for field in self.fields.values() if not field.widget.is_hidden), None)
        if first is not None:
            first.widget.attrs["autofocus"] = True


class LoginForm(_Worded, allauth_forms.LoginForm):
    pass


class RequestLoginCodeForm(_Worded, allauth_forms.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(_Worded, allauth_forms.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(_Worded, allauth_forms.ConfirmEmailVerificationCodeForm):
    pass


class ResetPasswordForm(_Worded, allauth_forms.ResetPasswordForm):
    pass


class ConfirmPasswordResetCodeForm(_Worded, allauth_forms.ConfirmPasswordResetCodeForm):
    pass


class ReauthenticateForm(_Worded, allauth_forms.ReauthenticateForm):
    pass


class _NewPassword(_Worded):
    """One field: whoever mistypes it asks for a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        self.fields["password1"].help_text = _("At least ten characters.")


class ResetPasswordKeyForm(_NewPassword, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_NewPassword, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(_NewPassword, allauth_forms.SetPasswordForm):
    pass


class AuthenticateForm(_Worded, mfa_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("From your authenticator app, or one of your recovery codes.")

    def save(self) -> None:
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            actions.note_recovery_code_used(person=self.user)


class ReauthenticateByCodeForm(_Worded, mfa_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("From your authenticator app, or one of your recovery codes.")


class ActivateTOTPForm(_Worded, totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits your app shows now")


class _NamedPasskey(_Worded):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Its name")
        self.fields["name"].max_length = 60
        self.fields["name"].validators.append(MaxLengthValidator(60))
        self.fields["name"].widget.attrs |= {"maxlength": "60", "autocomplete": "off"}


class AddPasskeyForm(_NamedPasskey, webauthn_forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("So that you know it again in the list.")
        self.fields["passwordless"].label = _("Sign in with it alone, without a password or a code")
        self.fields["passwordless"].help_text = _("Leave it out for a security key without PIN or fingerprint.")
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(_NamedPasskey, webauthn_forms.EditWebAuthnForm):
    pass
