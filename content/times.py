"""When something may happen later: what people are offered, on their own clock and on a colleague's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import Refusal
from people.models import User

LONGEST = timedelta(days=366)
MORNING, EVENING = time(9), time(18)
EVENING_OFFERED = timedelta(minutes=30)  # nobody is offered an evening that has begun


@dataclass(frozen=True)
class Choice:
    """One time that is offered: `there` is the same moment on a colleague's clock, where that shows another time."""

    name: str
    at: datetime
    there: datetime | None = None

    @property
    def there_text(self) -> str:
        return clock_there(self.there, self.at)


def choices_to_send(person: User, partner: User | None = None) -> list[Choice]:
    """When a message may go out; to a partner in another zone also at nine of their morning."""
    now = _minute(timezone.now())
    found = [(_("In an hour"), now + timedelta(hours=1))]
    evening = _on_clock(now, person, EVENING)
    if evening - now >= EVENING_OFFERED:
        found.append((_("This evening"), evening))
    found.append((_("Tomorrow morning"), _on_clock(now, person, MORNING, days=1)))
    if partner and differs(person, partner, now):
        found.append((_("Tomorrow morning, their time"), _on_clock(now, partner, MORNING, days=1)))
    return [Choice(name, at, on_their_clock(at, person, partner)) for name, at in found]


def choices_to_publish(person: User) -> list[Choice]:
    """When a post may come out: moments that stay ahead while one writes, so none of the next minutes."""
    now = _minute(timezone.now())
    evening, tomorrow = _on_clock(now, person, EVENING), _on_clock(now, person, MORNING, days=1)
    found = [Choice(_("This evening"), evening)] if evening - now >= EVENING_OFFERED else []
    found.append(Choice(_("Tomorrow morning"), tomorrow))
    if tomorrow.weekday() not in (0, 1):
        found.append(Choice(_("Monday morning"), _on_clock(now, person, MORNING, days=8 - tomorrow.weekday())))
    return found


def choices_to_remind(person: User) -> list[Choice]:
    now = _minute(timezone.now())
    return [
        Choice(_("In 20 minutes"), now + timedelta(minutes=20)),
        Choice(_("In an hour"), now + timedelta(hours=1)),
        Choice(_("In 3 hours"), now + timedelta(hours=3)),
        Choice(_("Tomorrow morning"), _on_clock(now, person, MORNING, days=1)),
    ]


def on_their_clock(at: datetime, person: User, partner: User | None) -> datetime | None:
    """The moment as the partner's clock shows it, where it shows another time than the person's."""
    return at.astimezone(ZoneInfo(partner.time_zone)) if partner and differs(person, partner, at) else None


def clock_there(there: datetime | None, at: datetime) -> str:
    """Their time, with the day where it is another one than the reader's."""
    if there is None:
        return ""
    here = timezone.localtime(at)
    return date_format(there, "H:i" if there.date() == here.date() else "D j M, H:i", use_l10n=False)


def differs(person: User, partner: User, at: datetime) -> bool:
    """Whether their clocks differ at that moment: zones that agree in winter may not in summer."""
    here, there = (at.astimezone(ZoneInfo(one.time_zone)) for one in (person, partner))
    return here.utcoffset() != there.utcoffset()


def checked_time(at: datetime, field: str) -> datetime:
    """A moment that lies ahead, and not further than a year."""
    now = timezone.now()
    if at <= now:
        raise _no(_("This time is over. Choose one that lies ahead."), field)
    if at > now + LONGEST:
        raise _no(_("Choose a time within a year."), field)
    return at


def _on_clock(now: datetime, person: User, at: time, days: int = 0) -> datetime:
    """That time of a day on the person's clock, whatever happens to the clock until then."""
    zone = ZoneInfo(person.time_zone)
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=days), at, zone)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _no(why: str, field: str) -> Refusal:
    return Refusal("invalid", why, fields={field: [why]})
