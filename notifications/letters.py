"""What a mail about something that was written says: the words themselves, and the way back to where they stand."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jobs.mail import Letter
from notifications.kinds import Shown
from notifications.models import Notification
from people.models import User

QUOTED = 600  # characters


def letter(reader: User, row: Notification, shown: Shown) -> Letter:
    """What was written stands in the mail itself."""
    return Letter(
        subject=shown.text,
        paragraphs=(f"{shown.text}:",) if shown.quote else (shown.text,),
        quote=shown.quote,
        action=_("Answer"),
        link=shown.link,
    )
