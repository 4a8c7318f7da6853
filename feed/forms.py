"""What pages send. Lengths and emptiness are the actions' business, for all doors the same."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms


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
        text = self.data.get("text", "").strip().replace("\r\n", "\n")
        return f"{given}-{hashlib.sha256(f'{self.about} {text}'.encode()).hexdigest()[:24]}"


class PostForm(WritingForm):
    """`files_sent` are ids of files that are there already, kept over an error."""

    group = forms.CharField(max_length=20)
    files_sent: Sequence[str] = ()


class CommentForm(WritingForm):
    pass
