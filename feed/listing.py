"""Posts and comments of a list with all they show, by statements that are written once (`core.compiled`).

Writing `for_reader` anew took as long as asking for a whole page. What hangs on few posts (cards, polls, events, what
a post shares) is asked for only where there is some.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import BooleanField, F, Func, Prefetch, Value, prefetch_related_objects

from content.models import know, put_mentions
from core.compiled import Compiled
from core.text import may_link
from feed.models import Comment, FeedPreferences, Post, PostCard, answers_of
from people.models import User

NONE_YET = "{-1}"  # an array of ids, as the database writes it


def _among(column: str, ids: str) -> Func:
    """Of these ids. As a list of values each length would be another statement; as a subquery of `unnest` PostgreSQL
    reads the whole table to find twenty posts (150,000 posts: 190 ms instead of 3)."""
    return Func(
        F(column),
        Value(ids),
        template="(%(expressions)s::bigint[]))",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


POSTS: Compiled[Post] = Compiled(
    lambda person, ids: Post.objects.visible_to(person).for_reader(person).filter(_among("pk", ids)),
    person=-1,
    ids=NONE_YET,
)
COMMENTS: Compiled[Comment] = Compiled(
    lambda person, ids: Comment.objects.for_reader(person).filter(_among("pk", ids)), person=-1, ids=NONE_YET
)
CARDS: Compiled[PostCard] = Compiled(
    lambda ids: PostCard.objects.select_related("card").filter(_among("post_id", ids)), ids=NONE_YET
)
ORDER: Compiled[str] = Compiled(
    lambda person: FeedPreferences.objects.filter(person=person).values_list("order", flat=True), person=-1
)


def posts_by_id(person: User, ids: Iterable[int]) -> dict[int, Post]:
    """Of these posts those that are there and that the person may read now, as `for_reader` gives them."""
    wanted = _array(ids)
    posts = POSTS(person=person.pk, ids=wanted)
    put_mentions(posts)
    _put_cards(posts, CARDS(ids=wanted) if any(may_link(post.text) for post in posts) else [])
    asking = [post for post in posts if post.kind != Post.Kind.TEXT]
    if asking:
        prefetch_related_objects(asking, *answers_of(person))
    sharing = [post for post in posts if post.shared_from_id]
    if sharing:
        sources = Post.objects.visible_to(person).as_source()
        prefetch_related_objects(sharing, Prefetch("shared_from", sources))
    return {post.pk: post for post in posts}


def posts_in_order(person: User, ids: Sequence[int]) -> list[Post]:
    """The same, in the order of the ids."""
    posts = posts_by_id(person, ids) if ids else {}
    return [posts[pk] for pk in ids if pk in posts]


def comments_by_id(person: User, ids: Sequence[int]) -> dict[int, Comment]:
    """Of comments that stand under posts which the person may read."""
    comments = COMMENTS(person=person.pk, ids=_array(ids)) if ids else []
    put_mentions(comments)
    return {comment.pk: comment for comment in comments}


def _put_cards(posts: Sequence[Post], uses: Sequence[PostCard]) -> None:
    for post in posts:
        know(post, "cards", [use for use in uses if use.post_id == post.pk])


def _array(ids: Iterable[int]) -> str:
    return f"{{{','.join(str(int(pk)) for pk in ids)}}}"
