"""Putting together what a page of the feed shows, in a number of queries that does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q, Sum

from content.models import with_files
from core.cursor import BadCursor
from core.paging import Page, page_of
from core.rest import beyond, cursor_after
from feed import home
from feed.listing import comments_by_id
from feed.marking import on_top_of, on_top_of_home
from feed.models import Comment, CommentQuerySet, Post, PostQuerySet
from people.models import User

ORDER = ("created_at", "pk")
POSTS = 20
COMMENTS = 30
AROUND = 10  # comments on each side of the one that a permalink means


@dataclass
class Entry:
    """A post with the comments shown under it, each with the replies that are shown under it."""

    post: Post
    comments: list[Comment] = field(default_factory=list)
    earlier: str = ""  # the cursor of the comments before these; empty if these are the first
    earlier_count: int = 0  # how many those are, their replies too
    later: bool = False  # whether there are comments after these

    def __post_init__(self) -> None:
        for comment in self.comments:
            comment.post = self.post  # known here; each would ask for it otherwise


@dataclass
class Replies:
    """Some of the replies to one comment, oldest first."""

    comment: Comment
    rows: list[Comment]
    earlier: str = ""
    earlier_count: int = 0


def home_page(person: User, order: str, cursor: str = "") -> tuple[list[Entry], Page[Post]]:
    """One page of the home feed. A cursor that is not ours starts at the beginning, as in `page_of`."""
    try:
        page = home.home_page(person, order=order, cursor=cursor, size=POSTS)
    except BadCursor:
        page = home.home_page(person, order=order, size=POSTS)
    return with_latest_comments(page.rows, person), page


def posts_page(posts: PostQuerySet, person: User, cursor: str = "") -> tuple[list[Entry], Page[Post]]:
    """One page of posts, newest first, each with its latest comments."""
    page = page_of(posts, by=ORDER, cursor=cursor, size=POSTS, descending=True)
    return with_latest_comments(page.rows, person), page


def on_top_at_home(person: User) -> list[Entry]:
    """The same of the person's home feed."""
    return with_latest_comments(on_top_of_home(person), person)


def on_top(posts: PostQuerySet, person: User) -> list[Entry]:
    """Of these, the important ones that the person has not read yet."""
    return with_latest_comments(on_top_of(person, posts), person)


def with_latest_comments(posts: Sequence[Post], person: User) -> list[Entry]:
    """Each post with its last comments; the files of all of them read at once."""
    wanted = [pk for post in posts for pk in post.latest_comment_ids]
    comments = comments_by_id(person, wanted)
    with_files(list(comments.values()))
    with_shown_files(posts)
    return [_entry(post, [comments[pk] for pk in reversed(post.latest_comment_ids)]) for post in posts]


def with_shown_files(posts: Sequence[Post]) -> Sequence[Post]:
    """The same posts, their files and those of what they share read at once."""
    with_files([*posts, *(post.shared_from for post in posts if post.shared_from)])
    return posts


def comments_page(post: Post, comments: CommentQuerySet, cursor: str = "") -> Entry:
    """The latest comments of a post, or those before `cursor`; oldest on top."""
    page = page_of(comments, by=ORDER, cursor=cursor, size=COMMENTS, descending=True)
    rows = list(with_files(page.rows[::-1]))
    left = _before(post, rows) if page.next else 0
    return Entry(post, rows, earlier=page.next, earlier_count=left, later=not page.first)


def comments_around(post: Post, comments: CommentQuerySet, target: Comment) -> Entry:
    """The comment that a permalink means, with its neighbours; a reply with its own under their comment."""
    place = target.parent or target
    after = page_of(comments, by=ORDER, cursor=cursor_after(place, ORDER), size=AROUND)
    before = page_of(comments, by=ORDER, cursor=cursor_after(place, ORDER), size=AROUND, descending=True)
    middle = comments.filter(pk=place.pk)
    rows = list(with_files([*before.rows[::-1], *middle, *after.rows]))
    left = _before(post, rows) if before.next else 0
    return Entry(post, rows, earlier=before.next, earlier_count=left, later=bool(after.next))


def replies_page(comment: Comment, replies: CommentQuerySet, cursor: str = "") -> Replies:
    """The latest replies to a comment, or those before `cursor`."""
    page = page_of(replies, by=ORDER, cursor=cursor, size=COMMENTS, descending=True)
    return _replies(comment, replies, page.rows[::-1], page.next)


def replies_around(comment: Comment, replies: CommentQuerySet, target: Comment) -> Replies:
    """Those up to the reply that a permalink means, and all that came after it, as far as one page goes."""
    cursor = cursor_after(target, ORDER)
    after = page_of(replies, by=ORDER, cursor=cursor, size=COMMENTS)
    before = page_of(replies, by=ORDER, cursor=cursor, size=AROUND, descending=True)
    return _replies(comment, replies, [*before.rows[::-1], *replies.filter(pk=target.pk), *after.rows], before.next)


def _replies(comment: Comment, replies: CommentQuerySet, rows: list[Comment], earlier: str) -> Replies:
    for reply in with_files(rows):
        reply.post, reply.parent = comment.post, comment
    left = replies.filter(beyond_first(rows)).count() if earlier else 0
    return Replies(comment, rows, earlier=earlier, earlier_count=left)


def _before(post: Post, rows: Sequence[Comment]) -> int:
    """How many comments and replies stand before these."""
    before = Comment.objects.on_posts().filter(beyond_first(rows), post=post)
    return before.aggregate(number=Sum(F("reply_count") + 1))["number"] or 0


def beyond_first(rows: Sequence[Comment]) -> Q:
    return beyond(ORDER, [rows[0].created_at, rows[0].pk], descending=True)


def changed_posts(
    posts: PostQuerySet, person: User, known: dict[int, int], newest: Iterable[int]
) -> tuple[list[Entry], list[int]]:
    """Of the posts that a page shows (id → revision) and the `newest`: those that changed, and which are gone."""
    there = dict(posts.filter(pk__in=known).values_list("pk", "revision"))
    stale = [pk for pk, revision in there.items() if known[pk] != revision]
    wanted = [*stale, *(pk for pk in newest if pk not in known)]
    fresh = posts.filter(pk__in=wanted).for_reader(person).order_by("-created_at", "-pk") if wanted else []
    return with_latest_comments(list(fresh), person), [pk for pk in known if pk not in there]


def _entry(post: Post, comments: list[Comment]) -> Entry:
    left = post.comment_count - sum(1 + comment.reply_count for comment in comments)
    earlier = cursor_after(comments[0], ORDER) if comments and left > 0 else ""
    return Entry(post, comments, earlier=earlier, earlier_count=left)
