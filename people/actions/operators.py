"""Operators of the installation: people's rows in the public schema. Made by `manage.py operator`, nowhere else."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from core.schema import inside_public
from people.models import User


def add_operator(*, email: str, name: str = "", password: str | None = None) -> User:
    """A new operator, or one who has lost the password: without one, until the link was followed."""
    with inside_public(), transaction.atomic():
        address = email.strip().lower()
        operator = User.objects.filter(email=address).first()
        if operator is None:
            operator = User.objects.create_user(address, password, name=name, is_staff=True, is_superuser=True)
        else:
            operator.set_password(password)
            operator.name = name or operator.name
            operator.is_active = operator.is_staff = operator.is_superuser = True
            operator.save(update_fields=["password", "name", "is_active", "is_staff", "is_superuser"])
        EmailAddress.objects.update_or_create(
            user=operator, email=address, defaults={"verified": True, "primary": True}
        )
    return operator


def remove_operator(*, operator: User) -> None:
    """The row stays, since histories name it; every way in goes."""
    with inside_public(), transaction.atomic():
        operator.is_active = operator.is_staff = operator.is_superuser = False
        operator.set_unusable_password()
        operator.save(update_fields=["is_active", "is_staff", "is_superuser", "password"])
        Authenticator.objects.filter(user=operator).delete()
        devices = UserSession.objects.filter(user=operator)
        Session.objects.filter(session_key__in=devices.values("session_key")).delete()
        devices.delete()
