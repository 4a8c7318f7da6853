"""The house rules that a machine can hold. Each test names the files and lines that break it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = [
    "core",
    "jobs",
    "tenants",
    "audit",
    "realtime",
    "people",
    "content",
    "groups",
    "notifications",
    "administration",
    "feed",
    "chat",
    "calls",
    "search",
    "workplace",
    "standalone",
]
DOORS = {"views", "api", "api_devices", "consumer", "consumers"}  # files that parse, call and answer, and nothing else
DOMAIN = [app for app in APPS if app not in {"core", "workplace", "standalone"}]


def sources(*apps: str) -> Iterator[tuple[Path, ast.Module]]:
    for app in apps or APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT), ast.parse(path.read_text())


def role(path: Path) -> str:
    """`actions` for both `chat/actions.py` and `chat/actions/send.py`."""
    return path.parts[1].removesuffix(".py") if len(path.parts) > 1 else path.stem


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each call, as written: `User.objects.filter`, `publish`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def found(broken: Iterator[str]) -> None:
    lines = list(broken)
    assert not lines, "\n" + "\n".join(lines)


def test_events_are_published_by_actions_only():
    found(
        f"{path}:{line} {name}"
        for path, tree in sources(*DOMAIN)
        if role(path) not in {"actions", "tasks"} and path.parts[0] not in {"realtime"}
        for line, name in calls(tree)
        if name in {"publish", "relay"} or name.endswith(".publish")
    )


def test_tasks_are_sent_by_actions_only():
    found(
        f"{path}:{line} {name}"
        for path, tree in sources(*DOMAIN)
        if role(path) not in {"actions", "tasks", "mail"}
        for line, name in calls(tree)
        if (name.endswith((".delay", ".apply_async")) and path.parts[0] != "jobs") or _sends_a_task(tree, name)
    )


def _sends_a_task(tree: ast.Module, name: str) -> bool:
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("tasks")
        for alias in node.names
    }
    return name.endswith(".send") and name.removesuffix(".send") in imported


def test_doors_do_not_query_or_write():
    verbs = (".save", ".delete", ".create", ".update", ".bulk_create", ".get_or_create", ".update_or_create")
    found(
        f"{path}:{line} {name}"
        for path, tree in sources()
        if role(path) in DOORS
        for line, name in calls(tree)
        if ".objects." in f"{name}." or name.endswith("get_object_or_404") or name.endswith(verbs)
    )


def test_async_code_reaches_the_database_through_one_door():
    bridges = {"sync_to_async", "database_sync_to_async", "run_in_executor", "to_thread", "async_to_sync"}
    found(
        f"{path}:{line} {name}"
        for path, tree in sources()
        if str(path) != "tenants/context.py"
        for line, name in calls(tree)
        if name.split(".")[-1] in bridges
    )


def test_saving_names_its_fields():
    found(
        f"{path}:{node.lineno} {ast.unparse(node)}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "save"
        and not ast.unparse(node.func.value).startswith(("super()", "form", "image", "picture", "request.session"))
        and {"update_fields", "force_insert", "content"}.isdisjoint(keyword.arg for keyword in node.keywords)
        and not (node.args and isinstance(node.args[0], ast.Name | ast.Call | ast.Attribute | ast.JoinedStr))
    )


def test_actions_take_named_and_annotated_arguments():
    found(
        f"{path}:{function.lineno} {function.name}"
        for path, tree in sources(*DOMAIN)
        if role(path) == "actions"
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_") and not _is_plain(function)
    )


def _is_plain(function: ast.FunctionDef) -> bool:
    arguments = function.args
    positional = arguments.args + arguments.posonlyargs
    annotated = all(argument.annotation for argument in arguments.kwonlyargs) and function.returns is not None
    return not positional and annotated


def test_tasks_have_a_base_that_knows_its_company():
    found(
        f"{path}:{function.lineno} {function.name}"
        for path, tree in sources(*DOMAIN)
        if role(path) == "tasks"
        for function in tree.body
        if isinstance(function, ast.FunctionDef)
        for decorator in function.decorator_list
        if "shared_task" in ast.unparse(decorator)
        and not any(base in ast.unparse(decorator) for base in ("CompanyTask", "PlatformTask", "PeriodicTask"))
    )


def test_nothing_hangs_on_signals():
    """A signal is invisible at the call site; what must follow is called, or registered in a hook."""
    found(
        f"{path}:{node.lineno}"
        for path, tree in sources(*DOMAIN)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.dispatch")
    )


def test_a_company_is_entered_without_public_behind_it():
    found(
        f"{path}:{line} {name}"
        for path, tree in sources()
        if str(path) not in {"core/schema.py", "tenants/middleware.py"}
        for line, name in calls(tree)
        if name.split(".")[-1] in {"set_tenant", "set_schema", "tenant_context", "schema_context", "activate_tenant"}
    )


@pytest.mark.parametrize("word", ["utils", "helpers", "misc", "common"])
def test_no_file_is_a_drawer(word: str):
    found(str(path) for path, _ in sources() if path.stem == word or word in path.parts)
