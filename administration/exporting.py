"""The log as a table for other programs, a thousand lines at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, tzinfo
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from administration.access import LOG_ORDER, log_lines
from audit.models import Line
from core.rest import next_page
from core.schema import inside
from people.templatetags.devices import device
from tenants.models import Company

PART = 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_parts(company: Company, *, who: str, what: str, since: date | None, until: date | None) -> Iterator[bytes]:
    """Newest first, in the language and time zone of the request that asks.

    The answer is written when the request has put both away, so they are noted now. Each part enters the company
    by itself: who reads a stream slowly holds nothing meanwhile.
    """
    language, zone = translation.get_language() or "en", timezone.get_current_timezone()
    asked = {"who": who, "what": what, "since": since, "until": until}
    return _parts(company, asked, language, zone)


def _parts(company: Company, asked: dict[str, Any], language: str, zone: tzinfo) -> Iterator[bytes]:
    with translation.override(language):
        head = [_("When"), _("Who"), _("What"), _("On whom"), _("Details"), _("Address"), _("Device"), _("Code")]
    yield b"\xef\xbb\xbf" + _rows([head])  # the mark by which spreadsheets know UTF-8
    cursor: str | None = ""
    while cursor is not None:
        with inside(company), translation.override(language), timezone.override(zone):
            page, cursor = next_page(log_lines(**asked), by=LOG_ORDER, descending=True, cursor=cursor, most=PART)
            part = _rows([_row(line) for line in page])
        yield part


def _row(line: Line) -> list[str]:
    return [
        timezone.localtime(line.at).isoformat(timespec="seconds"),
        line.who_name,
        line.words,
        line.on_whom_name,
        json.dumps(line.detail, ensure_ascii=False) if line.detail else "",
        line.address or "",
        device(line.device) if line.device else "",
        line.what,
    ]


def _rows(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def harmless(cell: object) -> str:
    """A spreadsheet takes a cell that begins so for a formula; an apostrophe before it makes it text again."""
    text = str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
