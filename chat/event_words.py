"""The words for what happened in a thread. The line itself has none: each reader's page fills in theirs.

For each `what` of an event there may be three sentences: of others, `…_by_you` where the reader did it, `…_you`
where it happened to the reader alone. `%(by)s` is who did it, `%(people)s` to whom, all else stands in its detail.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chat.models import Message
from people.models import User

WORDS: dict[str, str | Promise] = {
    "added": _("%(by)s added %(people)s"),
    "added_by_you": _("You added %(people)s"),
    "added_you": _("%(by)s added you"),
    "removed": _("%(by)s removed %(people)s"),
    "removed_by_you": _("You removed %(people)s"),
    "removed_you": _("%(by)s removed you"),
    "joined": _("%(by)s joined"),
    "joined_by_you": _("You joined"),
    "left": _("%(by)s left"),
    "left_by_you": _("You left"),
    "renamed": _("%(by)s named the conversation “%(name)s”"),
    "renamed_by_you": _("You named the conversation “%(name)s”"),
    "unnamed": _("%(by)s took the name away"),
    "unnamed_by_you": _("You took the name away"),
    "picture": _("%(by)s changed the picture"),
    "picture_by_you": _("You changed the picture"),
    "no_picture": _("%(by)s took the picture away"),
    "no_picture_by_you": _("You took the picture away"),
    "history_all": _("%(by)s decided: new people see what was said before"),
    "history_all_by_you": _("You decided: new people see what was said before"),
    "history_joined": _("%(by)s decided: new people see only what is said from then on"),
    "history_joined_by_you": _("You decided: new people see only what is said from then on"),
    "made_admin": _("%(by)s made %(people)s an admin"),
    "made_admin_by_you": _("You made %(people)s an admin"),
    "made_admin_you": _("%(by)s made you an admin"),
    "unmade_admin": _("%(people)s is no longer an admin"),
    "unmade_admin_you": _("You are no longer an admin"),
    "became_admin": _("%(by)s is an admin now"),
    "became_admin_by_you": _("You are an admin now"),
    "archived": _("%(by)s archived the group: it can be read, nobody writes in it any more"),
    "archived_by_you": _("You archived the group: it can be read, nobody writes in it any more"),
    "unarchived": _("%(by)s brought the group back"),
    "unarchived_by_you": _("You brought the group back"),
    "pinned": _("%(by)s pinned a message"),
    "pinned_by_you": _("You pinned a message"),
    "and": _("%(some)s and %(last)s"),
}


def words_for_page() -> dict[str, str]:
    """All of them in the reader's language, for the page's script."""
    return {what: str(words) for what, words in WORDS.items()}


def line_of(message: Message, reader: User) -> str:
    """The line as this reader is told it."""
    people = message.detail.get("people", [])
    told = {**message.detail, "by": str(message.author), "people": _names([person["name"] for person in people])}
    return str(WORDS[_which(message, reader, people)]) % told


def _which(message: Message, reader: User, people: list[dict[str, Any]]) -> str:
    what = message.detail["what"]
    if [person["id"] for person in people] == [str(reader.pk)] and f"{what}_you" in WORDS:
        return f"{what}_you"
    return f"{what}_by_you" if message.author_id == reader.pk and f"{what}_by_you" in WORDS else what


def _names(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return str(WORDS["and"]) % {"some": ", ".join(names[:-1]), "last": names[-1]}
