"""Which host a company may have, and which one to suggest."""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import Refusal
from core.schema import inside_public
from tenants.models import Host

LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
LEGAL_FORMS = re.compile(
    r"\b(ab|ag|as|aps|asa|bv|co|company|corp|corporation|eurl|gmbh|group|groupe|holding|inc|incorporated|kg|limited|llc"
    r"|llp|ltd|nv|oy|plc|pte|pty|sa|sarl|sas|sasu|se|spa|srl|ug)\b"
)


def full_host(text: str) -> str:
    """`brema` → `brema.<our host>`; a name with a dot is taken as it stands. Raises Refusal if nobody may have it."""
    host = text.strip().lower().rstrip(".")
    if "." not in host and host != settings.PUBLIC_HOST:
        host = f"{host}.{settings.PUBLIC_HOST}"
    labels = host.split(".")
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        raise _refuse(_("Letters, digits and hyphens only, such as “brema” or “network.brema.com”."))
    if host == settings.PUBLIC_HOST or is_reserved(host):
        raise _refuse(_("This host is reserved."))
    return host


def is_reserved(host: str) -> bool:
    """Under our own host one label only, and none that the installation may need itself."""
    label, dot, parent = host.rpartition(f".{settings.PUBLIC_HOST}")
    return bool(dot) and not parent and ("." in label or label in settings.RESERVED_HOSTS)


def free_host(text: str) -> str:
    """As `full_host`, and nobody has it yet."""
    host = full_host(text)
    with inside_public():
        if Host.objects.filter(domain=host).exists():
            raise _refuse(_("This host is taken."))
    return host


def suggest_label(name: str, domain: str) -> str:
    """A free label for a company: out of its name, else its mail domain, else with a number."""
    wishes = [label_of(name), label_of(domain.partition(".")[0])]
    wishes += [f"{wish}-{number}" for number in range(2, 100) for wish in wishes if wish]
    for wish in filter(None, wishes):
        try:
            free_host(wish)
        except Refusal:
            continue
        return wish
    return ""


def label_of(name: str) -> str:
    """`Bréma Kühlung GmbH` → `brema-kuhlung`; empty if nothing Latin is in it."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("&", " ")).encode("ascii", "ignore").decode()
    without_form = LEGAL_FORMS.sub(" ", plain.replace(".", ""))
    words = re.sub(r"[^a-z0-9]+", "-", without_form if without_form.strip() else plain).strip("-")
    return words[:40].rstrip("-")


def _refuse(text: str) -> Refusal:
    return Refusal("host", text, fields={"host": [text]})
