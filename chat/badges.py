"""How much waits in Work Chat, for the number on an app's icon."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

# As models/thread-index.js counts it for a window's title: nothing of what is muted or put away; what was marked
# unread by hand is one.
WAITING = """
    SELECT member.person_id, sum(CASE WHEN thread.last_seq > member.read_seq + member.own_after_read
        THEN thread.last_seq - member.read_seq - member.own_after_read ELSE member.marked_unread::int END)
    FROM chat_member AS member JOIN chat_thread AS thread ON thread.id = member.thread_id
    WHERE member.person_id = ANY(%(people)s) AND member.left_at IS NULL
        AND (member.muted_until IS NULL OR member.muted_until <= now())
        AND (member.archived_seq IS NULL OR member.archived_seq < thread.last_seq)
    GROUP BY member.person_id
"""


def unread_in_chat(*, people: Sequence[int]) -> dict[int, int]:
    """By person, how many messages they have not read."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"people": list(people)})
        return {person: int(number) for person, number in cursor.fetchall()}
