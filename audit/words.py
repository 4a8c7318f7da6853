"""What a company reads for each `what` of its log. Each app has the words of its own acts in `log_words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_words: dict[str, Promise | str] = {}
_values: dict[str, Promise | str] = {}


def register(words: Mapping[str, Promise | str]) -> None:
    """`{"people.person_joined": _("came in"), …}`; called once for each app that has a `log_words.py`."""
    _words.update(words)


def register_values(values: Mapping[str, Promise | str]) -> None:
    """Words for what stands in details, `{"joins": _("joins at once"), …}`: `VALUES` of the same module, if any."""
    _values.update(values)


def value_of(value: str) -> str:
    return str(_values.get(value, value))


def words_of(what: str) -> str:
    """In the language that is active now; an act nobody has words for (of a later release) as it is written."""
    return str(_words.get(what, what))


def choices() -> list[tuple[str, str]]:
    """Every act there are words for, in the order of those words."""
    return sorted(((what, str(words)) for what, words in _words.items()), key=lambda row: row[1].casefold())


NAMES: dict[str, Promise] = {
    "why": _("Why"),
    "before": _("Before"),
    "after": _("After"),
    "role": _("Role"),
    "way": _("Way"),
    "devices": _("Devices"),
    "filter": _("Filter"),
    "who": _("Who"),
    "what": _("What"),
    "since": _("From"),
    "until": _("To"),
    "name": _("Name"),
    "colour": _("Colour"),
    "language": _("Language"),
    "sign_up": _("Sign-up"),
    "second_factor_required": _("Second factor"),
    "group_makers": _("Who may make groups"),
    "group_kinds": _("Kinds of groups"),
}


def name_of(detail: str) -> str:
    """A detail's name as people read it; those of programs as they are written."""
    return str(NAMES.get(detail, detail))
