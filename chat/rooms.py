"""Work Chat's rooms in the company's settings."""

from django.utils.translation import gettext_lazy as _

from administration.sections import Section, register
from people.roles import Right

STICKERS = Section(
    name="stickers",
    url="chat:own_stickers",
    label=_("Stickers and emoji"),
    icon="sticker",
    right=Right.MANAGE_CONTENT,
    place=65,
)


def open_them() -> None:
    register(STICKERS)
