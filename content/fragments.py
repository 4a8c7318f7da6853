"""Files as HTML for pages: one text for all who may see it, whatever their language and clock."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone, translation

from content.models import File


def file_html(file: File) -> str:
    """One file, to stand where its placeholder stood."""
    with translation.override(None), timezone.override("UTC"):
        return render_to_string("content/_file.html", {"file": file})
