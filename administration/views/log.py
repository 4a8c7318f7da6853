"""The company's log, to be read and to be taken along."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import urlencode

from administration import access, actions
from administration.exporting import csv_parts
from administration.forms import LogFilter
from administration.rooms import LOG
from administration.views.desk import WRITE, room, show
from core.limits import limit
from core.paging import page_of
from people.roles import Right


@room(Right.READ_AUDIT)
def log(request: HttpRequest) -> HttpResponse:
    form = LogFilter(request.GET)
    asked = form.asked()
    page = page_of(
        access.log_lines(**asked),
        by=access.LOG_ORDER,
        cursor=request.GET.get("cursor", ""),
        size=50,
        descending=True,
    )
    given = in_words(asked)
    context = {"page": page, "filter": form, "filtered": bool(given), "query": urlencode(given), "given": given}
    return show(request, "log", LOG, context)


@room(Right.READ_AUDIT, WRITE)
def export(request: HttpRequest) -> HttpResponse:
    """A CSV of what the filter lets through, written as it is read. That it was taken stands in the log."""
    asked = LogFilter(request.POST).asked()
    limit(f"log:export:{request.user.pk}", rate=1 / 60, burst=10)
    actions.note_export(by=request.user, filters=in_words(asked))
    response = StreamingHttpResponse(csv_parts(request.company, **asked), content_type="text/csv; charset=utf-8")
    name = f"{timezone.localdate():%Y-%m-%d}-log.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def in_words(asked: dict[str, Any]) -> dict[str, str]:
    """What was asked for, without what was not."""
    return {name: str(value) for name, value in asked.items() if value}
