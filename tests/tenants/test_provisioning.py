"""Setting a company up: whole or not at all, in steps that can be seen, and as plain migrations would."""

import pytest
from django.core.management import call_command
from django.db import connection, migrations, models

from core.schema import inside
from jobs.models import Outbox
from tenants import actions, hooks
from tenants.models import Company, ProvisionStep
from tenants.provisioning import BaseIsBehind, missing_migrations, provision


@pytest.fixture
def brema(db):
    connection.set_schema_to_public()
    return actions.list_company(
        name="Brema", host="brema", mail_domains=["brema.example"], who="olga", admin_email="ines@brema.example"
    )


def schemas():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace")
        return {name for (name,) in cursor.fetchall()}


def test_a_listed_company_is_set_up_and_live(brema):
    actions.set_up(company=brema.pk)
    brema.refresh_from_db()
    assert brema.state == "live"
    assert brema.provisioned_at is not None
    assert brema.schema_name in schemas()
    assert all(step.seconds is not None for step in brema.steps.all())


def failing(monkeypatch, problem="no news today"):
    def fail(**_):
        raise RuntimeError(problem)

    handlers = [*hooks.company_provisioned._handlers, (99, "test", fail)]
    monkeypatch.setattr(hooks.company_provisioned, "_handlers", handlers)


def test_a_failure_leaves_nothing_but_a_step_that_says_what_failed(brema, monkeypatch):
    failing(monkeypatch)
    with pytest.raises(RuntimeError):
        actions.set_up(company=brema.pk)
    brema.refresh_from_db()
    assert (brema.state, brema.provisioned_at) == ("provisioning", None)
    assert brema.schema_name not in schemas()
    steps = {step.name: step for step in brema.steps.all()}
    assert [steps[name].state for name in ("base", "schema", "rows", "open")] == [
        "waiting",
        "waiting",
        "failed",
        "waiting",
    ]
    assert "no news today" in steps["rows"].error


def test_it_can_be_run_again_after_a_failure(brema, monkeypatch):
    with monkeypatch.context() as patch:
        failing(patch)
        with pytest.raises(RuntimeError):
            actions.set_up(company=brema.pk)
    actions.set_up(company=brema.pk)
    brema.refresh_from_db()
    assert brema.state == "live"
    assert {step.state for step in brema.steps.all()} == {ProvisionStep.State.DONE}


def test_running_it_twice_changes_nothing(brema):
    actions.set_up(company=brema.pk)
    with inside(brema):
        mails = Outbox.objects.count()
    actions.set_up(company=brema.pk)
    with inside(brema):
        assert Outbox.objects.count() == mails == 1


def test_the_worker_tries_a_failed_one_again_by_itself(brema, monkeypatch, run_tasks):
    actions.set_up_company(company=brema)
    with monkeypatch.context() as patch:
        failing(patch)
        run_tasks()
    row = Outbox.objects.get(task="tenants.set_up")
    assert (row.state, row.attempts) == ("waiting", 1)
    Outbox.objects.update(due_at=row.created_at)
    run_tasks()
    brema.refresh_from_db()
    assert brema.state == "live"


def test_the_operator_sees_the_failed_step_and_starts_it_again(olga, brema, monkeypatch, run_tasks):
    with monkeypatch.context() as patch:
        failing(patch)
        with pytest.raises(RuntimeError):
            actions.set_up(company=brema.pk)
    page = olga.get(f"/admin/tenants/company/{brema.pk}/change/").content.decode()
    assert "no news today" in page
    assert "Set up again" in page
    olga.post(f"/admin/tenants/company/{brema.pk}/retry/", {"sent": "1"})
    run_tasks()
    brema.refresh_from_db()
    assert brema.state == "live"


def test_a_base_that_is_behind_is_not_cloned(brema, monkeypatch):
    from tenants import provisioning

    monkeypatch.setattr(provisioning, "missing_migrations", lambda _schema: {("feed", "0099_new")})
    with pytest.raises(BaseIsBehind):
        provision(brema, "")
    assert brema.schema_name not in schemas()


# What a clone is worth

COLUMNS = """
SELECT table_name, column_name, data_type, udt_name, is_nullable, is_identity, identity_generation, is_generated,
       character_maximum_length, numeric_precision, collation_name,
       replace(coalesce(column_default, ''), %s, '-'), replace(coalesce(generation_expression, ''), %s, '-')
FROM information_schema.columns WHERE table_schema = %s ORDER BY 1, 2
"""
INDEXES = "SELECT tablename, indexname, replace(indexdef, %s, '-') FROM pg_indexes WHERE schemaname = %s ORDER BY 1, 2"
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, contype, condeferrable, condeferred,
       replace(pg_get_constraintdef(oid), %s, '-')
FROM pg_constraint WHERE connamespace = %s::regnamespace ORDER BY 1, 2
"""
SEQUENCES = """
SELECT sequencename, start_value, increment_by, coalesce(last_value, 0) FROM pg_sequences
WHERE schemaname = %s AND sequencename NOT LIKE 'django_migrations%%' ORDER BY 1
"""


def shape(schema):
    """All that makes a schema, with its own name taken out."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = pg_catalog")
        for name, query, arguments in [
            ("columns", COLUMNS, [schema, schema, schema]),
            ("indexes", INDEXES, [schema, schema]),
            ("constraints", CONSTRAINTS, [schema, schema]),
            ("sequences", SEQUENCES, [schema]),
        ]:
            cursor.execute(query, arguments)
            found[name] = [tuple(str(value).replace(schema, "-") for value in row) for row in cursor.fetchall()]
    connection.set_schema_to_public()
    return found


def test_a_clone_has_the_schema_that_plain_migrations_make(brema, monkeypatch):
    monkeypatch.setattr(hooks.company_provisioned, "_handlers", [])  # tables alone: no first rows
    by_hand = Company(schema_name="cmigrated001", name="By hand")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {by_hand.schema_name}")
    call_command("migrate_schemas", schema_name=by_hand.schema_name, interactive=False, verbosity=0)
    connection.set_schema_to_public()
    provision(brema, "")
    cloned, migrated = shape(brema.schema_name), shape(by_hand.schema_name)
    for part in ("columns", "indexes", "constraints"):
        assert cloned[part] == migrated[part]
        assert len(cloned[part]) > 50
    assert cloned["sequences"] == migrated["sequences"]


def test_a_clone_counts_from_one(brema, monkeypatch):
    monkeypatch.setattr(hooks.company_provisioned, "_handlers", [])
    provision(brema, "")
    counted = {name for name, _start, _step, last in shape(brema.schema_name)["sequences"] if last != "0"}
    assert counted == {"auth_permission_id_seq", "django_content_type_id_seq"}


def test_a_clone_knows_its_migrations(brema):
    actions.set_up(company=brema.pk)
    assert missing_migrations(brema.schema_name) == set()


def test_a_company_cloned_after_a_release_has_what_the_release_brought(brema, monkeypatch):
    """The base is migrated with each release; here a release adds one table to the feed."""
    from django.db.migrations.loader import MigrationLoader

    class Release(migrations.Migration):
        dependencies = [("feed", max(name for app, name in MigrationLoader(None).disk_migrations if app == "feed"))]
        operations = [migrations.CreateModel("Novelty", [("id", models.BigAutoField(primary_key=True))])]

    load = MigrationLoader.load_disk

    def load_with_release(self):
        load(self)
        self.disk_migrations["feed", "9999_novelty"] = Release("9999_novelty", "feed")

    monkeypatch.setattr(MigrationLoader, "load_disk", load_with_release)
    with pytest.raises(BaseIsBehind):
        provision(brema, "")
    call_command("migrate_companies")
    connection.set_schema_to_public()
    actions.set_up(company=brema.pk)
    for schema in (brema.schema_name, *Company.objects.values_list("schema_name", flat=True)):
        assert ("feed_novelty", "id") in {row[:2] for row in shape(schema)["columns"]}
