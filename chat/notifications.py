"""What Work Chat tells people of: what is written to them, where they are meant or quoted, what they wanted again.

A direct message has no place at the bell: its thread has a number of its own. All rows say in `detail` where their
latest message stands (`thread`, `seq`, `message`), so that reading up to there reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Count, F, Max, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chat.models import Message, Thread
from chat.peace import unheard_by
from chat.stickers import in_words
from notifications.kinds import MAIL, PUSH, Kind, Shown
from notifications.letters import QUOTED, letter
from notifications.models import Notification
from people.models import User


def place_of(message: Message) -> dict[str, str | int]:
    """A row's `detail`."""
    return {"thread": str(message.thread_id), "seq": message.seq, "message": str(message.pk)}


def show_direct(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """What is unread in the thread; where all is read, its latest message, for whoever comes by an old push."""
    waiting = _unread(reader, [row.about_id for row in rows])
    latest = {row.pk: waiting.get(row.about_id, (0, int(row.detail["message"])))[1] for row in rows}
    messages = _messages(reader, latest.values())
    found = {}
    for row in rows:
        message, times = messages.get(latest[row.pk]), waiting.get(row.about_id, (1, 0))[0]
        if message is None:
            continue
        words = ngettext("%(who)s wrote to you", "%(who)s wrote you %(n)s messages", times)
        found[row.pk] = Shown(
            text=words % {"who": message.author, "n": times},
            who=str(message.author),
            link=f"/chat/{row.about_id}/",
            quote=message.text[:QUOTED] or in_words(message),
            person=message.author,
            hint=ngettext("New message", "%(n)s new messages", times) % {"n": times},
        )
    return found


def show_mentioned(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    return _show(reader, rows, _mentioned)


def show_replied(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    return _show(reader, rows, _replied)


def show_reminder(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    return _show(reader, rows, _reminded)


def _show(reader: User, rows: Sequence[Notification], say: Callable[[Message, str], str]) -> dict[int, Shown]:
    messages = _messages(reader, [row.about_id for row in rows])
    return {
        row.pk: Shown(
            text=say(message, _name_of(message.thread)),
            who=str(message.author),
            link=f"/chat/{message.thread_id}/?message={message.pk}",
            quote=message.text[:QUOTED] or in_words(message),
            person=message.author,
            hint=_("New message"),
        )
        for row in rows
        if (message := messages.get(row.about_id)) is not None
    }


def _messages(reader: User, ids: Iterable[int]) -> dict[int, Message]:
    """Those that the reader sees now, and not of somebody whom they block."""
    seen = Message.objects.visible_to(reader).filter(deleted_at=None).exclude(author__in=unheard_by(reader))
    return seen.select_related("author", "thread__group").in_bulk(list(ids))


def _unread(reader: User, threads: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many messages of others wait in each thread, and the latest of them."""
    waiting = Message.objects.filter(
        ~Q(author=reader),
        thread__in=threads,
        thread__members__person=reader,
        thread__members__left_at=None,
        seq__gt=Greatest(F("thread__members__read_seq"), F("thread__members__from_seq")),
        deleted_at=None,
    )
    rows = list(waiting.order_by().values_list("thread").annotate(Count("pk"), Max("seq")))
    places = Q(pk__in=[])
    for thread, _times, seq in rows:
        places |= Q(thread=thread, seq=seq)
    latest = dict(Message.objects.filter(places).values_list("thread", "pk"))
    return {thread: (times, latest[thread]) for thread, times, _seq in rows}


def _name_of(thread: Thread) -> str:
    return thread.name or (str(thread.group) if thread.group else "")


def _mentioned(message: Message, thread: str) -> str:
    if message.means_all and thread:
        return _("%(who)s wrote to everybody in %(thread)s") % {"who": message.author, "thread": thread}
    if thread:
        return _("%(who)s mentioned you in %(thread)s") % {"who": message.author, "thread": thread}
    return _("%(who)s mentioned you in Work Chat") % {"who": message.author}


def _replied(message: Message, thread: str) -> str:
    if thread:
        return _("%(who)s answered your message in %(thread)s") % {"who": message.author, "thread": thread}
    return _("%(who)s answered your message") % {"who": message.author}


def _reminded(message: Message, thread: str) -> str:
    return _("You wanted to come back to a message of %(who)s") % {"who": message.author}


DIRECT = Kind(
    name="chat.direct_message",
    label=gettext_lazy("Messages to you alone"),
    icon="chat",
    show=show_direct,
    channels=frozenset({PUSH}),
    bell=False,
    urgent=True,
)
MENTIONED = Kind(
    name="chat.mentioned",
    label=gettext_lazy("Mentions of you in Work Chat"),
    icon="at",
    show=show_mentioned,
    letter=letter,
    channels=frozenset({PUSH, MAIL}),
    urgent=True,
)
REPLIED = Kind(
    name="chat.replied",
    label=gettext_lazy("Answers to your messages"),
    icon="comment",
    show=show_replied,
    letter=letter,
    channels=frozenset({PUSH, MAIL}),
    urgent=True,
)
REMINDER = Kind(
    name="chat.reminder",
    label=gettext_lazy("Messages you wanted to be reminded of"),
    icon="bell",
    show=show_reminder,
    letter=letter,
    channels=frozenset({PUSH}),
    urgent=True,
)
KINDS = (DIRECT, MENTIONED, REPLIED, REMINDER)
