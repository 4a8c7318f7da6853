"""What rings at the desks of a company's admins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.access import requests_by_id
from notifications.kinds import Kind, Shown, register
from notifications.models import Notification
from people.models import User


def show_request(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """As long as it waits, and the reader may still decide."""
    found = requests_by_id(reader, [row.about_id for row in rows])
    link = reverse("administration:requests")
    return {
        row.pk: Shown(
            text=_("%(name)s asks to come in") % {"name": found[row.about_id].name},
            who=found[row.about_id].name,
            quote=found[row.about_id].address,
            link=link,
        )
        for row in rows
        if row.about_id in found
    }


ASKED_TO_JOIN = register(
    Kind(
        name="administration.join_requested",
        label=gettext_lazy("Somebody asks to come in"),
        icon="invite",
        show=show_request,
    )
)
