"""The sections there are from the start."""

from django.utils.translation import gettext_lazy as _

from administration.access import groups_waiting, waiting_requests
from administration.sections import Section, register
from people.roles import Right

GENERAL = register(
    Section(
        name="general",
        url="administration:general",
        label=_("General"),
        icon="building",
        right=Right.MANAGE_SETTINGS,
        place=10,
    )
)
DOMAINS = register(
    Section(
        name="domains",
        url="administration:domains",
        label=_("Mail domains"),
        icon="at",
        right=Right.MANAGE_SETTINGS,
        place=20,
    )
)
ENTRY = register(
    Section(
        name="entry",
        url="administration:entry",
        label=_("Coming in"),
        icon="lock",
        right=Right.MANAGE_SETTINGS,
        place=30,
    )
)
REQUESTS = register(
    Section(
        name="requests",
        url="administration:requests",
        label=_("Requests"),
        icon="invite",
        right=Right.MANAGE_PEOPLE,
        place=40,
        waits=waiting_requests,
    )
)
PEOPLE = register(
    Section(
        name="people",
        url="administration:people",
        label=_("People"),
        icon="people",
        right=Right.MANAGE_PEOPLE,
        place=50,
    )
)
ROLES = register(
    Section(
        name="roles",
        url="administration:roles",
        label=_("Roles"),
        icon="shield",
        right=Right.MANAGE_ROLES,
        place=60,
    )
)
GROUPS = register(
    Section(
        name="groups",
        url="administration:groups",
        label=_("Groups"),
        icon="groups",
        right=Right.MANAGE_SETTINGS,
        place=62,
        waits=groups_waiting,
    )
)
LOG = register(
    Section(
        name="log",
        url="administration:log",
        label=_("Log"),
        icon="file",
        right=Right.READ_AUDIT,
        place=70,
    )
)
