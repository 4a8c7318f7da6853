"""Writes docs/realtime.md, docs/hooks.md and static/js/event_types.js from what the apps declare."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from realtime.catalogue import documents


class Command(BaseCommand):
    help = "Write the generated documents (real time, hooks) and the browser's list of event types."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, fail if one of them is stale")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        stale = []
        for name, text in documents().items():
            path = settings.BASE_DIR / name
            if path.exists() and path.read_text() == text:
                continue
            stale.append(name)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        if check and stale:
            raise CommandError(f"Stale: {', '.join(stale)}. Run: python3 manage.py document")
        self.stdout.write(f"Written: {', '.join(stale)}" if stale else "All fresh.")
