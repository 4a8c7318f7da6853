"""What tools can hold: form, imports, types, migrations, settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_code_keeps_to_the_rules_of_form():
    run("-m", "ruff", "check", ".")


def test_code_is_formatted():
    run("-m", "ruff", "format", "--check", ".")


def test_imports_go_one_way():
    run("-c", "from importlinter.cli import lint_imports_command as c; c()")


def test_types_agree_where_things_are_decided():
    roles = ("access", "actions", "events", "hooks", "tasks")
    files = [p for role in roles for p in (*ROOT.glob(f"*/{role}.py"), *ROOT.glob(f"*/{role}/*.py"))]
    run("-m", "mypy", "tenants/context.py", "jobs/base.py", *map(str, files))


def test_each_change_of_a_model_has_its_migration():
    run("-m", "django", "makemigrations", "--check", "--dry-run")


@pytest.mark.django_db
def test_settings_of_a_real_installation_pass_the_deploy_check():
    run(
        "-W",
        "ignore",
        "-m",
        "django",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        DEBUG="0",
        LOOPBACK_ONLY="0",
        PUBLIC_URL="https://network.example.com",
        MAIL_FOLDER="",
        SECRET_KEY="a-long-secret-" * 5,
        DJANGO_ALLOW_ASYNC_UNSAFE="",
    )
