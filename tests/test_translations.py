"""French is complete: each string of ours stands in the catalogue, translated, with its placeholders."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation import gettext
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    **dict.fromkeys(["gettext", "gettext_lazy", "gettext_noop", "translate"], None),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}
PLACES = re.compile(r"%\((\w+)\)|{(\w+)}|%[sd]")
QUOTED = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
CALL = re.compile(rf"\b(?:n?p?gettext|_)\((?:[^()'\"]|{QUOTED})*\)")
ASCII_TYPOGRAPHY = re.compile(r"\w'\w| [:;?!»]|« |\w[;?!»]|«\w|\.\.\.")
NOT_OURS = {"tests", ".venv", ".standalone", "bench", "staticfiles"}


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted([*ROOT.rglob("*.py"), *(ROOT / "templates").rglob("*.html"), *ROOT.rglob("templates/**/*.txt")]):
        where = path.relative_to(ROOT)
        if not NOT_OURS & set(where.parts) and "migrations" not in where.parts:
            text = path.read_text()
            yield where, text if path.suffix == ".py" else said_by(text, where)


def said_by(template: str, where: Path) -> str:
    """Only the calls: what Django makes of the rest of a template is no Python."""
    return "\n".join(CALL.findall(templatize(template, origin=str(where))))


@cache
def wanted() -> dict[tuple[str | None, str], Path]:
    """(context, msgid) → a file that says it. `%%` is how `{% translate %}` asks for a percent sign, also of Django."""
    found: dict[tuple[str | None, str], Path] = {}
    for where, text in sources():
        for _line, function, messages, _comments in extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {}):
            words = messages if isinstance(messages, tuple) else (messages,)
            context = words[0] if "pgettext" in str(function) else None
            msgid = words[1] if context else words[0]
            if msgid:
                found[context, msgid] = where
    return found


@cache
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="fr")


def test_every_string_of_ours_is_in_french():
    missing = []
    for (context, msgid), where in wanted().items():
        message = catalogue().get(msgid, context)
        texts = [] if message is None else message.string if isinstance(message.string, tuple) else [message.string]
        if not texts or not all(texts) or message.fuzzy:
            missing.append(f"{where}: {msgid!r}")
    assert missing == [], "\n" + "\n".join(missing)


def test_the_catalogue_holds_nothing_that_nobody_says():
    idle = []
    for message in catalogue():
        msgid = message.id[0] if isinstance(message.id, tuple) else message.id
        if msgid and (message.context, msgid) not in wanted():
            idle.append(msgid)
    assert idle == [], "\n" + "\n".join(idle)


def test_a_translation_keeps_its_placeholders():
    broken = []
    for message in catalogue():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        places = set(PLACES.findall(ids[-1]))
        broken += [text for text in texts if text and not set(PLACES.findall(text)) <= places]
        if set(PLACES.findall(texts[-1])) != places:  # the singular may say "one" instead of its number
            broken.append(texts[-1])
    assert broken == []


def test_a_string_stands_in_the_catalogue_once():
    entries = re.findall(r'^(?:msgctxt (".*")\n)?msgid (".+(?:\n".*")*)', CATALOGUE.read_text(), re.MULTILINE)
    assert [entry for entry, times in Counter(entries).items() if times > 1] == []


def test_french_has_its_apostrophes_and_spaces():
    """’ and no-break spaces before : ; ? ! and inside « », or a line may begin with a lone question mark."""
    wrong = []
    for message in catalogue():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wrong += [text for text in texts if message.id and ASCII_TYPOGRAPHY.search(text)]
    assert wrong == [], "\n" + "\n".join(wrong)


def test_french_is_what_a_french_reader_gets(settings):
    from django.utils import translation

    with translation.override("fr"):
        assert gettext("Work Chat") == "Work Chat"
        assert gettext("Home") == "Accueil"
