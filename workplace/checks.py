"""System checks of what an installation says in its environment: each mistake with what to do about it."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from py_vapid import Vapid02

REGISTRATION = {"pilot", "open"}
MAIL_SCHEMES = {"smtp", "smtp+tls", "smtps"}
DATABASE_SCHEMES = {"postgres", "postgresql"}
VALKEY_SCHEMES = {"redis", "rediss"}


@register(Tags.security)
def environment(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    return list(problems(os.environ))


def problems(said: Mapping[str, str]) -> Iterator[CheckMessage]:
    """What is wrong with an environment. A name that is not there has its default, which is right."""
    yield from _doors(said)
    yield from _secrets(said)
    yield from _pilot(said)
    yield from _servers(said)
    yield from _push(said)


def _doors(said: Mapping[str, str]) -> Iterator[CheckMessage]:
    public = urlsplit(said.get("PUBLIC_URL", "http://localhost:8000"))
    if public.scheme not in {"http", "https"} or not public.hostname or public.path.strip("/"):
        yield Error(
            "PUBLIC_URL is not the address of a host.",
            hint="Like https://network.example.com: the scheme, the host, a port if need be, and no path.",
            id="workplace.E001",
        )
    elif public.scheme == "http" and not is_loopback(public.hostname):
        yield Warning(
            "PUBLIC_URL is http on a public host: passwords and sessions travel in the open.",
            hint="Serve it by https, and say so in PUBLIC_URL.",
            id="workplace.W002",
        )
    is_public = not is_loopback(public.hostname or "")
    if is_public and _is_on(said, "DEBUG"):
        yield Error(
            "DEBUG is on and PUBLIC_URL names a public host: errors would show settings and code to everybody.",
            hint="Unset DEBUG.",
            id="workplace.E003",
        )
    if is_public and _is_on(said, "LOOPBACK_ONLY"):
        yield Error(
            "LOOPBACK_ONLY is on and PUBLIC_URL names a public host: the demo's operator would need no second factor.",
            hint="Unset LOOPBACK_ONLY. Only `manage.py up` sets it, where nobody else can reach the machine.",
            id="workplace.E004",
        )
    if is_public and said.get("MAIL_FOLDER"):
        yield Error(
            "MAIL_FOLDER is set: every mail, with its codes and links, can be read on the public host.",
            hint="Unset MAIL_FOLDER and name a mail server in EMAIL_URL.",
            id="workplace.E005",
        )


def _secrets(said: Mapping[str, str]) -> Iterator[CheckMessage]:
    if not said.get("SECRET_KEY") and not _is_on(said, "DEBUG") and not _is_on(said, "LOOPBACK_ONLY"):
        yield Error(
            "SECRET_KEY is missing: sessions, codes and links could not be signed.",
            hint="Set it to 50 random characters or more, the same for all processes, and keep it: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
            id="workplace.E006",
        )


def _pilot(said: Mapping[str, str]) -> Iterator[CheckMessage]:
    registration = said.get("REGISTRATION", "pilot")
    if registration not in REGISTRATION:
        yield Error(
            f"REGISTRATION is {registration!r}.",
            hint="pilot: operators put companies on the list. open: a company with a proven address lists itself.",
            id="workplace.E007",
        )
    size = said.get("PILOT_SIZE", "300")
    if not size.isdigit() or int(size) < 1:
        yield Error(
            f"PILOT_SIZE is {size!r}.", hint="A whole number: how many companies may be listed.", id="workplace.E008"
        )


def _servers(said: Mapping[str, str]) -> Iterator[CheckMessage]:
    for name in ("DATABASE_URL", "ADMIN_DATABASE_URL"):
        if name in said and not _is_url(said[name], DATABASE_SCHEMES, path=True):
            yield Error(
                f"{name} is not the address of a PostgreSQL database.",
                hint="Like postgresql://user:password@host:5432/database.",
                id="workplace.E009",
            )
    if "REDIS_URL" in said and not _is_url(said["REDIS_URL"], VALKEY_SCHEMES):
        yield Error(
            "REDIS_URL is not the address of a Valkey or Redis server.",
            hint="Like redis://host:6379, without a database number.",
            id="workplace.E010",
        )
    if "EMAIL_URL" in said and not _is_url(said["EMAIL_URL"], MAIL_SCHEMES):
        yield Error(
            "EMAIL_URL is not the address of a mail server.",
            hint="smtp://host:25, smtp+tls://user:password@host:587 or smtps://user:password@host:465.",
            id="workplace.E011",
        )
    yield from _storage(said)
    if "MAIL_ADDRESS" in said and not _is_address(said["MAIL_ADDRESS"]):
        yield Error(
            "MAIL_ADDRESS is not a mail address.", hint="Like network@example.com, without a name.", id="workplace.E012"
        )


def _push(said: Mapping[str, str]) -> Iterator[CheckMessage]:
    key = said.get("VAPID_PRIVATE_KEY", "")
    if key and not _is_private_key(key):
        yield Error(
            "VAPID_PRIVATE_KEY is not a private key for Web Push.",
            hint="The 32 bytes of a P-256 key in URL-safe base64 without padding (43 characters). Better unset it: "
            "each company then makes its own. Changing it ends every device's subscription.",
            id="workplace.E013",
        )


def _is_private_key(text: str) -> bool:
    try:
        Vapid02.from_string(text)
    except Exception:  # py_vapid and cryptography each have their own
        return False
    return len(text) == 43


def _storage(said: Mapping[str, str]) -> Iterator[CheckMessage]:
    names = [name for name in ("S3_URL", "S3_REGION", "S3_KEY", "S3_SECRET", "S3_FOLDER") if said.get(name)]
    if names and not said.get("S3_BUCKET"):
        yield Error(
            f"{names[0]} is set and S3_BUCKET is not: files would go to MEDIA_ROOT.",
            hint="Name the bucket in S3_BUCKET, or unset what begins with S3_.",
            id="workplace.E020",
        )
    if said.get("S3_URL") and not _is_url(said["S3_URL"], {"http", "https"}):
        yield Error(
            "S3_URL is not the address of a storage.",
            hint="Like https://s3.eu-west-3.example.com, without the bucket's name.",
            id="workplace.E021",
        )
    if bool(said.get("S3_KEY")) != bool(said.get("S3_SECRET")):
        yield Error(
            "Of S3_KEY and S3_SECRET only one is set.",
            hint="Set both, or neither where the machine has a role of its own.",
            id="workplace.E022",
        )
    for name in ("LARGEST_FILE_MB", "COMPANY_SPACE_GB"):
        if said.get(name) and (not said[name].isdigit() or int(said[name]) < 1):
            yield Error(f"{name} is {said[name]!r}.", hint="A whole number, 1 or more.", id="workplace.E023")
    folder = said.get("UPLOAD_FOLDER")
    if folder and not os.access(folder, os.W_OK):
        yield Error(
            "UPLOAD_FOLDER is no folder that we can write to.",
            hint="A folder on a disk, for files on their way in; without it the system's own for temporary files.",
            id="workplace.E024",
        )


def is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_on(said: Mapping[str, str], name: str) -> bool:
    return said.get(name, "").strip().lower() in {"1", "true", "yes"}


def _is_url(text: str, schemes: set[str], *, path: bool = False) -> bool:
    try:
        at = urlsplit(text)
        found = bool(at.hostname) and (at.port is None or at.port > 0)
    except ValueError:
        return False
    return found and at.scheme in schemes and bool(at.path.strip("/")) == path


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
