"""The posts of a home feed, found at a cost that does not grow with the company: of each of one's groups, and of
each person one follows, the newest few, put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from feed.models import Post, PostQuerySet
from people.models import User

# Each part reads a handful of rows off the end of an index, however long the company has been writing.
NEWEST = """
SELECT found.id, found.created_at FROM (
    SELECT near.id, near.created_at FROM groups_membership AS mine CROSS JOIN LATERAL (
        SELECT p.id, p.created_at FROM feed_post AS p
        WHERE p.group_id = mine.group_id AND p.deleted_at IS NULL AND p.waits_since IS NULL AND {within}
        ORDER BY p.created_at DESC, p.id DESC LIMIT %s
    ) AS near WHERE mine.person_id = %s
    UNION ALL
    SELECT near.id, near.created_at FROM (
        SELECT followed_id AS author_id FROM people_follow WHERE follower_id = %s AND ended_at IS NULL
        UNION ALL SELECT %s
    ) AS whom CROSS JOIN LATERAL (
        SELECT p.id, p.created_at FROM feed_post AS p
        WHERE p.author_id = whom.author_id AND p.group_id IS NULL
            AND p.deleted_at IS NULL AND p.waits_since IS NULL AND {within}
        ORDER BY p.created_at DESC, p.id DESC LIMIT %s
    ) AS near
) AS found ORDER BY found.created_at DESC, found.id DESC LIMIT %s
"""
BEFORE = "(p.created_at, p.id) < (%s, %s)"


def newest_of_home(person: User, most: int, before: tuple[datetime, int] | None = None) -> PostQuerySet:
    """The newest posts of somebody's home feed, or those before a place in it."""
    sql, params = newest_sql(person, most, *(BEFORE, before) if before else ("TRUE", ()))
    ids = RawSQL(f"SELECT id FROM ({sql}) AS home", params)  # noqa: S608, S611  (parts of this module; values are parameters)
    return Post.objects.filter(pk__in=ids).order_by("-created_at", "-pk")


def newest_places(person: User, most: int, before: tuple[datetime, int] | None = None) -> list[tuple[datetime, int]]:
    """Where the newest posts of somebody's home feed stand in it, and which they are: of all of them, or of those
    before a place."""
    sql, params = newest_sql(person, most, *(BEFORE, before) if before else ("TRUE", ()))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [(at, pk) for pk, at in cursor.fetchall()]


def newest_sql(person: User, most: int, within: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    params = [*values, most, person.pk, person.pk, person.pk, *values, most, most]
    return NEWEST.format(within=within), params
