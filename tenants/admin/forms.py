"""What operators fill in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal
from tenants.actions.applications import PILOT_DAYS
from tenants.forms import CountryField
from tenants.host_names import free_host
from tenants.mail_domains import free_domain
from tenants.models import Company

TEXT = {"class": "vTextField"}


def default_pilot_end() -> Any:
    return timezone.localdate() + timedelta(days=PILOT_DAYS)


def why_field(**options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
    return forms.CharField(label=_("Why"), max_length=2000, widget=widget, **options)


def seat_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Seat limit"), min_value=1, max_value=5_000_000, required=False, help_text=_("Empty: no limit.")
    )


def pilot_end_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        label=_("End of the pilot"),
        required=False,
        widget=AdminDateWidget,
        help_text=_("The last day. Admins and operators are told 14, 3 and 0 days before; then it is suspended."),
        **options,
    )


class TermsForm(forms.Form):
    """What a company is listed with, and what can be changed later."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs=TEXT))
    seat_limit = seat_field()
    pilot_end = pilot_end_field(initial=default_pilot_end)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    country = CountryField(label=_("Country"), required=False)


class ListForm(TermsForm):
    """A company by hand, by a row of a CSV file, or out of an application."""

    host = forms.CharField(
        label=_("Host"),
        max_length=253,
        help_text=_("One word, which stands before .%(host)s, or a full host name.") % {"host": settings.PUBLIC_HOST},
        widget=forms.TextInput(attrs=TEXT),
    )
    mail_domains = forms.CharField(
        label=_("Mail domains"),
        max_length=2000,
        help_text=_("One or more, with a space between them."),
        widget=forms.TextInput(attrs=TEXT),
    )
    admin_email = forms.EmailField(
        label=_("First admin's address"),
        help_text=_("Gets the link that lives seven days."),
        widget=forms.EmailInput(attrs=TEXT),
    )
    why = why_field(required=False)
    field_order = (
        "name",
        "host",
        "mail_domains",
        "admin_email",
        "seat_limit",
        "pilot_end",
        "language",
        "country",
        "why",
    )

    def clean_host(self) -> str:
        return checked(free_host, self.cleaned_data["host"])

    def clean_mail_domains(self) -> list[str]:
        words = filter(None, re.split(r"[\s,;]+", self.cleaned_data["mail_domains"]))
        return list(dict.fromkeys(checked(free_domain, word) for word in words))

    def clean_pilot_end(self) -> Any:
        end = self.cleaned_data["pilot_end"]
        if end and end < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return end


class ListApplicationForm(ListForm):
    """The applicant's address and country stand in the application."""

    admin_email = None
    country = None
    why = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["pilot_end"].help_text = ""


class AskForm(forms.Form):
    question = forms.CharField(
        label=_("Question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, as the applicant reads it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )


class WhyForm(forms.Form):
    why = why_field()


class NoForm(forms.Form):
    """Nothing to fill in: the button is all there is."""


class SuspendForm(forms.Form):
    shown = forms.CharField(
        label=_("What its people read"),
        max_length=1000,
        required=False,
        help_text=_("On the page that stands in place of the network."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    why = why_field(help_text=_("For operators and for the company's own log."))


class ResumeForm(forms.Form):
    why = why_field()
    pilot_end = pilot_end_field()


class CloseForm(forms.Form):
    name = forms.CharField(label=_("Type the company's name"), max_length=120, widget=forms.TextInput(attrs=TEXT))
    why = why_field()

    def __init__(self, *arguments: Any, company: Company, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.company = company

    def clean_name(self) -> str:
        if self.cleaned_data["name"].strip() != self.company.name:
            raise forms.ValidationError(_("This is not its name."))
        return self.cleaned_data["name"]


class EditForm(TermsForm):
    why = why_field(required=False)


class AdminAddressForm(forms.Form):
    email = forms.EmailField(label=_("Address"), widget=forms.EmailInput(attrs=TEXT))
    why = why_field(required=False)


class DomainForm(forms.Form):
    domain = forms.CharField(label=_("Mail domain"), max_length=253, widget=forms.TextInput(attrs=TEXT))
    why = why_field(required=False)


class ImportForm(forms.Form):
    file = forms.FileField(label=_("CSV file"), help_text=_("With a first line that names the columns."))


class ImportTextForm(forms.Form):
    """The second step carries the text along, so that nothing is kept of a dry run."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=1_000_000, strip=False)


def checked(check: Any, value: str) -> str:
    try:
        return check(value)
    except Refusal as refusal:
        raise forms.ValidationError(refusal.text, code=refusal.code) from None
