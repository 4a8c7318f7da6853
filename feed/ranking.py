"""The order of *Top*, and what it says when somebody asks why they see a post."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from feed.finding import newest_sql
from people.models import User

CANDIDATES = 240  # what *Top* chooses from: that many at most,
RECENT = timedelta(days=14)  # and no older
HALF_LIFE = 24  # hours in which a post loses half of its weight
NEAR = 50  # a group of so many is a team: what stands there is closer than news for all
MOST_OF_COMPANY = 5  # a post that everybody talks of weighs no more than this

# What *Top* goes by. Mentions and answers are what the reader's bell was told of.
SIGNALS = """
SELECT p.id, p.created_at, p.author_id, p.comment_count, p.reaction_count, p.group_id, g.member_count,
    f.id IS NOT NULL AS followed, s.seen_at, told.kinds, {older}
FROM ({found}) AS candidate JOIN feed_post AS p ON p.id = candidate.id
LEFT JOIN groups_group AS g ON g.id = p.group_id
LEFT JOIN people_follow AS f ON f.follower_id = %s AND f.followed_id = p.author_id AND f.ended_at IS NULL
LEFT JOIN feed_postseen AS s ON s.person_id = %s AND s.post_id = p.id
LEFT JOIN (
    SELECT about_id, array_agg(kind) AS kinds FROM notifications_notification
    WHERE person_id = %s AND about_type = 'feed.post' AND changed_at > %s GROUP BY about_id
) AS told ON told.about_id = p.id
ORDER BY p.created_at DESC, p.id DESC
"""
TOLD = {
    "feed.person_mentioned": "mention",
    "feed.comment_replied": "reply",
    "feed.post_commented": "answer",
}
NO_REASON: frozenset[str] = frozenset()
OWN = timedelta(hours=1)  # so long one's own post stands where its author finds it
WEIGHTS = {"own": 5.0, "mention": 5.0, "reply": 4.0, "answer": 3.0, "follow": 2.5, "team": 1.0}


@dataclass(frozen=True)
class Candidate:
    """What decides where one post stands in *Top*, for one reader."""

    id: int
    created_at: datetime
    author: int
    group: int | None
    members: int
    comments: int
    reactions: int
    reasons: frozenset[str] = field(default_factory=frozenset)  # names in WEIGHTS
    seen: bool = False

    @property
    def talk(self) -> float:
        """How much a company talks of it: the hundredth reaction says less than the first."""
        return min(math.log2(1 + self.reactions + 2 * self.comments), MOST_OF_COMPANY)

    def weight(self, now: datetime) -> float:
        worth = 1 + self.talk / 2 + sum(map(WEIGHTS.__getitem__, self.reasons))
        hours = max((now - self.created_at).total_seconds(), 0) / 3600
        return worth * 0.5 ** (hours / HALF_LIFE) * (0.4 if self.seen else 1)


def candidates_of(person: User) -> tuple[list[Candidate], bool]:
    """What *Top* chooses from, the newest first; and whether there is more that is older."""
    since = timezone.now() - RECENT
    found, params = newest_sql(person, CANDIDATES, "p.created_at > %s", (since,))
    older, more = newest_sql(person, 1, "p.created_at <= %s", (since,))
    rows = _rows(person, found, params, f"EXISTS ({older})", more)
    return [_candidate(row[:-1], person) for row in rows], len(rows) == CANDIDATES or any(row[-1] for row in rows[:1])


def candidate_of(person: User, post: int) -> Candidate:
    """What *Top* knows of one post that the person may read."""
    return _candidate(_rows(person, "SELECT %s::bigint AS id", [post], "FALSE", [])[0][:-1], person)


def _rows(person: User, found: str, params: Sequence[Any], older: str, more: Sequence[Any]) -> list[tuple[Any, ...]]:
    sql = SIGNALS.format(found=found, older=older)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*more, *params, person.pk, person.pk, person.pk, timezone.now() - RECENT])
        return cursor.fetchall()


def ranked(candidates: Sequence[Candidate], now: datetime) -> list[int]:
    """Ids in the order of *Top*."""
    return [each.id for each in sorted(candidates, key=lambda each: (-each.weight(now), -each.id))]


def _candidate(row: Sequence[Any], person: User) -> Candidate:
    pk, created_at, author, comments, reactions, group, members, followed, seen_at, told = row
    is_own = author == person.pk and timezone.now() - created_at < OWN
    is_team = group is not None and members <= NEAR
    reasons = NO_REASON
    if told or followed or is_team or is_own:
        kinds = (TOLD[kind] for kind in told or () if kind in TOLD)
        reasons = frozenset([*kinds, *["follow"] * followed, *["team"] * is_team, *["own"] * is_own])
    return Candidate(pk, created_at, author, group, members or 0, comments, reactions, reasons, seen_at is not None)
