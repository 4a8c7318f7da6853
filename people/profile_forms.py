"""What stands on a profile: as its person writes it, and as HR does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal
from people import access
from people.forms import list_of_zones
from people.models import User
from people.records import KEEPABLE, phone_number
from people.skills import clean_skills


class SkillsField(forms.CharField):
    """Words parted by commas; with scripts each becomes a chip."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        try:
            return clean_skills(super().clean(value).split(","))
        except Refusal as no:
            raise forms.ValidationError(no.text) from None


class _Record(forms.Form):
    """What HR may keep for itself."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    department = forms.CharField(label=_("Department"), max_length=120, required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False, help_text=_("Town, site or shop"))
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        validators=[phone_number],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class ProfileForm(_Record):
    """What colleagues see of a person, and how the pages are shown to that person."""

    about = forms.CharField(
        label=_("About me"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "grows"}),
    )
    skills = SkillsField(
        label=_("Skills"), max_length=2_000, required=False, help_text=_("What colleagues may ask you about.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=list_of_zones)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        language = person.language or get_language() or settings.LANGUAGE_CODE
        shown = (*KEEPABLE, "about", "skills", "time_zone")
        initial = {field: getattr(person, field) for field in shown} | {"language": language}
        super().__init__(*args, initial=initial, **kwargs)
        for kept in person.kept_fields:
            self.fields[kept].disabled = True  # whatever is sent for it, what is there counts
            self.fields[kept].help_text = _("Kept by HR")

    def changes(self) -> dict[str, Any]:
        """What the person may write."""
        return {name: value for name, value in self.cleaned_data.items() if not self.fields[name].disabled}


class RecordForm(_Record):
    """What people admins write of a colleague."""

    manager = forms.CharField(
        label=_("Manager"),
        max_length=254,
        required=False,
        help_text=_("Work address or whole name; empty for nobody."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kept_fields = forms.MultipleChoiceField(
        label=_("Kept by HR"),
        required=False,
        choices=[
            ("name", _("Name")),
            ("title", _("Title")),
            ("department", _("Department")),
            ("place", _("Place")),
            ("phone", _("Phone")),
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The person sees these, and cannot change them."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        manager = person.manager
        initial = {field: getattr(person, field) for field in (*KEEPABLE, "kept_fields")}
        initial["manager"] = (manager.email or str(manager)) if manager else ""
        super().__init__(*args, initial=initial, label_suffix="", **kwargs)
        self.person = person

    def clean_manager(self) -> User | None:
        text = self.cleaned_data["manager"].strip()
        if text == self.initial["manager"]:
            return self.person.manager
        try:
            return access.colleague_called(text) if text else None
        except Http404:
            raise forms.ValidationError(_("There is no such colleague.")) from None
