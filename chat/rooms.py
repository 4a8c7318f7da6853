"""Work Chat's rooms in the company's settings."""

from django.utils.translation import gettext_lazy as _

from administration.sections import Section, register
from chat.reporting import waiting_reports
from people.roles import Right

STICKERS = Section(
    name="stickers",
    url="chat:own_stickers",
    label=_("Stickers and emoji"),
    icon="sticker",
    right=Right.MANAGE_CONTENT,
    place=65,
)
REPORTS = Section(
    name="reports",
    url="chat:reports",
    label=_("Reports"),
    icon="flag",
    right=Right.MANAGE_CONTENT,
    place=45,
    waits=waiting_reports,
)


def open_them() -> None:
    register(STICKERS)
    register(REPORTS)
