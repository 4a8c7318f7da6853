"""What Work Chat puts at people's bells beside messages: what could not be sent, and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chat.later import scheduled_of
from chat.models import MOST_MEMBERS, ScheduledMessage, Thread
from chat.reporting import own_reports, reports_for
from notifications.kinds import PUSH, Kind, Shown, actors_of, names
from notifications.models import Notification
from people.models import User

QUOTED = 300  # characters


def show_failed(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """As long as it waits for a decision."""
    found = scheduled_of(reader).filter(state=ScheduledMessage.State.FAILED).in_bulk([row.about_id for row in rows])
    link = reverse("chat:later")
    return {
        row.pk: Shown(
            text=_("A message of yours could not be sent: %(why)s") % {"why": found[row.about_id].why},
            quote=found[row.about_id].text[:QUOTED],
            link=link,
        )
        for row in rows
        if row.about_id in found
    }


def show_reported(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """As long as it is open, to those who may look at it. It names nobody: a bell is seen over shoulders."""
    found = reports_for(reader).in_bulk([row.about_id for row in rows])
    return {
        row.pk: Shown(
            text=_("Somebody reported messages in Work Chat"),
            quote=found[row.about_id].get_reason_display(),
            link=reverse("chat:report", args=[row.about_id]),
        )
        for row in rows
        if row.about_id in found
    }


def show_closed(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    found = own_reports(reader, [row.about_id for row in rows])
    return {
        row.pk: Shown(
            text=_("Your report about %(who)s was looked at") % {"who": found[row.about_id].person},
            who=str(found[row.about_id].person),
            quote=found[row.about_id].answer[:QUOTED],
            link=reverse("chat:own_report", args=[row.about_id]),
        )
        for row in rows
        if row.about_id in found
    }


def show_full(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """To who looks after a group's conversation, as long as there is no room in it."""
    mine = Thread.objects.visible_to(reader).filter(member_count__gte=MOST_MEMBERS)
    found = mine.in_bulk([row.about_id for row in rows])
    people = actors_of([row for row in rows if row.about_id in found])
    return {
        row.pk: Shown(
            text=_("There is no room in %(thread)s for %(who)s: it has %(most)s people.")
            % {"thread": found[row.about_id].name, "who": names(row, people), "most": MOST_MEMBERS},
            link=reverse("chat:thread", args=[row.about_id]),
        )
        for row in rows
        if row.about_id in found
    }


SCHEDULED_FAILED = Kind(
    name="chat.scheduled_failed",
    label=gettext_lazy("Messages to be sent later that could not be sent"),
    icon="warning",
    show=show_failed,
    channels=frozenset({PUSH}),
)
REPORTED = Kind(
    name="chat.reported",
    label=gettext_lazy("Reported messages, for reviewers"),
    icon="shield",
    show=show_reported,
    channels=frozenset({PUSH}),
)
REPORT_CLOSED = Kind(
    name="chat.report_closed",
    label=gettext_lazy("Answers to what you reported"),
    icon="shield",
    show=show_closed,
    channels=frozenset({PUSH}),
)
FULL = Kind(
    name="chat.thread_full",
    label=gettext_lazy("Conversations of your groups that are full"),
    icon="groups",
    show=show_full,
)
KINDS = (SCHEDULED_FAILED, REPORTED, REPORT_CLOSED, FULL)
