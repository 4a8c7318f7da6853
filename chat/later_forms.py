"""What people fill in on the pages beside Work Chat."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from chat.models import MOST_CHARACTERS
from content.clock import MINUTES, Clock


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
