"""HTTP's way into a company: host → company → schema, before anything else looks at the request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_tenants.middleware.main import TenantMainMiddleware

from tenants.models import Company, company_for_host

READS = {"GET", "HEAD", "OPTIONS"}
RETRY_AFTER_SECONDS = 120


class CompanyMiddleware(TenantMainMiddleware):
    """First in the list, since sessions and tokens live in the company's schema.

    Sets `request.company` (None on the public host) and leaves the connection in that schema,
    without `public` behind it.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        connection.set_schema_to_public()
        request.company = request.tenant = None
        host = request.get_host().rsplit(":", 1)[0].lower()
        if host == settings.PUBLIC_HOST:
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            return None
        company = company_for_host(host)
        if company is None or company.state in {Company.State.PROVISIONING, Company.State.CLOSED}:
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            raise Http404
        request.company = request.tenant = company
        connection.set_tenant(company, include_public=False)
        return None


def enter_open_company(request: HttpRequest) -> Company | None:
    """The same for the lean road, and only for a company in which nothing is shut: None leaves it to the full one."""
    company = company_for_host(request.get_host().rsplit(":", 1)[0].lower())
    if company is None or not company.takes_work:
        return None
    request.company = request.tenant = company
    connection.set_tenant(company, include_public=False)
    return company


class OpenDoorsMiddleware:
    """Keeps a suspended company shut and a paused one read-only; stands behind sign-in, before the views."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        company = request.company
        if company is None:
            return self.get_response(request)
        if company.state == Company.State.SUSPENDED and not request.path.startswith(settings.OPEN_WHEN_SUSPENDED):
            return self._suspended(request)
        if company.paused and request.method not in READS:
            text = _("Writing is switched off for a moment. Please try again in a few minutes.")
            response = refuse(request, 503, "paused", text, "errors/503.html", {"text": text})
            response["Retry-After"] = str(RETRY_AFTER_SECONDS)
            return response
        return self.get_response(request)

    @staticmethod
    def _suspended(request: HttpRequest) -> HttpResponse:
        """Its own people, once signed in, read why; strangers only that it is."""
        why = request.company.why_shut if request.user.is_authenticated else ""
        text = _("This company's network is suspended.")
        return refuse(request, 403, "suspended", text, "suspended.html", {"why": _(why) if why else ""})


def refuse(
    request: HttpRequest, status: int, code: str, text: str, template: str, context: dict[str, str]
) -> HttpResponse:
    if request.path.startswith(("/api/", "/_allauth/")):
        return JsonResponse({"code": code, "text": text, "fields": {}}, status=status)
    return render(request, template, context, status=status)
