"""A person's own notifications; those of others are 404."""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from core.compiled import Compiled
from core.errors import Conflict, Refusal
from core.fetching import Unfetchable, is_public, parse
from core.rest import to_pk
from notifications import hooks
from notifications.kinds import beside_the_bell
from notifications.models import COUNTED, Notification, NotificationQuerySet, PushSubscription
from people.models import User

NEWEST = ("changed_at", "pk")


def notification_for(person: User, pk: object) -> Notification:
    row = Notification.objects.visible_to(person).select_related("person").filter(pk=to_pk(pk)).first()
    if row is None:
        raise Http404
    return row


def notifications_of(person: User) -> NotificationQuerySet:
    """What has a place at the person's bell."""
    return Notification.objects.visible_to(person).exclude(kind__in=beside_the_bell())


def unread_count(person: User) -> int:
    """How many are unread; 100 means "more than 99"."""
    return len(_unread(tuple(beside_the_bell()))(person=person.pk))


@cache
def _unread(beside: tuple[str, ...]) -> Compiled[int]:
    """Every page asks it, so it is written once."""
    return Compiled(
        lambda person: (
            Notification.objects.visible_to(person)
            .exclude(kind__in=beside)
            .unread()
            .order_by()
            .values_list("pk", flat=True)[: COUNTED + 1]
        ),
        person=-1,
    )


def unread_counts(people: Iterable[int]) -> dict[int, int]:
    """The same for many people, with one query."""
    unread = Notification.objects.filter(person__in=people).exclude(kind__in=beside_the_bell()).unread()
    rows = unread.values_list("person_id")
    return dict(rows.annotate(Count("pk")).order_by())


def badges_of(people: Sequence[int]) -> Counter[int]:
    """What stands on the icon of each one's installed app: what is unread at the bell and elsewhere, as in a window's
    title."""
    found = Counter(unread_counts(people))
    for beside in hooks.unread_beside_the_bell(people=people):
        found.update(beside)
    return found


def subscriptions_of(person: User) -> QuerySet[PushSubscription]:
    """The person's devices, the latest first."""
    return PushSubscription.objects.filter(person=person).select_related("device").order_by("-created_at", "-pk")


def subscription_for(person: User, pk: object) -> PushSubscription:
    found = subscriptions_of(person).filter(pk=to_pk(pk)).first()
    if found is None:
        raise Http404
    return found


def device_of(person: User, session_key: str) -> UserSession:
    """The device that a session belongs to: what is pushed to goes with it."""
    device = UserSession.objects.filter(user=person, session_key=session_key).first()
    if device is None:
        raise Conflict("no_device", _("Sign in again on this device, then turn notifications on."))
    return device


def push_address(address: str) -> str:
    """Where a push service takes messages: https, and on the public internet as far as its name tells.

    What the name leads to is looked at each time something is sent there.
    """
    try:
        parts = parse(address)
        is_fine = parts.scheme == "https" and _may_be_public(str(parts.hostname))
    except Unfetchable:
        is_fine = False
    if not is_fine or len(address) > PushSubscription.LONGEST_ADDRESS:
        raise Refusal("invalid", _("This is no address of a push service."), fields={"endpoint": [address[:100]]})
    return address


def push_keys(public_key: str, secret: str) -> tuple[str, str]:
    """The device's keys, if one can encrypt with them."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(public_key))
        is_fine = len(_bytes(secret)) == 16
    except ValueError:
        is_fine = False
    if not is_fine:
        why = _("These are no keys of a device.")
        raise Refusal("invalid", why, fields={"keys": [why]})
    return public_key, secret


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except binascii.Error as broken:
        raise ValueError from broken


def _may_be_public(host: str) -> bool:
    try:
        return is_public(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return True
