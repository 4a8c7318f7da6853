"""Putting together what a page of the feed shows, in a number of queries that does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from content.models import with_files
from core.cursor import BadCursor
from core.paging import Page, page_of
from core.rest import cursor_after
from feed import home
from feed.marking import on_top_of
from feed.models import Comment, CommentQuerySet, Post, PostQuerySet
from people.models import User

ORDER = ("created_at", "pk")
POSTS = 20
COMMENTS = 30
AROUND = 10  # comments on each side of the one that a permalink means


@dataclass
class Entry:
    """A post with the comments shown under it."""

    post: Post
    comments: list[Comment] = field(default_factory=list)
    earlier: str = ""  # the cursor of the comments before these; empty if these are the first
    later: bool = False  # whether there are comments after these

    def __post_init__(self) -> None:
        for comment in self.comments:
            comment.post = self.post  # known here; each would ask for it otherwise

    @property
    def earlier_count(self) -> int:
        return self.post.comment_count - len(self.comments)


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


def on_top(posts: PostQuerySet, person: User) -> list[Entry]:
    """Of these, the important ones that the person has not read yet."""
    return with_latest_comments(on_top_of(person, posts), person)


def with_latest_comments(posts: Sequence[Post], person: User) -> list[Entry]:
    wanted = [pk for post in posts for pk in post.latest_comment_ids]
    comments = Comment.objects.for_reader(person).in_bulk(wanted) if wanted else {}
    with_files([*posts, *(post.shared_from for post in posts if post.shared_from)])
    return [_entry(post, [comments[pk] for pk in reversed(post.latest_comment_ids)]) for post in posts]


def comments_page(post: Post, comments: CommentQuerySet, cursor: str = "") -> Entry:
    """The latest comments of a post, or those before `cursor`; oldest on top."""
    page = page_of(comments, by=ORDER, cursor=cursor, size=COMMENTS, descending=True)
    return Entry(post, page.rows[::-1], earlier=page.next, later=not page.first)


def comments_around(post: Post, comments: CommentQuerySet, target: Comment) -> Entry:
    """The comment that a permalink means, with its neighbours."""
    after = page_of(comments, by=ORDER, cursor=cursor_after(target, ORDER), size=AROUND)
    before = page_of(comments, by=ORDER, cursor=cursor_after(target, ORDER), size=AROUND, descending=True)
    return Entry(post, [*before.rows[::-1], target, *after.rows], earlier=before.next, later=bool(after.next))


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
    more = post.comment_count > len(comments)
    return Entry(post, comments, earlier=cursor_after(comments[0], ORDER) if comments and more else "")
