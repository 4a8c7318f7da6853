"""Days and times that people fill in: the browser's own picker, on the person's clock."""

from __future__ import annotations

from django import forms

MINUTES = "%Y-%m-%dT%H:%M"


class Clock(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=MINUTES)
