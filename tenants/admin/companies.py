"""The list of companies, the page of one, and the ways onto the list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Refusal
from tenants import actions
from tenants.admin.acts import ACTS, buttons_for
from tenants.admin.forms import ImportForm, ImportTextForm, ListForm
from tenants.admin.importing import Unreadable, read_csv
from tenants.admin.pages import OperatorsAdmin, operator_of, posted, tell_refusal
from tenants.forms import add_refusal
from tenants.models import Company, Host

STEP_LABELS = {
    "base": gettext_lazy("Check that the base is at this release"),
    "schema": gettext_lazy("Copy the empty tables"),
    "rows": gettext_lazy("Lay the first rows, invite the first admin"),
    "open": gettext_lazy("Open the doors"),
}


class PilotEnds(admin.SimpleListFilter):
    title = gettext_lazy("end of the pilot")
    parameter_name = "ends"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("14", _("within 14 days")), ("over", _("over")), ("open", _("no end"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Company]) -> QuerySet[Company]:
        today = timezone.localdate()
        conditions: dict[str | None, dict[str, Any]] = {
            "14": {"pilot_end__range": (today, today + timedelta(days=14))},
            "over": {"pilot_end__lt": today},
            "open": {"pilot_end": None},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


class CompanyAdmin(OperatorsAdmin):
    list_display = ("name", "where", "label", "people", "active", "message_count", "storage", "pilot_end")
    list_filter = ("state", "paused", PilotEnds, "language")
    search_fields = ("name", "domains__domain", "mail_domains__domain", "admin_email")
    list_per_page = 100
    change_list_template = "admin/tenants/companies.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        return super().get_queryset(request).select_related("counts").prefetch_related("domains")

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name="tenants_company_changelist"),
            path("add/", wrap(self.add), name="tenants_company_add"),
            path("import/", wrap(self.bring_in), name="tenants_company_import"),
            path("<int:pk>/change/", wrap(self.company), name="tenants_company_change"),
            path("<int:pk>/<slug:act>/", wrap(self.act), name="tenants_company_act"),
        ]

    # The list

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        places = {"taken": Company.objects.in_the_pilot().count(), "size": settings.PILOT_SIZE}
        return super().changelist_view(request, {"title": _("Companies"), **places})

    @admin.display(description=gettext_lazy("host"))
    def where(self, company: Company) -> str:
        return primary_host(company)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def label(self, company: Company) -> SafeString:
        return state_label(company)

    @admin.display(description=gettext_lazy("people"), ordering="counts__people")
    def people(self, company: Company) -> str:
        people = _count(company, "people")
        return f"{people} / {company.seat_limit}" if company.seat_limit else people

    @admin.display(description=gettext_lazy("active in 7 days"), ordering="counts__active")
    def active(self, company: Company) -> str:
        return _count(company, "active")

    @admin.display(description=gettext_lazy("messages"), ordering="counts__messages")
    def message_count(self, company: Company) -> str:
        return _count(company, "messages")

    @admin.display(description=gettext_lazy("storage"), ordering="counts__storage")
    def storage(self, company: Company) -> str:
        return filesizeformat(company.counts.storage) if hasattr(company, "counts") else "–"

    # One company

    def company(self, request: HttpRequest, pk: int) -> HttpResponse:
        company = get_object_or_404(Company, pk=pk)
        return self.page(
            request,
            "company",
            company.name,
            company=company,
            label=state_label(company),
            buttons=buttons_for(company),
            steps=[(STEP_LABELS.get(step.name, step.name), step) for step in company.steps.all()],
            changes=company.changes.all()[:50],
            applications=company.applications.all(),
            counts=getattr(company, "counts", None),
        )

    def act(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        company = get_object_or_404(Company, pk=pk)
        what = ACTS.get(act)
        if what is None or not what.fits(company):
            raise Http404
        form = what.make_form(company, posted(request), request.GET.dict())
        if form.is_valid():
            try:
                with transaction.atomic():
                    what.run(company, operator_of(request), form.cleaned_data)
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, f"{company}: {what.done}")
                return redirect("admin:tenants_company_change", pk)
        return self.form_page(
            request,
            f"{company}: {what.label}",
            form,
            what.label,
            explain=what.explain,
            danger=what.danger,
            back=reverse("admin:tenants_company_change", args=[pk]),
        )

    # Onto the list

    def add(self, request: HttpRequest) -> HttpResponse:
        form = ListForm(posted(request))
        if form.is_valid():
            try:
                company = enlist(form.cleaned_data, operator_of(request))
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("%(company)s is on the list and being set up.") % {"company": company})
                return redirect("admin:tenants_company_change", company.pk)
        return self.form_page(request, _("List a company"), form, _("List it"))

    def bring_in(self, request: HttpRequest) -> HttpResponse:
        """Many from a CSV file: first what would happen, row by row; then, from the same text, the deed."""
        upload, carried = ImportForm(), ImportTextForm()
        rows, text = [], ""
        try:
            if "file" in request.FILES:
                upload = ImportForm(request.POST, request.FILES)
                text, rows = read_csv(request.FILES["file"].read())
            elif "text" in request.POST:
                carried = ImportTextForm(request.POST)
                text, rows = read_csv(request.POST["text"].encode())
                if rows and all(row.form.is_valid() for row in rows):
                    return self._import(request, rows)
        except Unreadable as problem:
            upload.is_bound = True
            upload.add_error("file", str(problem))
        except Refusal as refusal:
            tell_refusal(request, refusal)
        if text:
            carried = ImportTextForm(initial={"text": text})
        wrong = sum(not row.form.is_valid() for row in rows)
        return self.page(
            request, "import", _("List companies from a file"), form=upload, carried=carried, rows=rows, wrong=wrong
        )

    def _import(self, request: HttpRequest, rows: list[Any]) -> HttpResponse:
        with transaction.atomic():
            for row in rows:
                enlist(row.form.cleaned_data, operator_of(request))
        messages.success(request, _("%(count)s companies are on the list and being set up.") % {"count": len(rows)})
        return redirect("admin:tenants_company_changelist")


@transaction.atomic
def enlist(said: dict[str, Any], who: str) -> Company:
    company = actions.list_company(who=who, **said)
    actions.set_up_company(company=company)
    return company


def primary_host(company: Company) -> str:
    """Of the hosts that were fetched with the list."""
    hosts: list[Host] = list(company.domains.all())
    return next((host.domain for host in hosts if host.is_primary), "")


def state_label(company: Company) -> SafeString:
    label = format_html('<span class="state state--{}">{}</span>', company.state, company.get_state_display())
    return label + format_html(' <span class="state state--paused">{}</span>', _("paused")) if company.paused else label


def _count(company: Company, name: str) -> str:
    return f"{getattr(company.counts, name):,}" if hasattr(company, "counts") else "–"
