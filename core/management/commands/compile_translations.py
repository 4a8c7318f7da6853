"""`manage.py compile_translations`: .po → .mo, where it is newer."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.translations import compile_stale


class Command(BaseCommand):
    help = "Compile the translations that changed. Needs no gettext on the machine."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for text in compile_stale(Path(folder)):
                self.stdout.write(f"compiled {text.parent.parent.name}/{text.name}")
