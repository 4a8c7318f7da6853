"""Kinds of notifications. Each app declares its own in its `AppConfig.ready()`; this one only carries them.

    COMMENTED = register(Kind(name="feed.post_commented", label=gettext_lazy("Comments on your posts"), …, show=show))

`show(reader, rows)` makes the words and the link, when they are read, for that reader and in the language that is
active: it looks at the rights again and leaves out what the reader may not see any more. What is left out is
neither shown nor pushed nor mailed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.models import Delivery, Notification
from people.models import User

if TYPE_CHECKING:
    from jobs.mail import Letter

PUSH, MAIL = Delivery.Channel.PUSH, Delivery.Channel.MAIL


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One notification as one reader sees it. Plain text throughout; `link` is a path of this company's host."""

    text: str
    link: str
    who: str = ""  # the part of `text` that names people, for emphasis
    quote: str = ""  # some of what was written
    person: User | None = None  # whose face stands beside it
    hint: str = ""  # what a lock screen may say of it where it may not say what happened: "3 new messages"


Show = Callable[[User, Sequence[Notification]], Mapping[int, Shown]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What there is to know of one kind.

    `channels` are those by which it goes out beside the bell, unless the person chose otherwise. `open_on_lock_screen`
    lets a push say what happened; without it, it says no more than `Shown.hint`, or that there is something.
    Without `bell` it is neither listed nor counted at the bell: what it tells of has a number of its own elsewhere.
    """

    name: str  # <app>.<what>: stands in rows for ever
    label: str | Promise  # what people choose in their settings
    icon: str
    show: Show
    channels: frozenset[str] = frozenset()
    bell: bool = True
    push_after: timedelta = timedelta(0)
    mail_after: timedelta = timedelta(minutes=10)
    open_on_lock_screen: bool = False
    urgent: bool = False  # wakes a device that saves its battery
    letter: Callable[[User, Notification, Shown], Letter] | None = None  # its link may be a path

    def __str__(self) -> str:
        return self.name


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known. Registering the same again changes nothing."""
    if MAIL in kind.channels and kind.letter is None:
        raise ValueError(f"{kind.name} goes out by mail and has no letter")
    known = KINDS.setdefault(kind.name, kind)
    if known.show is not kind.show:
        raise ValueError(f"{kind.name} is taken")
    return known


def beside_the_bell() -> list[str]:
    """Names of the kinds that have no place at the bell."""
    return [name for name, kind in KINDS.items() if not kind.bell]


def names(row: Notification, people: Mapping[int, User]) -> str:
    """ "Ana", "Ana and Ben", "Ana and 4 others": those who did it, the latest first."""
    known = [str(people[pk]) for pk in row.actors if pk in people]
    if not known:
        return _("Somebody")
    if row.actor_count <= 1 or len(known) == row.actor_count == 1:
        return known[0]
    if row.actor_count == 2 and len(known) > 1:
        return _("%(one)s and %(other)s") % {"one": known[0], "other": known[1]}
    others = row.actor_count - 1
    return ngettext("%(one)s and %(n)s other", "%(one)s and %(n)s others", others) % {"one": known[0], "n": others}


def actors_of(rows: Sequence[Notification]) -> dict[int, User]:
    """The people named in these rows, with one query."""
    wanted = {pk for row in rows for pk in row.actors[:2]}
    return User.objects.in_bulk(wanted) if wanted else {}
