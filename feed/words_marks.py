"""The fixed words of what hangs on a post: see `feed.words`."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def days_in_words(numbers: Iterable[int]) -> list[tuple[int, str]]:
    """For how long something stands: what one may choose from."""
    return [(n, ngettext("%(n)s day", "%(n)s days", n) % {"n": n}) for n in numbers]


def mark_words() -> dict[str, str]:
    return {
        "pinned": pgettext("post", "Pinned"),
        "important": pgettext("post", "Important"),
        "until": pgettext("day", "until"),
        "read": pgettext("button", "Read"),
        "was_read": _("You have read it"),
        "read_of": _("Read by {n} of {total}"),
        "seen_of": _("{n} of {total}"),
        "seen_by": _("Seen by"),
        "shared_times": _("Shared"),
        "make_important": _("Make important…"),
        "pin_to_top": _("Pin to the top…"),
        "who_saw": _("Who has seen it"),
        "share": pgettext("button", "Share"),
        "save": pgettext("button", "Save for later"),
        "saved": pgettext("button", "Saved"),
        "is_saved": _("Saved. Only you see it."),
        "not_saved": _("Not saved any more."),
        "show": _("Show"),
        "was_shared": _("Shared."),
        "was_asked": _("They are asked."),
        "no_source": _("What was shared here is gone, or not for you to see."),
    }
