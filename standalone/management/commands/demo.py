"""`manage.py demo`: the two demo companies, where nobody else can reach them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from standalone.demo import make_demo


class Command(BaseCommand):
    help = "Make the two demo companies, with a password that everybody knows; on the loopback interface only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOOPBACK_ONLY:
            raise CommandError("The demo's password is known to everybody: it is made where LOOPBACK_ONLY=1 only.")
        make_demo()
