"""What is reported, for those who look at it: the chosen messages, and nothing else of the thread.

Reviewers are those who may take away what others wrote, but nobody looks at a report about themselves. They do not
learn who reported: what they decide depends on the messages, and nobody shall fear to report.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from chat import access
from chat.models import Message, Report, ReportedMessage, Thread
from content.models import File, with_files
from core.errors import Refusal
from core.rest import to_pk
from people.access import people_with
from people.models import User
from people.roles import Right

REPORTS_ORDER = ("created_at", "id")
MOST_REPORTED = 30


def messages_to_report(person: User, thread_id: object, ids: Sequence[object]) -> tuple[Thread, list[Message]]:
    """Messages that the person sees, all of one colleague; 404 for what they do not see."""
    thread = access.thread_for(person, thread_id)
    wanted = {to_pk(pk) for pk in ids}
    if not wanted:
        raise _no(_("Choose at least one message."))
    if len(wanted) > MOST_REPORTED:
        raise _no(_("Choose at most %(most)s messages.") % {"most": MOST_REPORTED})
    visible = Message.objects.visible_to(person).filter(thread=thread, pk__in=wanted)
    messages = list(visible.select_related("author", "thread").order_by("seq"))
    if len(messages) != len(wanted):
        raise Http404
    if any(message.author_id == person.pk for message in messages):
        raise _no(_("You cannot report what you wrote yourself."))
    if len({message.author_id for message in messages}) > 1:
        raise _no(_("Report the messages of one person at a time."))
    if any(message.deleted_at or message.is_event for message in messages):
        raise _no(_("One of these messages is not there any more."))
    return thread, messages


def reviewers_of(person_id: int) -> set[int]:
    """Who may look at a report about this person."""
    return set(people_with(Right.MANAGE_CONTENT)) - {person_id}


def reports_for(reviewer: User, state: str = Report.State.OPEN) -> QuerySet[Report]:
    """Those the person may look at. Who reported is not among what is read."""
    if not reviewer.may(Right.MANAGE_CONTENT):
        return Report.objects.none()
    found = Report.objects.filter(state=state).exclude(person=reviewer).annotate(number=Count("messages"))
    return found.select_related("person", "closed_by", "thread").defer("reporter")


def report_for(reviewer: User, pk: object) -> Report:
    if not reviewer.may(Right.MANAGE_CONTENT):
        raise Http404
    rows = Report.objects.exclude(person=reviewer).select_related("person", "closed_by", "thread").defer("reporter")
    found = rows.filter(pk=to_pk(pk)).first()
    if found is None:
        raise Http404
    return found


def waiting_reports(reviewer: User) -> int:
    return reports_for(reviewer).count()


def reported_in(report: Report, *, reader: User) -> list[ReportedMessage]:
    """What was chosen, in its order, with the `files` that this reader may open."""
    rows = list(
        ReportedMessage.objects.filter(report=report).select_related("message__author").order_by("said_at", "pk")
    )
    with_files([row.message for row in rows])
    for row in rows:
        row.files = [file for file in row.message.files if may_read_file(reader, file)]
    return rows


def may_read_file(person: User, file: File) -> bool:
    """Who sees the message that holds it; and whoever reviews a report of that message, so long as the report stands:
    also once it is closed, or its author took the message away."""
    return access.may_read_file(person, file) or may_review_file(person, file)


def may_review_file(person: User, file: File) -> bool:
    if not person.may(Right.MANAGE_CONTENT):
        return False
    return ReportedMessage.objects.filter(message=file.holder or 0).exclude(report__person=person).exists()


def earlier_about(report: Report) -> int:
    """How often the same person was reported before."""
    return Report.objects.filter(person=report.person_id, created_at__lt=report.created_at).count()


def own_report_for(reporter: User, pk: object) -> Report:
    """A report, for who made it."""
    found = Report.objects.filter(reporter=reporter, pk=to_pk(pk)).select_related("person").first()
    if found is None:
        raise Http404
    return found


def own_reports(reporter: User, ids: Sequence[int]) -> dict[int, Report]:
    return Report.objects.filter(reporter=reporter).select_related("person").in_bulk(ids)


def _no(why: str) -> Refusal:
    return Refusal("invalid", why, fields={"messages": [why]})
