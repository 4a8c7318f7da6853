"""`manage.py demo`: the two demo companies and their operator."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from standalone.demo import make_demo
from standalone.folders import HOME
from standalone.state import State


class Command(BaseCommand):
    help = "Make the demo companies. Only where nobody but this machine can reach them: everybody knows their password."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOOPBACK_ONLY:
            raise CommandError(
                "The demo companies have a password everybody knows, so they are made only where nobody but this "
                "machine can sign in: with `python3 manage.py up`, on its own address."
            )
        State(HOME / "state.json").note("demo")  # first: half a demo must not be opened to others either
        make_demo(self.stdout.write)
