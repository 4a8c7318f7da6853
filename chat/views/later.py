"""What a person put off: the page that lists it, and the times that are offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chat import access, actions, later
from chat.later_forms import ScheduledForm, WhenForm
from chat.models import Reminder, ScheduledMessage
from chat.rows import row_of, rows_of
from content import times
from content.models import with_files
from core.errors import Refusal
from core.paging import page_of

SHOWN = 50


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Messages to come and reminders, soonest first."""
    return _page(request)


@require_POST
def scheduled(request: HttpRequest, pk: int) -> HttpResponse:
    """Change, cancel or send one of the messages to come."""
    row = later.scheduled_for(request.user, pk)
    asked = request.POST.get("do")
    if asked == "cancel":
        return _act(request, lambda: actions.cancel_scheduled(scheduled=row), _("It will not be sent."))
    if asked == "send":
        return _act(request, lambda: actions.send_scheduled_now(scheduled=row), _("The message was sent."))
    form = ScheduledForm(request.POST)
    return _change(
        request,
        form,
        row,
        lambda given: actions.change_scheduled(scheduled=row, text=given["text"], send_at=given["at"]),
    )


@require_POST
def reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """Change or drop the reminder of a message."""
    row = later.reminder_for(request.user, pk)
    if request.POST.get("do") == "cancel":
        dropped = _("You will not be reminded of it.")
        return _act(request, lambda: actions.forget_reminder(person=request.user, message=row.message), dropped)
    form = WhenForm(request.POST)
    return _change(
        request,
        form,
        row,
        lambda given: actions.remind(person=request.user, message=row.message, remind_at=given["at"]),
    )


@require_safe
def when_to_send(request: HttpRequest, pk: int) -> HttpResponse:
    """The times offered for a message in a thread; with `at` only what time that is for the other one."""
    thread = access.thread_for(request.user, pk)
    partner = row_of(thread, access.members_of(thread), request.user).partner
    if "at" in request.GET:
        at = _moment(request.GET["at"])
        there = times.on_their_clock(at, request.user, partner) if at else None
        text = times.clock_there(there, at) if at else ""
        return render(request, "chat/later/_there.html", {"there": there, "there_text": text, "partner": partner})
    choices = times.choices_to_send(request.user, partner)
    return _offer(request, choices, partner=partner)


@require_safe
def when_to_remind(request: HttpRequest) -> HttpResponse:
    return _offer(request, times.choices_to_remind(request.user))


def _offer(request: HttpRequest, choices: list[times.Choice], **more: Any) -> HttpResponse:
    now = timezone.localtime()
    around = {"choices": choices, "first": now + timedelta(minutes=1), "last": now + timedelta(days=365)}
    return render(request, "chat/later/_when.html", {**around, **more})


def _moment(text: str) -> datetime | None:
    form = WhenForm({"at": text})
    return form.cleaned_data["at"] if form.is_valid() else None


def _act(request: HttpRequest, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Http404:
        messages.error(request, _("You are no longer in this conversation."))
    except Refusal as no:
        messages.error(request, no.text)
    else:
        messages.success(request, done)
    return redirect("chat:later")


def _change(
    request: HttpRequest,
    form: WhenForm,
    row: ScheduledMessage | Reminder,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Done, or the page again with what was typed and what is wrong with it."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as no:
            field = "text" if "text" in no.fields else "at"
            form.add_error(field, no.text)
        else:
            messages.success(request, _("Changed."))
            return redirect("chat:later")
    return _page(request, wrong=row, form=form, status=400)


def _page(
    request: HttpRequest,
    wrong: ScheduledMessage | Reminder | None = None,
    form: WhenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    me = request.user
    coming = page_of(later.scheduled_of(me), by=later.SCHEDULED_ORDER, cursor=request.GET.get("cursor", ""), size=SHOWN)
    reminders = page_of(
        later.reminders_of(me), by=later.REMINDERS_ORDER, cursor=request.GET.get("reminders", ""), size=SHOWN
    )
    with_files(coming.rows)
    threads = access.threads_named(me, {row.thread_id for row in coming.rows})
    titles = {row.thread.pk: row for row in rows_of(threads, me)}
    context = {
        "coming": coming,
        "reminders": reminders,
        "messages_to_come": [
            {"row": row, "thread": titles.get(row.thread_id), "form": _form_of(row, wrong, form)} for row in coming.rows
        ],
        "reminders_to_come": [{"row": row, "form": _form_of(row, wrong, form)} for row in reminders.rows],
        "room": "chat",
    }
    return render(request, "chat/later/page.html", context, status=status)


def _form_of(row: ScheduledMessage | Reminder, wrong: object, form: WhenForm | None) -> WhenForm:
    """The one that was sent with something wrong in it; of all others what they hold."""
    prefix = f"id_{row._meta.model_name}_{row.pk}_%s"
    if wrong == row and form is not None:
        form.auto_id = prefix
        return form
    if isinstance(row, ScheduledMessage):
        return ScheduledForm(initial={"text": row.text, "at": row.send_at}, auto_id=prefix)
    return WhenForm(initial={"at": row.remind_at}, auto_id=prefix)
