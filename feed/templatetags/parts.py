"""Polls and events of posts, and what the composer offers, in templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.times import Choice, choices_to_publish
from feed.asking import MOST
from feed.composing import Place, on_clock, places_of
from feed.marking import MOST_DAYS
from feed.models import Poll, PollOption, Post, Rsvp
from feed.words_marks import days_in_words
from groups.models import Group
from people.models import User

register = template.Library()


@dataclass(frozen=True)
class OptionShown:
    row: PollOption
    mine: bool
    count: int | None  # None: hidden as yet
    part: int  # of a hundred: of those who voted


@dataclass(frozen=True)
class PollShown:
    """A poll as one reader sees it, or everybody where there is none."""

    poll: Poll
    options: list[OptionShown]
    voted: bool
    shows: bool
    closed: bool
    has_room: bool


@register.simple_tag(takes_context=True)
def poll_shown(context: template.Context, post: Post) -> PollShown:
    poll, reader = post.poll, context.get("viewer")
    rows = list(poll.options.all())
    mine = {row.pk for row in rows if reader and getattr(row, "mine", False)}
    shows = poll.shows_results(voted=bool(mine))
    options = [
        OptionShown(
            row=row,
            mine=row.pk in mine,
            count=row.vote_count if shows else None,
            part=round(100 * row.vote_count / poll.voter_count) if shows and poll.voter_count else 0,
        )
        for row in rows
    ]
    return PollShown(
        poll=poll,
        options=options,
        voted=bool(mine),
        shows=shows,
        closed=poll.is_closed,
        has_room=not poll.is_closed and len(rows) < MOST,
    )


@register.simple_tag(takes_context=True)
def answers_shown(context: template.Context, post: Post) -> list[dict[str, Any]]:
    """What one may say to an event; the reader's own answer is marked, in a fragment for everybody none."""
    mine = post.event.my_answer if context.get("viewer") else None
    icons = {Rsvp.Answer.YES: "check", Rsvp.Answer.MAYBE: "help", Rsvp.Answer.NO: "close"}
    return [
        {"value": answer.value, "label": answer.label, "icon": icons[answer], "mine": answer == mine}
        for answer in Rsvp.Answer
    ]


@register.simple_tag(takes_context=True)
def span(context: template.Context, begins: datetime, ends: datetime) -> SafeString:
    """From when to when, on the reader's clock; empty in a fragment for everybody, whose pages fill it in."""
    text = ""
    if context.get("viewer"):
        here, there = timezone.localtime(begins), timezone.localtime(ends)
        end = date_format(there, "H:i" if here.date() == there.date() else "D j M, H:i")
        text = f"{date_format(here, 'l j F Y, H:i')} – {end}"
    return format_html(
        '<time datetime="{}" data-ends="{}" data-moment>{}</time>', begins.isoformat(), ends.isoformat(), text
    )


@register.simple_tag(takes_context=True)
def until(context: template.Context, at: datetime) -> SafeString:
    """A day and time to come, on the reader's clock."""
    text = date_format(timezone.localtime(at), "D j M, H:i") if context.get("viewer") else ""
    return format_html('<time datetime="{}" data-until data-moment>{}</time>', at.isoformat(), text)


@register.simple_tag(takes_context=True)
def day_of(context: template.Context, at: datetime) -> SafeString:
    """A leaf of a calendar: month and day."""
    here = timezone.localtime(at) if context.get("viewer") else None
    return format_html(
        '<time class="event__leaf" datetime="{}" data-moment aria-hidden="true">'
        "<span data-month>{}</span><b data-date>{}</b></time>",
        at.isoformat(),
        date_format(here, "M") if here else "",
        date_format(here, "j") if here else "",
    )


@register.simple_tag(takes_context=True)
def on_its_clock(context: template.Context, post: Post) -> SafeString:
    """What the clock shows where it was planned, where that is another time than the reader's."""
    event, viewer = post.event, context.get("viewer")
    text = ""
    if viewer:
        there = on_clock(event.begins_at, event.zone)
        here = timezone.localtime(event.begins_at).strftime("%Y-%m-%dT%H:%M")
        text = "" if there == here else f"{there[11:]} · {event.zone}"
    return format_html(
        '<time class="event__there" datetime="{}" data-there="{}" data-moment{}>{}</time>',
        event.begins_at.isoformat(),
        event.zone,
        "" if text else SafeString(" hidden"),
        text,
    )


@register.simple_tag
def places(groups: list[Group], form: Any) -> list[Place]:
    return places_of(groups, form.data.get("group", "") if form.is_bound else "")


@register.simple_tag
def days_to_ask(form: Any) -> list[Place]:
    """How long a new post may stand on top: three days, unless one chose."""
    chosen = (form.data.get("important_days") if form.is_bound else "") or "3"
    return [Place(str(n), name, str(n) == chosen) for n, name in days_in_words(range(1, MOST_DAYS + 1))]


@register.simple_tag
def times_to_publish(person: User) -> tuple[Choice, ...]:
    return tuple(choices_to_publish(person))
