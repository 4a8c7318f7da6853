"""What applicants and people in search of their company fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal
from tenants import countries


def add_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Put what an action refused where it belongs: at its fields, or above the form."""
    at_fields = {name: texts for name, texts in refusal.fields.items() if name in form.fields}
    for name, texts in (at_fields or {None: [refusal.text]}).items():
        for text in texts:
            form.add_error(name, text)


class CountryField(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(choices=lambda: [("", "–"), *countries.choices()], **options)


def work_address(**attributes: Any) -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "email", **attributes})
    return forms.EmailField(label=_("Your work address"), max_length=254, widget=widget)


class ApplicationForm(forms.Form):
    company = forms.CharField(
        label=_("Name of your company"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = CountryField(label=_("Country"))
    headcount = forms.IntegerField(
        label=_("How many people work there?"), min_value=1, max_value=5_000_000, help_text=_("Roughly is fine.")
    )
    email = work_address()
    why = forms.CharField(
        label=_("Why would you like to join?"),
        max_length=2000,
        help_text=_("A sentence or two: what you would use it for, and who would try it first."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(label=_("Language we should write to you in"), choices=settings.LANGUAGES)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("initial", {"language": get_language()})
        super().__init__(*arguments, **options)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"class": "code-input", "inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}
        ),
    )

    def clean_code(self) -> str:
        """People paste spaces along with it."""
        return "".join(self.cleaned_data["code"].split())


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Your answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class FindForm(forms.Form):
    email = work_address(autofocus=True)
