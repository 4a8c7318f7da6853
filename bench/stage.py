"""What every measurement needs: a company of its own with people who are signed in, on this machine only."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

HOST = "bench.localhost"
MOST = 20_000  # nothing here runs away


def set_up() -> None:
    """Django, with the servers that `up` runs unless the environment names others."""
    from standalone import environment

    environment.fill_in()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workplace.settings")
    import django

    django.setup()
    from django.conf import settings

    only_here(settings.DATABASE_URL)
    only_here(settings.REDIS_URL)


def only_here(url: str) -> tuple[str, int]:
    """The address behind a URL; anything but this machine is refused."""
    at = urlsplit(url)
    name = at.hostname or ""
    address = "127.0.0.1" if name.endswith("localhost") else socket.gethostbyname(name)
    if not address.startswith("127."):
        raise SystemExit(f"{name} is not this machine; measurements stay on loopback")
    return address, at.port or 80


@dataclass(frozen=True)
class Player:
    id: int
    token: str


@dataclass(frozen=True)
class Stage:
    schema: str
    players: list[Player]


def company(people: int, host: str = HOST) -> Stage:
    """The company `bench.localhost` with that many people and a session for each; made once, used again."""
    from django.utils import timezone

    from core.schema import inside
    from people.models import User

    found = listed(host)
    players = []
    with inside(found):
        for number in range(people):
            email = f"p{number}@bench.example"
            person = User.objects.filter(email=email).first()
            if person is None:
                fields = {"name": f"Player {number}", "joined_at": timezone.now(), "welcomed_at": timezone.now()}
                person = User.objects.create_user(email, None, **fields)
            players.append(Player(person.pk, session_of(person)))
    return Stage(found.schema_name, players)


def listed(host: str) -> Any:
    """The company of this host, whose network stands."""
    from tenants.actions import change_state, list_company
    from tenants.models import Company
    from tenants.provisioning import provision

    found = Company.objects.filter(domains__domain=host).first()
    if found is None:
        name = host.partition(".")[0]
        found = list_company(name=name.capitalize(), host=host, mail_domains=[f"{name}.example"], who="bench")
        provision(found, "")
        change_state(company=found, to=Company.State.LIVE, who="bench", why="measuring")
    return found


def session_of(person: Any) -> str:
    """A session in which the person is signed in; in the company that is entered now."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def line(name: str, seconds: list[float]) -> str:
    """`name  p50 1.2 ms  p95 3.4 ms  max 5.6 ms  (200)`"""
    ms = [value * 1000 for value in seconds]
    figures = f"p50 {percentile(ms, 0.5):6.2f} ms  p95 {percentile(ms, 0.95):6.2f} ms  max {max(ms):7.2f} ms"
    return f"{name:<34} {figures}  ({len(ms)})"
