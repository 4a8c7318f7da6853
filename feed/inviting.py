"""What an event is made of: title, when, where; and times as somebody types them on the clock of a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refusal

TITLE_LENGTH, PLACE_LENGTH = 160, 200
FURTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """`zone` is where it was planned; both times are exact."""

    title: str
    begins_at: datetime
    ends_at: datetime
    zone: str
    place: str = ""

    def as_data(self) -> dict[str, Any]:
        """As JSON, for a post that waits."""
        times = {"begins_at": self.begins_at.isoformat(), "ends_at": self.ends_at.isoformat()}
        return {"title": self.title, **times, "zone": self.zone, "place": self.place}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> NewEvent:
        times = {name: datetime.fromisoformat(data[name]) for name in ("begins_at", "ends_at")}
        return cls(title=data["title"], zone=data["zone"], place=data["place"], **times)


def checked_event(event: NewEvent) -> NewEvent:
    """The same with tidy words; refused where it can't take place as it stands."""
    title, place = _tidy(event.title), _tidy(event.place)
    if not title:
        raise wrong("title", _("Give the event a title."))
    for name, text, most in (("title", title, TITLE_LENGTH), ("place", place, PLACE_LENGTH)):
        if len(text) > most:
            raise wrong(name, _("At most %(most)s characters.") % {"most": most})
    checked_zone(event.zone)
    if event.ends_at <= event.begins_at:
        raise wrong("ends_at", _("It ends before it begins."))
    now = timezone.now()
    if event.ends_at <= now:
        raise wrong("ends_at", _("This time is over. Choose one that lies ahead."))
    if event.begins_at > now + FURTHEST:
        raise wrong("begins_at", _("Choose a time within five years."))
    return replace(event, title=title, place=place)


def checked_zone(name: str) -> str:
    if name not in available_timezones():
        raise wrong("zone", _("No such time zone. Write it as “Europe/Paris”."))
    return name


def on_clock_of(zone: str, at: datetime, field: str) -> datetime:
    """The exact moment of a time on the clock of a zone. An hour that comes twice means the first time; one that
    the change to summer time leaves out is refused, since nobody could come then."""
    if timezone.is_aware(at):
        return at
    there = at.replace(tzinfo=ZoneInfo(checked_zone(zone)))
    if there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) != at:
        raise wrong(field, _("This time does not exist there: the clocks go forward."))
    return there.astimezone(UTC)


def wrong(field: str, why: str) -> Refusal:
    return Refusal("invalid", why, fields={field: [why]})


def _tidy(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
