"""Nobody adds a column without saying whether it tells something of a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings

from workplace.personal_data import NOT_PERSONAL, PERSONAL


def columns() -> Iterator[tuple[str, str]]:
    for app in settings.TENANT_APPS:
        for model in apps.get_app_config(app.rsplit(".", 1)[-1]).get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                if not field.primary_key or field.name != "id":
                    yield model._meta.label, field.name


def test_every_column_of_a_company_is_listed_once():
    undecided = [
        f"{table}.{column}"
        for table, column in columns()
        if (column in PERSONAL.get(table, {})) == (column in NOT_PERSONAL.get(table, set()))
    ]
    assert undecided == []


def test_nothing_is_listed_that_is_not_there():
    there = set(columns())
    listed = {(table, column) for rows in (PERSONAL, NOT_PERSONAL) for table in rows for column in rows[table]}
    assert listed - there == set()
