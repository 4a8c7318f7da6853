"""The one form page of the operators' admin, in Django admin's own markup."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.errors import Refusal


class OperatorsAdmin(ModelAdmin):
    """Lists are Django's; every page that changes something is ours and goes through `actions`."""

    actions = None
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def page(self, request: HttpRequest, template: str, title: str, status: int = 200, **context: Any) -> HttpResponse:
        everywhere = {**self.admin_site.each_context(request), "opts": self.model._meta, "title": title}
        request.current_app = self.admin_site.name
        return render(request, f"admin/tenants/{template}.html", {**everywhere, **context}, status=status)

    def form_page(
        self, request: HttpRequest, title: str, form: forms.Form, button: str, **context: Any
    ) -> HttpResponse:
        return self.page(
            request, "form", title, form=form, adminform=fieldset(form), button=button, **{"back": "../", **context}
        )


def posted(request: HttpRequest) -> Any:
    """What a form was sent with; None for one that is only shown."""
    return request.POST if request.method == "POST" else None


def fieldset(form: forms.Form, name: str | None = None) -> AdminForm:
    """A plain form as Django admin draws the forms of models."""
    return AdminForm(form, [(name, {"fields": list(form.fields)})], {})


def operator_of(request: HttpRequest) -> str:
    """How the one who acts stands in histories and logs."""
    return request.user.email or str(request.user)


def tell_refusal(request: HttpRequest, refusal: Refusal) -> None:
    texts = [text for field in refusal.fields.values() for text in field] or [refusal.text]
    messages.error(request, " ".join(texts))
