"""Reported messages: for the company's reviewers, and for who reported them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from administration.views.desk import WRITE, attempt, room, show
from chat import actions, reporting
from chat.later_forms import CloseReportForm
from chat.models import Report
from chat.rooms import REPORTS
from content.words import file_words
from core.paging import page_of
from notifications.actions import read_about
from people.roles import Right


@room(Right.MANAGE_CONTENT)
def reports(request: HttpRequest) -> HttpResponse:
    """What waits, or was closed; not yet what was said."""
    state = Report.State.CLOSED if request.GET.get("state") == "closed" else Report.State.OPEN
    rows = reporting.reports_for(request.user, state)
    page = page_of(rows, by=reporting.REPORTS_ORDER, cursor=request.GET.get("cursor", ""), descending=state == "closed")
    return show(request, "reports", REPORTS, {"page": page, "state": str(state)})


@room(Right.MANAGE_CONTENT)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The chosen messages, with what a reviewer needs to decide. Each look stands in the log."""
    found = reporting.report_for(request.user, pk)
    actions.note_report_read(report=found, by=request.user)
    return _report(request, found, CloseReportForm())


@room(Right.MANAGE_CONTENT, WRITE)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = reporting.report_for(request.user, pk)
    form = CloseReportForm(request.POST)
    status = 400
    if form.is_valid():
        status = attempt(form, lambda: actions.close_report(report=found, by=request.user, **form.cleaned_data))
        if status == 200:
            messages.success(request, _("The report is closed, and who made it is told."))
            return redirect("chat:reports")
    return _report(request, found, form, status)


def _report(request: HttpRequest, found: Report, form: CloseReportForm, status: int = 200) -> HttpResponse:
    context = {
        "report": found,
        "reported": reporting.reported_in(found, reader=request.user),
        "words": file_words(),
        "earlier": reporting.earlier_about(found),
        "form": form,
    }
    return show(request, "report", REPORTS, context, status)


@require_safe
def own_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of it, for who reported."""
    found = reporting.own_report_for(request.user, pk)
    read_about(person=request.user, about=found)
    reported = reporting.reported_in(found, reader=request.user)
    context = {"report": found, "reported": reported, "words": file_words(), "room": "chat"}
    return render(request, "chat/own_report.html", context)
