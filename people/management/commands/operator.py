"""`manage.py operator add | list | remove`: who may open the operators' admin on the public host."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from core.schema import inside_public
from people import actions
from people.models import User
from people.views.operators import welcome_path


class Command(BaseCommand):
    help = "Operators list companies and decide applications, in the admin on the public host."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="make one, or give one who lost the password a new link")
        add.add_argument("email")
        add.add_argument("--name", default="")
        verbs.add_parser("list", help="who they are")
        verbs.add_parser("remove", help="shut one out at once").add_argument("email")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        with inside_public():
            getattr(self, verb)(**options)

    def add(self, *, email: str, name: str, **_options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an address.") from None
        operator = actions.add_operator(email=email, name=name)
        self.stdout.write(
            f"{operator.email} is an operator. This link works once, for one day; there they choose a password:\n\n"
            f"  {settings.PUBLIC_URL}{welcome_path(operator)}\n\n"
            "After signing in they set up a second factor, before anything else."
        )

    def list(self, **_options: Any) -> None:
        for operator in User.objects.filter(is_staff=True, is_active=True).order_by("email"):
            seen = f"last signed in {operator.last_login:%Y-%m-%d}" if operator.last_login else "never signed in"
            self.stdout.write(f"{operator.email}  {operator.name or '-'}  {seen}")

    def remove(self, *, email: str, **_options: Any) -> None:
        operator = User.objects.filter(email=email.strip().lower(), is_staff=True, is_active=True).first()
        if operator is None:
            raise CommandError(f"{email} is not an operator.")
        actions.remove_operator(operator=operator)
        self.stdout.write(f"{operator.email} is no operator any more and is signed out everywhere.")
