"""Who had which posts on their screen."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from feed.events import PostSeen
from people.models import User
from realtime.publish import publish

# One statement: rows once per person and post; the counts grow by what is new, in the order of the posts' keys, so that
# thousands who open one post wait for a moment and never for each other.
SEE = """
WITH fresh AS (
    INSERT INTO feed_postseen (post_id, person_id, seen_at)
    SELECT post, %(person)s, %(now)s FROM unnest(%(posts)s::bigint[]) AS shown (post) ORDER BY post
    ON CONFLICT (post_id, person_id) DO NOTHING
    RETURNING post_id
), counted AS (
    SELECT id FROM feed_post WHERE id IN (SELECT post_id FROM fresh) ORDER BY id FOR NO KEY UPDATE
)
UPDATE feed_post SET seen_count = seen_count + 1 FROM counted WHERE feed_post.id = counted.id
RETURNING feed_post.id, author_id, seen_count
"""


@transaction.atomic
def see_posts(*, posts: Collection[int], person: User) -> dict[int, int]:
    """The person had these posts before them for a second; the new count of those they had not seen before."""
    if not posts:
        return {}
    values: dict[str, Any] = {"posts": sorted(posts), "person": person.pk, "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(SEE, values)
        counted = cursor.fetchall()
    for post, author, count in counted:
        publish(PostSeen(id=str(post), seen_count=count), to=[author])
    return {post: count for post, _author, count in counted}
