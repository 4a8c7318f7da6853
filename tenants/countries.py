"""Countries by their two-letter codes, named in the reader's language."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language

NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}  # groups and placeholders in the same list


def choices() -> list[tuple[str, str]]:
    """(code, name), sorted by name as a reader of the present language expects."""
    return list(_sorted(_known(get_language())))


def country_name(code: str) -> str:
    return _names(_known(get_language())).get(code, code)


def code_of(text: str) -> str:
    """The code for a code or a name in any language of ours; empty if there is none."""
    wanted = text.strip().casefold()
    for language, _name in settings.LANGUAGES:
        for code, name in _names(language).items():
            if wanted in {code.casefold(), name.casefold()}:
                return code
    return ""


def _known(language: str | None) -> str:
    short = (language or "en").partition("-")[0]
    return short if short in dict(settings.LANGUAGES) else "en"


@cache
def _names(language: str) -> dict[str, str]:
    return {
        code: name
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }


@cache
def _sorted(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_names(language).items(), key=lambda pair: unicodedata.normalize("NFKD", pair[1]).casefold()))
