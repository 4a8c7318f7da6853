"""What people fill in on the pages beside Work Chat."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.models import MOST_CHARACTERS

MINUTES = "%Y-%m-%dT%H:%M"


class Clock(forms.DateTimeInput):
    """The browser's own picker, on the person's clock."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=MINUTES)


class WhenForm(forms.Form):
    at = forms.DateTimeField(label=_("Day and time"), widget=Clock, input_formats=[MINUTES, f"{MINUTES}:%S"])


class ScheduledForm(WhenForm):
    text = forms.CharField(
        label=_("Message"), required=False, max_length=MOST_CHARACTERS, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["text", "at"]


class CloseReportForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer to who reported"),
        max_length=1000,
        help_text=_("Say in plain words what you decided. They read it; the person they reported does not."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    remove = forms.BooleanField(label=_("Remove these messages for everybody"), required=False)


def on_the_clock(at: object) -> str:
    """A moment for a field of the browser's picker."""
    return timezone.localtime(at).strftime(MINUTES)  # type: ignore[arg-type]
