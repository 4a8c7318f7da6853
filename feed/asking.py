"""What a poll is made of: checked once, for all doors and for the day a put-off one goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from content.times import checked_time
from core.errors import Refusal

FEWEST, MOST = 2, 12
OPTION_LENGTH = 200


@dataclass(frozen=True, kw_only=True)
class NewPoll:
    """Options in their order and what the asker wants of them; the question is the post's text."""

    options: tuple[str, ...]
    several: bool = False
    may_add: bool = False
    hides_results: bool = False
    closes_at: datetime | None = None

    def as_data(self) -> dict[str, Any]:
        """As JSON, for a post that waits."""
        return {
            "options": list(self.options),
            "several": self.several,
            "may_add": self.may_add,
            "hides_results": self.hides_results,
            "closes_at": self.closes_at.isoformat() if self.closes_at else None,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> NewPoll:
        closes = data.get("closes_at")
        return cls(
            options=tuple(data["options"]),
            several=data["several"],
            may_add=data["may_add"],
            hides_results=data["hides_results"],
            closes_at=datetime.fromisoformat(closes) if closes else None,
        )


def checked_poll(poll: NewPoll, *, begins: datetime | None = None) -> NewPoll:
    """The same with tidy options; refused where it asks nothing. `begins`: when a put-off one will be asked."""
    options = tuple(tidy for tidy in map(_tidy, poll.options) if tidy)
    if len(options) < FEWEST:
        raise no_option(_("A poll needs at least two options."))
    if len(options) > MOST:
        raise no_option(_("A poll has at most %(most)s options.") % {"most": MOST})
    for place, option in enumerate(options):
        checked_option(option, among=options[:place])
    if poll.closes_at is not None:
        checked_time(poll.closes_at, "closes_at")
        if begins is not None and poll.closes_at <= begins:
            why = _("The poll would be over before it is published.")
            raise Refusal("invalid", why, fields={"closes_at": [why]})
    return replace(poll, options=options)


def checked_option(text: str, *, among: Iterable[str]) -> str:
    """One option, which says something else than those that are there."""
    option = _tidy(text)
    if not option:
        raise no_option(_("Write something first."))
    if len(option) > OPTION_LENGTH:
        raise no_option(_("An option has at most %(most)s characters.") % {"most": OPTION_LENGTH})
    if option.casefold() in {other.casefold() for other in among}:
        raise no_option(_("“%(option)s” is there already.") % {"option": option})
    return option


def no_option(why: str) -> Refusal:
    return Refusal("invalid", why, fields={"options": [why]})


def _tidy(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
