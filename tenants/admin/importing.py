"""Companies from a CSV file, checked row by row before anything is written."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tenants import countries
from tenants.admin.forms import ListForm

COLUMNS = {"name", "host", "mail_domains", "admin_email", "seat_limit", "pilot_end", "language", "country", "why"}
NEEDED = {"name", "host", "mail_domains", "admin_email"}
MOST_ROWS = 1000


class Unreadable(ValueError):
    """The file is none that we can read, and why."""


@dataclass(frozen=True)
class Row:
    """`number` is the line as a spreadsheet counts it: the header is line 1."""

    number: int
    form: ListForm

    @property
    def errors(self) -> list[str]:
        """What is wrong, each with its column."""
        return [
            f"{self.form.fields[name].label}: {text}" if name in self.form.fields else text
            for name, texts in self.form.errors.items()
            for text in texts
        ]

    @property
    def shown(self) -> dict[str, str]:
        return self.form.data


def read_csv(content: bytes) -> tuple[str, list[Row]]:
    """The text and its rows, each checked by itself and against the rows above it. Raises Unreadable."""
    text = _decode(content)
    header, _sep, _rest = text.partition("\n")
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    names = [name.strip().lower() for name in reader.fieldnames or []]
    _check_columns(names)
    reader.fieldnames = names
    try:
        lines = [
            (reader.line_num, line) for line in reader if any(isinstance(v, str) and v.strip() for v in line.values())
        ]
    except csv.Error as broken:
        raise Unreadable(_("This is not a CSV file: %(problem)s") % {"problem": broken}) from None
    if len(lines) > MOST_ROWS:
        raise Unreadable(_("More than %(most)s rows. Please split the file.") % {"most": MOST_ROWS})
    return text, _rows(lines)


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("This is not a text file."))


def _check_columns(names: list[str]) -> None:
    missing, strange = sorted(NEEDED - set(names)), sorted(set(names) - COLUMNS)
    if missing:
        raise Unreadable(_("These columns are missing: %(names)s") % {"names": ", ".join(missing)})
    if strange:
        raise Unreadable(_("These columns are not known: %(names)s") % {"names": ", ".join(strange)})


def _rows(lines: list[tuple[int, dict[str, str]]]) -> list[Row]:
    rows, seen = [], dict[str, int]()
    for number, line in lines:
        data = {name: (line.get(name) or "").strip() for name in COLUMNS}
        data["language"] = data["language"].lower() or "en"
        data["country"] = countries.code_of(data["country"]) or data["country"]
        form = ListForm(data)
        if form.is_valid():
            for field, value in [("host", form.cleaned_data["host"])] + [
                ("mail_domains", domain) for domain in form.cleaned_data["mail_domains"]
            ]:
                if value in seen:
                    text = _("%(value)s stands in row %(row)s too.") % {"value": value, "row": seen[value]}
                    form.add_error(field, text)
                seen.setdefault(value, number)
        rows.append(Row(number, form))
    return rows
