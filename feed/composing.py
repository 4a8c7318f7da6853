"""What the composer asks, read from what a page sent: where, what stands with the words, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.errors import NotAllowed
from feed.access import place_to_post_in
from feed.asking import NewPoll
from feed.forms import PostForm
from feed.inviting import NewEvent, checked_zone, on_clock_of, wrong
from feed.serializers_parts import NOT_BOTH
from groups.models import Group
from people.models import User

PROFILE = "me"


@dataclass(frozen=True)
class Place:
    """One place to post in, as the composer offers it."""

    value: str
    name: str
    chosen: bool


def places_of(groups: list[Group], chosen: str) -> list[Place]:
    """The person's own profile and the groups that take their posts; without a choice, the first group."""
    open_ones = [group for group in groups if group.is_mine_to_post_in]
    chosen = chosen or (str(open_ones[0].pk) if open_ones else PROFILE)
    of_groups = [Place(str(group.pk), str(group), str(group.pk) == chosen) for group in open_ones]
    return [*of_groups, Place(PROFILE, _("Your profile"), chosen == PROFILE)]


def place_chosen(person: User, chosen: str) -> Group | None:
    """The same for a page, which keeps the text: a group one was just taken out of is said as clearly as one that
    never was, and in the same words."""
    try:
        return place_to_post_in(person, chosen)
    except Http404:
        why = _("You are not in this group any more, or it is gone. Your text is kept: choose another place.")
        raise NotAllowed("not_there", why, fields={"group": [why]}) from None


def poll_in(form: PostForm, person: User) -> NewPoll | None:
    sent = form.cleaned_data
    if not sent["with_poll"]:
        return None
    if sent["with_event"]:
        raise wrong("title", str(NOT_BOTH))
    return NewPoll(
        options=tuple(form.data.getlist("options")),
        several=sent["several"],
        may_add=sent["may_add"],
        hides_results=sent["hides_results"],
        closes_at=moment_in(sent["closes_at"], person.time_zone, "closes_at") if sent["closes_at"] else None,
    )


def event_in(form: PostForm, person: User) -> NewEvent | None:
    return event_of(form.cleaned_data, person.time_zone) if form.cleaned_data["with_event"] else None


def event_of(sent: dict[str, str], zone: str) -> NewEvent:
    """An event as it was filled in; `zone` is meant where none was."""
    zone = checked_zone(sent.get("zone") or zone)
    return NewEvent(
        title=sent.get("title") or "",
        begins_at=moment_in(sent.get("begins_at") or "", zone, "begins_at"),
        ends_at=moment_in(sent.get("ends_at") or "", zone, "ends_at"),
        zone=zone,
        place=sent.get("place") or "",
    )


def time_in(form: PostForm, person: User) -> datetime | None:
    """When it shall come out: one of the times that were offered, or another one; None for now."""
    sent = form.cleaned_data
    if not sent["with_later"]:
        return None
    chosen = sent["send_at"] if sent["at"] in ("", "other") else sent["at"]
    return moment_in(chosen, person.time_zone, "send_at")


def days_in(form: PostForm) -> int | None:
    """So long it stands on top; None for an ordinary post. What is no number is refused as one that is too small."""
    sent = form.cleaned_data
    if not sent["with_important"]:
        return None
    days = sent.get("important_days", "")
    return int(days) if days.isascii() and days.isdigit() else 0


def moment_in(text: str, zone: str, field: str) -> datetime:
    try:
        at = parse_datetime(text.strip()[:40])
    except ValueError:
        at = None
    if at is None or not 1971 < at.year < 9000:
        raise wrong(field, _("Choose a day and a time."))
    return on_clock_of(zone, at, field)


def on_clock(at: datetime, zone: str) -> str:
    """A moment for a field of the browser's picker."""
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")
