"""What a company's admins fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from administration.proof import BOXES
from audit import words
from people.models import User
from tenants.models import Company
from tenants.models.companies import GROUP_KINDS


class GeneralForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the company"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    colour = forms.CharField(
        label=_("Colour"),
        max_length=7,
        help_text=_("Buttons, links and your own bubbles wear it, in shades that can be read."),
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("For mails and for who has not chosen one. Each person’s own choice comes first."),
    )

    @staticmethod
    def initial_of(company: Company) -> dict[str, str]:
        return {"name": company.name, "colour": company.colour, "language": company.language}

    def clean_colour(self) -> str:
        return self.cleaned_data["colour"].lower()


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Logo"),
        widget=forms.FileInput(
            attrs={"accept": "image/png,image/jpeg,image/webp,image/avif,image/gif", "aria-label": _("Logo")}
        ),
    )


class DomainForm(forms.Form):
    domain = forms.CharField(
        label=_("Mail domain"),
        max_length=254,
        help_text=_("What stands behind the @ in your people’s addresses, such as brema.example."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false", "inputmode": "url"}
        ),
    )


class BoxForm(forms.Form):
    box = forms.ChoiceField(label=_("Send the code to"))

    def __init__(self, *args: Any, domain: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["box"].choices = [(box, f"{box}@{domain}") for box in BOXES]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"class": "code-input", "inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}
        ),
    )


class SignUpForm(forms.Form):
    sign_up = forms.ChoiceField(choices=Company.SignUp.choices, widget=forms.RadioSelect)


class SecondFactorForm(forms.Form):
    second_factor_required = forms.BooleanField(required=False)


class GroupMakingForm(forms.Form):
    group_makers = forms.ChoiceField(choices=Company.GroupMakers.choices)
    group_kinds = forms.MultipleChoiceField(choices=[(kind, kind) for kind in GROUP_KINDS], required=False)


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=User.Role.choices, widget=forms.RadioSelect)


class PeopleFilter(forms.Form):
    """Of a list: what does not fit is as if it was not asked."""

    q = forms.CharField(required=False, max_length=100)
    role = forms.ChoiceField(required=False, label=_("Role"), choices=[("", _("All roles")), *User.Role.choices])
    state = forms.ChoiceField(
        required=False,
        label=_("State"),
        choices=[
            ("", _("Here and gone")),
            ("here", pgettext_lazy("people", "Here")),
            ("left", _("Left")),
            ("gap", _("Manager has left")),
        ],
    )

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "").replace("\0", "") for name in self.fields}


class LogFilter(forms.Form):
    who = forms.CharField(required=False, max_length=100, label=_("Who, or on whom"))
    what = forms.ChoiceField(required=False, label=_("What"), choices=lambda: [("", _("Everything")), *words.choices()])
    since = forms.DateField(required=False, label=_("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(required=False, label=_("To"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        found = {name: self.cleaned_data.get(name) for name in self.fields}
        return {**found, "who": (found["who"] or "").replace("\0", ""), "what": found["what"] or ""}
