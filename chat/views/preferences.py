"""How a person wants Work Chat, among their settings; without JavaScript too."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chat import access, actions


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """A switch for each; a form sends those that are on."""
    if request.method != "POST":
        return render(request, "chat/preferences.html", {"kept": access.preferences_of(request.user)})
    changes = {way: way in request.POST for way in ("receipts", "sounds", "takes_all")}
    actions.change_preferences(person=request.user, **changes)
    messages.success(request, _("Saved."))
    return redirect("chat:preferences")
