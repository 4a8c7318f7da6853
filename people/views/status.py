"""What one says of oneself beside the name, and whether one is seen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Refusal
from core.limits import limit
from people import actions
from people.forms import StatusForm
from people.status import end_of, presets


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """`do` is set, clear, show or hide; anything else shows the form."""
    me, do = request.user, request.POST.get("do", "")
    form = StatusForm(request.POST if do == "set" else None, initial=StatusForm.initial_of(me))
    if do == "clear":
        actions.clear_status(person=me)
        messages.success(request, _("Your status is cleared."))
    elif do in ("show", "hide"):
        actions.show_presence(person=me, shows=do == "show")
        messages.success(request, _("Saved."))
    elif not (do == "set" and form.is_valid() and _set(request, form)):
        return render(request, "people/status.html", {"form": form, "presets": presets()})
    return redirect("people:status")


def _set(request: HttpRequest, form: StatusForm) -> bool:
    given = form.cleaned_data
    try:
        limit(f"status:{request.user.pk}", rate=1 / 5, burst=30)
        until = end_of(given["ends"], request.user, given["day"])
    except Refusal as no:
        form.add_error("day" if "until" in no.fields else None, no.text)
        return False
    actions.set_status(person=request.user, emoji=given["emoji"], text=given["text"], until=until)
    messages.success(request, _("Your status is set."))
    return True
