"""When a status ends, in the words and on the clock of whoever sets it; and what time it is for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refusal
from people.models import User

STATUS_LENGTH = 100
LONGEST = timedelta(days=366)
NIGHT = (22, 7)  # hours; whoever writes then is told what time it is there


@dataclass(frozen=True)
class Preset:
    emoji: str
    text: str
    ends: str


def presets() -> list[Preset]:
    return [
        Preset("📅", _("In a meeting"), "1h"),
        Preset("🌴", _("On holiday"), "week"),
        Preset("👋", _("Away until Monday"), "monday"),
        Preset("🎧", _("Please do not disturb"), "30m"),
        Preset("🏠", _("Working from home"), "today"),
    ]


def checked_end(until: datetime | None) -> datetime | None:
    """An end that lies ahead, and not for ever."""
    if until is not None and not timezone.now() < until <= timezone.now() + LONGEST:
        why = _("The end must lie ahead, within a year.")
        raise Refusal("invalid", why, fields={"until": [why]})
    return until


def end_of(ends: str, person: User, day: date | None = None) -> datetime | None:
    """`30m`, `1h`, `today`, `week`, `monday`, `date` (with `day`, its last moment) or `never`, for this person."""
    here = timezone.localtime(timezone.now(), ZoneInfo(person.time_zone))
    if ends in ("30m", "1h"):
        return timezone.now() + timedelta(minutes=30 if ends == "30m" else 60)
    days = {"today": 1, "week": 7 - here.weekday(), "monday": 7 - here.weekday()}.get(ends)
    if ends == "date" and day:
        days = min((day - here.date()).days + 1, 2 * LONGEST.days)  # so far away there are no dates any more
    if days is None:
        return None
    return checked_end(datetime.combine(here.date() + timedelta(days=days), time(), here.tzinfo))


def time_there(person: User, reader: User) -> datetime | None:
    """What time it is for somebody, where the clocks differ."""
    if person.pk == reader.pk or not person.is_active:
        return None
    now = timezone.now()
    there, here = (now.astimezone(ZoneInfo(one.time_zone)) for one in (person, reader))
    return there if there.utcoffset() != here.utcoffset() else None


def is_night(there: datetime) -> bool:
    return there.hour >= NIGHT[0] or there.hour < NIGHT[1]
