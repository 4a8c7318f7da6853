"""Messages by their words: of one thread, or of all that a person is in. Rights stand in the query itself."""

from __future__ import annotations

from django.db import connection

from chat.models import Message, MessageQuerySet, Thread
from chat.peace import unheard_by
from content.search import Question
from content.searching import fitting, reckoned
from people.models import User

COMMON = 0.05  # of all messages, as PostgreSQL reckons: from there on each thread is asked by itself
OF_HOW_MANY = "SELECT reltuples FROM pg_class WHERE oid = 'chat_message'::regclass"
BY_THREAD = """
    SELECT found.id FROM chat_member AS member CROSS JOIN LATERAL (
        SELECT id, created_at FROM chat_message
        WHERE thread_id = member.thread_id AND seq > member.from_seq AND deleted_at IS NULL AND {which}
            AND author_id NOT IN (SELECT blocked_id FROM chat_block WHERE blocker_id = %(person)s)
        ORDER BY seq DESC LIMIT %(most)s
    ) AS found
    WHERE member.person_id = %(person)s AND member.left_at IS NULL
    ORDER BY found.created_at DESC, found.id DESC LIMIT %(most)s
"""


WHICH = {
    "asked": "words @@ %(asked)s::tsquery",
    "since": "created_at >= %(since)s::timestamptz",
    "until": "created_at < %(until)s::timestamptz",
    "at": "(created_at, id) < (%(at)s::timestamptz, %(pk)s::bigint)",
}


def messages_with(person: User, asked: str | None) -> MessageQuerySet:
    """Messages that the person may see, with what was asked for or with any words; removed ones have none any more,
    and of somebody blocked none is found."""
    return _with(Message.objects.visible_to(person), asked, person)


def newest_with(person: User, asked: str | None, most: int, question: Question) -> list[Message]:
    """The newest of them. A rare word is looked up in the index once; of a common one that would find a good part of
    all that was ever said, so there each thread is read from its end until it has enough; and so where no word is
    asked for. What one person wrote, or stands in one group's thread, is few enough."""
    if question.by or question.group or (asked is not None and _is_rare(asked)):
        found = question.past(question.between(messages_with(person, asked), "created_at"), "created_at", "pk")
        if question.by:
            found = found.filter(author=question.by)
        if question.group:
            found = found.filter(thread__group=question.group)
        return list(found.shown().order_by("-created_at", "-pk")[:most])
    at, pk = question.after or (None, None)
    given = {"asked": asked, "since": question.since, "until": question.until, "at": at}
    which = ["text <> ''", *(WHICH[name] for name, value in given.items() if value)]
    with connection.cursor() as cursor:
        statement = BY_THREAD.format(which=" AND ".join(which))
        cursor.execute(statement, {**given, "pk": pk, "person": person.pk, "most": most})
        ids = [pk for (pk,) in cursor.fetchall()]
    return list(Message.objects.filter(pk__in=ids).shown().order_by("-created_at", "-pk"))


def messages_in(thread: Thread, asked: str, *, reader: User) -> MessageQuerySet:
    """The same in one thread that was found through `thread_for`."""
    return _with(Message.objects.filter(thread=thread, seq__gt=thread.my_from_seq), asked, reader)


def _with(messages: MessageQuerySet, asked: str | None, reader: User) -> MessageQuerySet:
    said = messages.filter(fitting(asked)) if asked is not None else messages.exclude(text="")
    return said.filter(deleted_at=None).exclude(author__in=unheard_by(reader))


def _is_rare(asked: str) -> bool:
    return reckoned(Message, asked) <= COMMON * max(_all_messages(), 1)


def _all_messages() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OF_HOW_MANY)
        return cursor.fetchone()[0]
