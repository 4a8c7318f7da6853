"""Events: what one does with them. The page's scripts get the event's part of the post, as it is now for the reader."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from core.middleware import answer_refusal
from feed import access, actions, answering
from feed.calendar_file import calendar_of
from feed.composing import event_of, on_clock
from feed.forms import EventForm
from feed.models import Post, Rsvp
from feed.views.shown import around, back, may_write, refused_fields

MOST_NAMED = 200  # of each answer on the page of who comes; the API pages through all


@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, pk: str) -> HttpResponse:
    """`answer` says whether one comes; an empty one takes it back."""
    if request.method != "POST":
        return _part(request, answering.event_on(request.user, pk)) if request.htmx else redirect("feed:post", pk)
    post, answer = answering.event_on(request.user, pk, to_answer=True), request.POST.get("answer", "")
    answer = answer if answer in Rsvp.Answer.values else ""
    return _do(request, post, lambda: actions.answer_event(post=post, person=request.user, answer=answer or None))


@require_safe
def answers(request: HttpRequest, pk: str) -> HttpResponse:
    """Who comes, who may, who does not; for scripts the list alone."""
    post = answering.event_on(request.user, pk)
    lists = [
        {
            "name": answer.label,
            "count": getattr(post.event, f"{answer.value}_count"),
            "people": [row.person for row in answering.answers_to(post, answer.value).order_by("pk")[:MOST_NAMED]],
        }
        for answer in Rsvp.Answer
    ]
    template = "feed/_people_lists.html" if request.htmx else "feed/people_lists.html"
    context = {**around(request), "lists": lists, "address": f"/posts/{pk}/", "title": _("Who comes")}
    return render(request, template, context)


@require_safe
def calendar(request: HttpRequest, pk: str) -> HttpResponse:
    """The event as a file for calendars."""
    post = answering.event_on(request.user, pk)
    text = calendar_of(post, address=request.build_absolute_uri(f"/posts/{post.pk}/"), host=request.get_host())
    headers = {"Content-Disposition": f'attachment; filename="event-{post.event.pk}.ics"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Change, cancel, write to the undecided: the host's page."""
    post = answering.event_to_change(request.user, pk)
    if request.method != "POST":
        return _edit_page(request, post, _form_of(post))
    may_write(request)
    form = EventForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, post, form, 400)
    try:
        actions.change_event(post=post, event=event_of(form.cleaned_data, post.event.zone))
    except Refusal as no:
        refused_fields(form, no.fields or {"": [no.text]})
        return _edit_page(request, post, form, no.status)
    messages.success(request, _("Changed. Those who come are told."))
    return redirect("feed:post", pk)


@require_POST
def cancel(request: HttpRequest, pk: str) -> HttpResponse:
    post = answering.event_to_change(request.user, pk)
    may_write(request)
    if request.POST.get("sure") != "1":
        return _edit_page(request, post, _form_of(post), 400)
    actions.cancel_event(post=post)
    messages.success(request, _("The event is cancelled. Those who said they come are told."))
    return redirect("feed:post", pk)


@require_POST
def words(request: HttpRequest, pk: str) -> HttpResponse:
    """The host writes to those who may come."""
    post = answering.event_to_change(request.user, pk)
    may_write(request)
    text = request.POST.get("text", "")
    try:
        actions.write_to_undecided(post=post, host=request.user, text=text)
    except Refusal as no:
        return _edit_page(request, post, _form_of(post), no.status, text=text, wrong=no.text)
    messages.success(request, _("Sent to those who said maybe."))
    return redirect("feed:post", pk)


def _form_of(post: Post) -> EventForm:
    row = post.event
    times = {name: on_clock(getattr(row, name), row.zone) for name in ("begins_at", "ends_at")}
    return EventForm(initial={"title": row.title, "zone": row.zone, "place": row.place, **times})


def _edit_page(
    request: HttpRequest, post: Post, form: EventForm, status: int = 200, text: str = "", wrong: str = ""
) -> HttpResponse:
    context = {**around(request), "post": post, "form": form, "text": text, "wrong": wrong}
    return render(request, "feed/event_edit.html", context, status=status)


def _do(request: HttpRequest, post: Post, act: Callable[[], object]) -> HttpResponse:
    may_write(request)
    try:
        act()
    except Refusal as no:
        if request.htmx:
            return answer_refusal(request, no)
        messages.error(request, no.text)
    return _part(request, post) if request.htmx else back(request, f"/posts/{post.pk}/", f"post-{post.pk}")


def _part(request: HttpRequest, post: Post) -> HttpResponse:
    fresh = access.post_for(request.user, post.pk)
    return render(request, "feed/post/_event.html", {**around(request), "post": fresh})
