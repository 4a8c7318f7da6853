"""What pages send. Lengths and emptiness are the actions' business, for all doors the same."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.clock import MINUTES, Clock
from feed.asking import MOST
from feed.inviting import PLACE_LENGTH, TITLE_LENGTH
from feed.marking import MOST_DAYS
from feed.words_marks import days_in_words


class WritingForm(forms.Form):
    """A text, and what makes a second click on the button the same as the first."""

    text = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    client_id = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, about: object = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.initial.setdefault("client_id", uuid.uuid4().hex)

    def clean_client_id(self) -> str:
        """Of the page, of what the form is about and of the text: all forms of a page may carry one id, and a page
        that the back button brings back may send another text."""
        given = self.cleaned_data["client_id"] or uuid.uuid4().hex
        return f"{given}-{hashlib.sha256(f'{self.about} {self.said()}'.encode()).hexdigest()[:24]}"

    def said(self) -> str:
        """All that makes this one another than the next."""
        return self.data.get("text", "").strip().replace("\r\n", "\n")


class PostForm(WritingForm):
    """The composer: where, what, with what, and when. `files_sent` are ids of files that are there already, kept over
    an error. Times are as they were typed: on whose clock, and whether they can be, is decided by `composing`."""

    group = forms.CharField(max_length=20, required=False)
    with_poll = forms.BooleanField(required=False)
    options = forms.CharField(required=False)  # each of them; a name of its own, so that an error finds its place
    several = forms.BooleanField(required=False)
    may_add = forms.BooleanField(required=False)
    hides_results = forms.BooleanField(required=False)
    closes_at = forms.CharField(required=False, max_length=40)
    with_event = forms.BooleanField(required=False)
    title = forms.CharField(required=False)
    begins_at = forms.CharField(required=False, max_length=40)
    ends_at = forms.CharField(required=False, max_length=40)
    zone = forms.CharField(required=False, max_length=64)
    place = forms.CharField(required=False)
    with_later = forms.BooleanField(required=False)
    at = forms.CharField(required=False, max_length=40)
    send_at = forms.CharField(required=False, max_length=40)
    with_important = forms.BooleanField(required=False)
    important_days = forms.CharField(required=False, max_length=3)
    files_sent: Sequence[str] = ()

    no_options = ("",) * MOST

    @property
    def options_typed(self) -> list[str]:
        """As many fields as a poll may have options, with what stands in them."""
        typed = [text for text in self.data.getlist("options") if text.strip()] if self.is_bound else []
        return (typed + [""] * MOST)[: max(MOST, len(typed))]

    def said(self) -> str:
        with_it = [
            self.data.getlist(name)
            for name in ("files", "options", "title", "begins_at", "at", "send_at", "with_important")
        ]
        carried = [file.name for file in self.files.getlist("upload")] if self.files else []
        return f"{super().said()} {with_it} {carried}"


class EventForm(forms.Form):
    """An event that is changed, on a page of its own."""

    title = forms.CharField(label=pgettext_lazy("event", "Title"), max_length=TITLE_LENGTH)
    begins_at = forms.CharField(label=_("Begins"), max_length=40, widget=Clock)
    ends_at = forms.CharField(label=_("Ends"), max_length=40, widget=Clock)
    zone = forms.CharField(label=_("Time zone"), max_length=64)
    place = forms.CharField(label=_("Place"), required=False, max_length=PLACE_LENGTH)


class ScheduledPostForm(forms.Form):
    """A post to come: other words, another time or place. `composing` says whether the place takes it."""

    group = forms.CharField(label=_("Post in"), max_length=20, widget=forms.Select)
    text = forms.CharField(label=_("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 4}))
    at = forms.DateTimeField(label=_("Day and time"), widget=Clock, input_formats=[MINUTES, f"{MINUTES}:%S"])
    important_days = forms.TypedChoiceField(
        label=pgettext_lazy("post", "Important"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], may_be_important: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].widget.choices = places
        if may_be_important:
            self.fields["important_days"].choices = [("", _("No")), *days_in_words(range(1, MOST_DAYS + 1))]
        else:
            del self.fields["important_days"]


class CommentForm(WritingForm):
    pass
