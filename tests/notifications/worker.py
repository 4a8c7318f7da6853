"""The worker's application for tests that kill it: `celery -A tests.notifications.worker worker`.

The product's own, except that pushes go to a service on this machine, leases are short (and as in the product
longer than what is begun under them takes), and there is a kind of the tests.
"""

from __future__ import annotations

import http.client
import os
import threading
from datetime import timedelta
from urllib.parse import urlsplit

import django

from workplace.celery import app

django.setup()

from django.conf import settings  # noqa: E402

from core.fetching import Reason, Unfetchable  # noqa: E402
from notifications import mailing, push_service, pushing  # noqa: E402
from notifications.kinds import register  # noqa: E402
from tests.notifications.conftest import LOUD  # noqa: E402

settings.EMAIL_TIMEOUT = 2
pushing.LEASE = mailing.LEASE = timedelta(seconds=10)
pushing.STARTED_WITHIN = 4.0
lines = threading.local()


def post(address: str, headers: dict[str, str], body: bytes) -> int:
    """To the push service of the test, over a line of this thread's own, which after a failure is opened anew."""
    if not hasattr(lines, "open"):
        lines.open = http.client.HTTPConnection(
            "127.0.0.1", int(os.environ["TESTS_PUSH_PORT"]), timeout=push_service.SECONDS
        )
    try:
        lines.open.request("POST", urlsplit(address).path, body, headers)
        answer = lines.open.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as failed:
        lines.open.close()
        raise Unfetchable(Reason.TOO_SLOW if isinstance(failed, TimeoutError) else Reason.UNREACHABLE) from failed
    return answer.status


push_service.post = post
register(LOUD)

__all__ = ["app"]
