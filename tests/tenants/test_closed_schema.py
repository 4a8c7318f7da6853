"""A company's schema stands alone, so that one day it can move to another machine whole (no Citus surprise)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from tenants.models import BASE_SCHEMA


@pytest.fixture
def ask(acme):
    def rows(sql: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, {"schema": acme.schema_name, "base": BASE_SCHEMA})
            return cursor.fetchall()

    return rows


def test_every_table_has_a_primary_key(ask):
    without = """
        SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = %(schema)s AND c.relkind = 'r'
        AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')"""
    assert ask(without) == []


def test_no_foreign_key_leaves_the_company(ask):
    leaving = """
        SELECT k.conname FROM pg_constraint k
        JOIN pg_class here ON here.oid = k.conrelid JOIN pg_namespace n ON n.oid = here.relnamespace
        JOIN pg_class there ON there.oid = k.confrelid
        WHERE k.contype = 'f' AND n.nspname = %(schema)s AND there.relnamespace <> n.oid"""
    assert ask(leaving) == []


def test_no_foreign_key_of_public_points_into_a_company(ask):
    entering = """
        SELECT k.conname FROM pg_constraint k
        JOIN pg_class here ON here.oid = k.conrelid JOIN pg_namespace n ON n.oid = here.relnamespace
        JOIN pg_class there ON there.oid = k.confrelid
        WHERE k.contype = 'f' AND n.nspname = 'public' AND there.relnamespace <> n.oid"""
    assert ask(entering) == []


def test_there_are_no_triggers_views_or_functions_in_a_company(ask):
    assert (
        ask("""
        SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %(schema)s AND NOT t.tgisinternal
        UNION ALL SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = %(schema)s AND c.relkind IN ('v', 'm', 'f')
        UNION ALL SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = %(schema)s""")
        == []
    )


def test_a_generated_column_names_its_text_search_configuration(ask):
    unnamed = """
        SELECT c.relname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
        JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = %(schema)s
        AND pg_get_expr(d.adbin, d.adrelid)
            ~ 'to_tsvector\\((?!''(extensions\\.)?(en|fr|simple)_folded''::regconfig)'"""
    assert ask(unnamed) == []


OUR_APPS = ["jobs", "tenants", "audit", "realtime", "people", "content", "groups", "feed", "chat"]


def test_our_own_keys_are_bigint():
    small = [
        model._meta.label
        for app in OUR_APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not isinstance(model._meta.pk, models.BigAutoField | models.UUIDField | models.OneToOneField)
    ]
    assert small == []


def test_constraints_of_our_own_have_names_we_chose(ask):
    unnamed = [
        f"{model._meta.label}.unique_together"
        for app in OUR_APPS
        for model in apps.get_app_config(app).get_models()
        if model._meta.unique_together
    ]
    assert unnamed == []


def test_nothing_is_ordered_by_id():
    ordered = [
        model._meta.label
        for app in OUR_APPS
        for model in apps.get_app_config(app).get_models()
        if {"id", "-id", "pk", "-pk"} & {str(field) for field in model._meta.ordering[:1]}
    ]
    assert ordered == []
