"""Reporting messages, looking at what was reported, and closing it with an answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from chat.actions.peace import block
from chat.events import MessageDeleted
from chat.fragments import message_html
from chat.models import Member, Message, Report, ReportedMessage, Thread
from chat.notices import REPORT_CLOSED, REPORTED
from chat.reporting import reviewers_of
from chat.serializers import message_data
from core.errors import Conflict, Refusal
from notifications.actions import forget, notify
from people.models import User
from realtime.publish import publish


@transaction.atomic
def report(
    *,
    reporter: User,
    thread: Thread,
    messages: Sequence[Message],
    reason: str,
    note: str = "",
    also_block: bool = False,
) -> Report:
    """Ask the company's reviewers to look at these messages of one person, as they stand now."""
    person = messages[0].author
    row = Report.objects.create(reporter=reporter, person=person, thread=thread, reason=reason, note=note.strip())
    ReportedMessage.objects.bulk_create(
        [
            ReportedMessage(report=row, message=message, text=message.text, said_at=message.created_at)
            for message in messages
        ]
    )
    if also_block:
        block(blocker=reporter, person=person)
    notify(kind=REPORTED, people=reviewers_of(person.pk) - {reporter.pk}, about=row)
    return row


@transaction.atomic
def note_report_read(*, report: Report, by: User) -> None:
    """A reviewer looks at what others wrote to each other: that stands in the company's log."""
    record(who=by, what="chat.report_read", on_whom=report.person, report=str(report.pk))


@transaction.atomic
def close_report(*, report: Report, by: User, answer: str, remove: bool = False) -> Report:
    """Close it with an answer to who reported; with `remove`, its messages go for everybody."""
    answer = answer.strip()
    if not answer:
        why = _("Say in a sentence what you decided.")
        raise Refusal("invalid", why, fields={"answer": [why]})
    closed = Report.objects.filter(pk=report.pk, state=Report.State.OPEN).update(
        state=Report.State.CLOSED, closed_at=timezone.now(), closed_by=by, answer=answer
    )
    if not closed:
        raise Conflict("closed", _("Somebody else closed this report meanwhile."))
    removed = _take_away(report, by) if remove else 0
    record(who=by, what="chat.report_closed", on_whom=report.person, report=str(report.pk), removed=removed)
    report.refresh_from_db(fields=["state", "closed_at", "closed_by", "answer"])
    forget(about=report)
    notify(kind=REPORT_CLOSED, people=[report.reporter_id], about=report)
    return report


def _take_away(report: Report, by: User) -> int:
    """Each of its messages becomes a stub, whoever is in the thread now."""
    wanted = Message.objects.filter(pk__in=report.messages.values("message"), deleted_at=None)
    removed = 0
    for message in wanted.shown().select_related("thread").order_by("seq"):
        removed += take_message_away(message=message, by=by)
    return removed


@transaction.atomic
def take_message_away(*, message: Message, by: User) -> bool:
    """Remove somebody else's message for everybody; False where it was gone already."""
    place = message.thread.advance(quietly=True)
    now = timezone.now()
    gone = Message.objects.filter(pk=message.pk, deleted_at=None)
    if not gone.update(version=place.version, deleted_at=now, deleted_by=by):
        return False
    message.version, message.deleted_at, message.deleted_by = place.version, now, by
    to = Member.objects.here().filter(thread=message.thread, from_seq__lt=message.seq)
    publish(
        MessageDeleted(**message_data(message), html=message_html(message)),
        to=list(to.values_list("person_id", flat=True)),
    )
    return True
