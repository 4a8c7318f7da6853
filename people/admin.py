"""Operators in their own admin: the rows of people in the public schema."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from people.models import User
from tenants.admin_site import operators_site
from tenants.second_factor import SECOND_FACTORS


@admin.register(User, site=operators_site)
class OperatorAdmin(admin.ModelAdmin):
    """`manage.py operator add` makes them; here they are seen, renamed and switched off."""

    list_display = ("email", "name", "is_active", "second_factors", "last_login")
    fields = ("email", "name", "language", "time_zone", "is_active", "second_factors", "last_login")
    readonly_fields = ("email", "second_factors", "last_login")
    search_fields = ("email", "name")
    ordering = ("email",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).filter(is_staff=True).prefetch_related("authenticator_set")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Operators")})

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody switches themselves off by mistake."""
        own = obj is not None and obj.pk == request.user.pk
        return (*self.readonly_fields, "is_active") if own else self.readonly_fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("second factors"))
    def second_factors(self, person: User) -> str:
        kinds = [str(row.get_type_display()) for row in person.authenticator_set.all() if row.type in SECOND_FACTORS]
        return ", ".join(kinds) or "–"
