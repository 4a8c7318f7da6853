"""A phone signed in by the code that a signed-in screen shows."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict
from core.limits import limit
from core.origin import origin
from people.actions.devices import device_of
from people.events import SignInCodeUsed
from people.models import SIGN_IN_CODE_LIVES, SignInCode, User, token_hash
from people.templatetags.devices import device as device_name
from realtime.publish import publish


@transaction.atomic
def make_sign_in_code(*, person: User, session_key: str) -> tuple[SignInCode, str]:
    """A fresh code and the secret of its link. The one that this screen showed before stops working."""
    limit(f"sign_in_code:{person.pk}", rate=1 / 20, burst=15)
    screen = device_of(person=person, session_key=session_key)
    SignInCode.objects.unused().filter(shown_on=screen).delete()
    token, hashed = SignInCode.new_token()
    expires_at = timezone.now() + SIGN_IN_CODE_LIVES
    code = SignInCode.objects.create(person=person, shown_on=screen, token_hash=hashed, expires_at=expires_at)
    return code, token


@transaction.atomic
def claim_sign_in_code(*, token: str) -> SignInCode:
    """Use a code up. Of several who try at once, one gets it; the caller signs its person in."""
    now, came = timezone.now(), origin()
    # Locked first: an UPDATE that asks of another table too finds its rows in a sub-select, which PostgreSQL does
    # not ask again after waiting for the winner's lock; two phones were let in by one code.
    found = SignInCode.objects.select_related("person", "shown_on").select_for_update(of=("self",))
    code = found.open(now).filter(token_hash=token_hash(token)).first()
    if code is None:
        raise Conflict("code_dead", _("This code was used already, or its five minutes are over."))
    code.used_at, code.used_by = now, came.device
    code.save(update_fields=["used_at", "used_by"])
    names = {"device": device_name(came.device), "shown_on": device_name(code.shown_on.user_agent)}
    record(who=code.person, what="people.signed_in_by_code", on_whom=code.person, **names)
    publish(SignInCodeUsed(id=str(code.pk), device=names["device"]), to=[code.person_id])
    return code


def end_sign_in_code(*, code: SignInCode) -> None:
    """Make an open code worthless before its time."""
    SignInCode.objects.unused().filter(pk=code.pk).delete()
