"""The queue: oldest first; list, ask or decline, and the next one opens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import Refusal
from tenants import actions
from tenants.admin.forms import AskForm, DeclineForm, ListApplicationForm, default_pilot_end
from tenants.admin.pages import OperatorsAdmin, fieldset, operator_of
from tenants.forms import add_refusal
from tenants.host_names import suggest_label
from tenants.models import Application


class ApplicationAdmin(OperatorsAdmin):
    list_display = ("number", "company", "where", "headcount", "email", "notes", "label", "proven_at")
    list_display_links = ("number", "company")
    list_filter = ("state", "language")
    search_fields = ("number", "company", "email")
    list_per_page = 100
    change_list_template = "admin/tenants/applications.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return Application.objects.proven().with_neighbours().order_by("proven_at", "pk")

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name="tenants_application_changelist"),
            path("<int:pk>/change/", wrap(self.application), name="tenants_application_change"),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Opens on what can be decided now."""
        if not request.GET:
            return redirect(f"{request.path}?state__exact={Application.State.RECEIVED}")
        return super().changelist_view(request, {"title": _("Applications")})

    @admin.display(description=gettext_lazy("country"), ordering="country")
    def where(self, application: Application) -> str:
        return application.country_name

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def label(self, application: Application) -> SafeString:
        return state_label(application)

    @admin.display(description=gettext_lazy("to note"))
    def notes(self, application: Application) -> SafeString:
        return format_html_join("", '<span class="state state--note">{}</span> ', ((n,) for n in notes_on(application)))

    # One application

    def application(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = get_object_or_404(Application.objects.proven().with_neighbours(), pk=pk)
        decision = request.POST.get("decision", "")
        forms_ = {name: make(request, found, name == decision) for name, make in FORMS.items()}
        if decision in forms_ and forms_[decision].is_valid():
            try:
                said = DECIDE[decision](found, operator_of(request), forms_[decision].cleaned_data)
            except Refusal as refusal:
                add_refusal(forms_[decision], refusal)
            else:
                messages.success(request, said)
                return self._next(found)
        return self.page(
            request,
            "application",
            str(found),
            application=found,
            label=state_label(found),
            notes=notes_on(found),
            others=Application.objects.proven().filter(domain=found.domain).exclude(pk=found.pk)[:20],
            changes=found.changes.all(),
            decided=found.state not in {Application.State.RECEIVED, Application.State.ASKED},
            forms={name: (form, fieldset(form, str(TITLES[name]))) for name, form in forms_.items()},
            left=Application.objects.open().exclude(pk=found.pk).count(),
        )

    def _next(self, done: Application) -> HttpResponse:
        """The one behind it in the queue, else the oldest, else the empty queue."""
        waiting = Application.objects.open().exclude(pk=done.pk)
        following = waiting.filter(proven_at__gte=done.proven_at).first() or waiting.first()
        if following is None:
            return redirect("admin:tenants_application_changelist")
        return redirect("admin:tenants_application_change", following.pk)


def notes_on(application: Any) -> list[str]:
    """What an operator should know before deciding."""
    notes = []
    if application.owner:
        notes.append(_("domain of %(company)s") % {"company": application.owner})
    elif application.has_namesake:
        notes.append(_("a company of this name is listed"))
    if application.others:
        text = ngettext("%(count)s more from this domain", "%(count)s more from this domain", application.others)
        notes.append(text % {"count": application.others})
    return notes


def state_label(application: Application) -> SafeString:
    return format_html('<span class="state state--{}">{}</span>', application.state, application.get_state_display())


def _list_form(request: HttpRequest, application: Application, sent: bool) -> forms.Form:
    initial = {
        "name": application.company,
        "host": suggest_label(application.company, application.domain),
        "mail_domains": application.domain,
        "seat_limit": application.headcount,
        "pilot_end": default_pilot_end(),
        "language": application.language,
    }
    return ListApplicationForm(request.POST if sent else None, initial=initial, prefix="list")


FORMS: dict[str, Any] = {
    "list": _list_form,
    "ask": lambda request, application, sent: AskForm(request.POST if sent else None, prefix="ask"),
    "decline": lambda request, application, sent: DeclineForm(request.POST if sent else None, prefix="decline"),
}


def _list(application: Application, who: str, said: dict[str, Any]) -> str:
    company = actions.list_application(application=application, who=who, **said)
    return _("%(application)s: listed as %(host)s, being set up.") % {"application": application, "host": company.host}


def _ask(application: Application, who: str, said: dict[str, Any]) -> str:
    actions.ask(application=application, who=who, **said)
    return _("%(application)s: the question is on its way.") % {"application": application}


def _decline(application: Application, who: str, said: dict[str, Any]) -> str:
    actions.decline(application=application, who=who, **said)
    return _("%(application)s: declined.") % {"application": application}


TITLES = {"list": gettext_lazy("List it"), "ask": gettext_lazy("Ask something"), "decline": gettext_lazy("Decline")}
DECIDE = {"list": _list, "ask": _ask, "decline": _decline}
