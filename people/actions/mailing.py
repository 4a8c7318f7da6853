"""Letters about accounts. A request only notes what was asked; the worker decides what, if anything, goes out.

So the request does the same work for every address, known or not, and its time tells nothing.
"""

from __future__ import annotations

from django.utils import timezone
from django_tenants.utils import get_public_schema_name

from core.schema import entered
from jobs.mail import new_message_id
from people.tasks import send_company_account_mail, send_operator_account_mail, send_sign_up_code


def mail_sign_up_code(*, address: str, code: str, language: str) -> None:
    """Send a sign-up code to an address, if it may come in."""
    send_sign_up_code.send(address=address, code=code, language=language, asked_at=_now(), message_id=new_message_id())


def mail_account(*, kind: str, address: str, language: str, code: str = "", detail: dict[str, str]) -> None:
    """Send what sign-in, reset and second factors have to say; `kind` is the name of allauth's template."""
    task = send_operator_account_mail if entered() == get_public_schema_name() else send_company_account_mail
    task.send(
        kind=kind,
        address=address,
        language=language,
        code=code,
        detail=detail,
        asked_at=_now(),
        message_id=new_message_id(),
    )


def _now() -> str:
    return timezone.now().isoformat()
