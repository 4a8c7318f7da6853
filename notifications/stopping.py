"""The link in a mail that stops mails of its sort: it works without signing in, for that person and kind alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.http import Http404

from core.schema import entered
from notifications.kinds import KINDS, Kind
from people.models import User


@dataclass(frozen=True)
class Stop:
    person: User
    kind: Kind


def stop_link(home: str, person: User, kind: Kind) -> str:
    return f"{home}/unsubscribe/{_signer().sign_object([person.pk, kind.name])}/"


def stop_for(token: str) -> Stop:
    """What a link stands for, or 404. It does not run out: an old mail's must work too."""
    try:
        pk, name = _signer().unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    person, kind = User.objects.filter(pk=pk).first(), KINDS.get(name)
    if person is None or kind is None:
        raise Http404
    return Stop(person, kind)


def _signer() -> signing.Signer:
    return signing.Signer(salt=f"unsubscribe:{entered()}")
