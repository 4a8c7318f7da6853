"""Telling people: their rows are written with what they tell of, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from psycopg.types.json import Jsonb

from notifications.events import NotificationChanged, NotificationCreated
from notifications.group_bells import KINDS as OF_GROUPS
from notifications.joining import CAME_IN
from notifications.kinds import KINDS, MAIL, PUSH, Kind
from notifications.models import MOST_ACTORS, Choice, thing
from notifications.tasks import mail, push
from people.models import Invite, User
from realtime.publish import publish

BATCH = 5000  # people in one statement
WORKERS = 4  # tasks that share the pushes of one call
SHARE = 500  # pushes that are worth a task of their own

UPSERT = """
INSERT INTO notifications_notification AS old
    (person_id, kind, about_type, about_id, actors, actor_count, times, detail, created_at, changed_at)
SELECT person, %(kind)s, %(about_type)s, %(about_id)s, %(actors)s::bigint[], cardinality(%(actors)s::bigint[]), 1,
    %(detail)s, %(now)s, %(now)s
FROM unnest(%(people)s::bigint[]) WITH ORDINALITY AS wanted (person, place) ORDER BY place
ON CONFLICT (person_id, kind, about_type, about_id) DO UPDATE SET
    actors = CASE WHEN old.read_at IS NULL
        THEN (excluded.actors || array_remove(old.actors, %(by)s::bigint))[1:%(most)s] ELSE excluded.actors END,
    actor_count = CASE WHEN old.read_at IS NULL
        THEN old.actor_count + CASE WHEN old.actors @> excluded.actors THEN 0 ELSE 1 END
        ELSE excluded.actor_count END,
    times = CASE WHEN old.read_at IS NULL THEN old.times + 1 ELSE 1 END,
    detail = excluded.detail, changed_at = excluded.changed_at, seen_at = NULL, read_at = NULL
RETURNING id, person_id, times
"""
DELIVER = """
INSERT INTO notifications_delivery AS old (notification_id, channel, due_at, attempts, round)
SELECT row, %(channel)s, %(due)s, 0, 1 FROM unnest(%(rows)s::bigint[], %(people)s::bigint[]) AS told (row, person)
WHERE {reachable}
ORDER BY row
ON CONFLICT (notification_id, channel) DO UPDATE SET
    due_at = CASE WHEN old.leased_until IS NULL THEN LEAST(old.due_at, excluded.due_at) ELSE excluded.due_at END,
    attempts = 0, round = old.round + 1
"""
REACHABLE: dict[str, str] = {
    PUSH: "EXISTS (SELECT 1 FROM notifications_pushsubscription s WHERE s.person_id = person)",
    MAIL: "EXISTS (SELECT 1 FROM people_user u WHERE u.id = person AND u.email IS NOT NULL)",
}


@transaction.atomic(savepoint=False)
def notify(
    *,
    kind: Kind,
    people: Iterable[int],
    about: Model,
    by: User | None = None,
    detail: Mapping[str, str | int] | None = None,
) -> None:
    """Put `about` into the bells of these people, and on the way to their devices and mail boxes.

    One row per person, kind and thing: as long as it is unread, more of the same adds to it ("Ana and 4 others").
    Nobody is told of what they did themselves, nobody who left. `detail` is what the kind wants to know of the
    latest time when it makes words of it; it is no place for words.
    """
    if KINDS.get(kind.name) is not kind:
        raise ValueError(f"{kind.name} is not registered")
    now = timezone.now()
    wanted = {pk for pk in people if by is None or pk != by.pk}
    if not wanted:
        return
    ids = sorted(User.objects.here().filter(pk__in=wanted).values_list("pk", flat=True))
    told = [row for part in _parts(ids) for row in _write(kind, part, about, by, detail or {}, now)]
    if told:
        if kind.bell:
            _publish(kind, told, about)
        for channel in sorted(kind.channels):
            _send_out(kind, channel, told, now)


def tell_inviters(*, person: User) -> None:
    """Of somebody who came in: those whose invites are closed by it."""
    inviters = Invite.objects.filter(claimed_by=person, invited_by__isnull=False).values_list("invited_by", flat=True)
    notify(kind=CAME_IN, people=inviters, about=person, by=person)


def tell_of_group(*, what: str, people: Iterable[int], about: Model, by: User | None = None) -> None:
    """What groups say to people in person."""
    notify(kind=OF_GROUPS[what], people=people, about=about, by=by)


Told = tuple[int, int, int]  # row, person, how many times since it was read


def _write(
    kind: Kind, people: list[int], about: Model, by: User | None, detail: Mapping[str, str | int], now: datetime
) -> list[Told]:
    """In the order of people's keys: two calls for the same people wait for each other and do not lock up."""
    about_type, about_id = thing(about)
    values: dict[str, Any] = {
        "kind": kind.name,
        "about_type": about_type,
        "about_id": about_id,
        "people": people,
        "by": by.pk if by else None,
        "actors": [by.pk] if by else [],
        "most": MOST_ACTORS,
        "detail": Jsonb(dict(detail)),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, values)
        return cursor.fetchall()


def _publish(kind: Kind, told: Sequence[Told], about: Model) -> None:
    about_type, about_id = thing(about)
    what: dict[str, Any] = {"kind": kind.name, "about": {"type": about_type, "id": str(about_id)}}
    publish(NotificationCreated(**what), to=[person for _, person, times in told if times == 1])
    publish(NotificationChanged(**what), to=[person for _, person, times in told if times > 1])


def _send_out(kind: Kind, channel: str, told: Sequence[Told], now: datetime) -> None:
    """Write down what is to be sent. What is due now is handed to the worker, the rest is the sweep's."""
    people = [person for _, person, _ in told]
    refused = set(
        Choice.objects.filter(kind=kind.name, channel=channel, wanted=False, person__in=people).values_list(
            "person_id", flat=True
        )
    )
    wanting = [(row, person) for row, person, _ in told if person not in refused]
    due = now + (kind.push_after if channel == PUSH else kind.mail_after)
    for part in _parts(wanting):
        with connection.cursor() as cursor:
            cursor.execute(
                DELIVER.format(reachable=REACHABLE[channel]),
                {"channel": channel, "due": due, "rows": [row for row, _ in part], "people": [who for _, who in part]},
            )
            written = cursor.rowcount
        if written and due <= now:
            for _ in range(min(WORKERS, 1 + written // SHARE)):
                (push if channel == PUSH else mail).send()


def _parts(rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
