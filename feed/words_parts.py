"""The fixed words of polls and events, for templates and for the page's scripts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from feed.models import Rsvp


def part_words() -> dict[str, str]:
    return {
        "poll_one": _("Choose one option"),
        "poll_several": _("Choose as many options as you like"),
        "vote": _("Vote"),
        "withdraw": _("Withdraw my vote"),
        "add_option": _("Add an option"),
        "add": _("Add"),
        "close_poll": _("Close the poll"),
        "poll_closed": _("Closed"),
        "closes": _("Closes"),
        "results_later": _("You see the results after voting."),
        "who_voted": _("Who voted"),
        "who_comes": _("Who comes"),
        **{f"rsvp_{answer.value}": str(answer.label) for answer in Rsvp.Answer},
        "event_cancelled": _("Cancelled"),
        "to_calendar": _("Add to my calendar"),
        "change_event": _("Change"),
    }
