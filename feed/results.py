"""Posts, comments, events and the files of both as results of a search over everything. Rights stand in the queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import F, Q, Value
from django.urls import reverse

from content.finding import files_called, found_file
from content.search import Found, Question
from content.searching import by_index, fitting, marks_of, parts_of, question_of
from feed.models import Comment, CommentQuerySet, Event, Post, PostQuerySet
from groups.models import Group
from people.models import User

# A common word would find a good part of all that was ever written, so the last LATELY rows are read first, one by
# one: where they have enough, that is the answer. Otherwise the word is rare, or nobody uses it any more, and the index
# on words is asked. (PostgreSQL's own guess how rare a word is, is off by a hundred for words that few texts have.)
LATELY = 5_000
ORDER, NEWEST = ("created_at", "pk"), ("-created_at", "-pk")
W = TypeVar("W", bound=PostQuerySet | CommentQuerySet)


def find_posts(person: User, question: Question, most: int) -> list[Found]:
    asked = question_of(question.text)
    if asked is None and question.text:
        return []
    posts = _narrowed(_readable(person, question), question).select_related("author", "group")
    all_posts = _narrowed(Post.objects.present(), question)
    found = _newest(posts, all_posts, question, asked, most)
    parts = parts_of(Post, found, asked)
    return [
        Found(
            id=str(post.pk),
            title=_place_of(post),
            text=parts[post.pk].text,
            marks=parts[post.pk].marks,
            link=reverse("feed:post", args=[post.pk]),
            person=post.author,
            at=post.created_at,
            key=(post.created_at, post.pk),
        )
        for post in found
    ]


def find_comments(person: User, question: Question, most: int) -> list[Found]:
    asked = question_of(question.text)
    if asked is None and question.text:
        return []
    comments = _comments(person, question).select_related("author", "post__group", "post__author")
    all_comments = _by_whom_and_when(Comment.objects.filter(deleted_at=None), question)
    found = _newest(comments, all_comments, question, asked, most)
    parts = parts_of(Comment, found, asked)
    return [
        Found(
            id=str(comment.pk),
            title=_place_of(comment.post),
            text=parts[comment.pk].text,
            marks=parts[comment.pk].marks,
            link=_link_to(comment),
            person=comment.author,
            at=comment.created_at,
            key=(comment.created_at, comment.pk),
        )
        for comment in found
    ]


def find_events(person: User, question: Question, most: int) -> list[Found]:
    """Events by what they are called and where they are, the next ones first; a date asks when they begin."""
    events = Event.objects.filter(post__in=_narrowed(_readable(person, question), question, dated=False))
    for word in question.text.split():
        events = events.filter(Q(title__icontains=word) | Q(place__icontains=word))
    events = question.between(events, "begins_at").select_related("post__author", "post__group")
    return [
        Found(
            id=str(event.pk),
            title=event.title,
            title_marks=marks_of(event.title, question.text),
            text=" · ".join(filter(None, (event.place, _place_of(event.post)))),
            link=reverse("feed:post", args=[event.post_id]),
            person=event.post.author,
            at=event.begins_at,
            key=(event.begins_at, event.pk),
        )
        for event in question.past(events, "begins_at", "pk").order_by("-begins_at", "-pk")[:most]
    ]


def find_files_of_posts(person: User, question: Question, most: int) -> list[Found]:
    posts = _narrowed(_readable(person, question), question, dated=False)
    files = list(files_called(Post.held_as, posts.values("pk"), question, most))
    held = Post.objects.select_related("author", "group").in_bulk([file.holder for file in files])
    return [
        found_file(file, question, _place_of(held[file.holder]), reverse("feed:post", args=[file.holder]))
        for file in files
    ]


def find_files_of_comments(person: User, question: Question, most: int) -> list[Found]:
    files = list(files_called(Comment.held_as, _comments(person, question, dated=False).values("pk"), question, most))
    held = Comment.objects.select_related("post__author", "post__group").in_bulk([file.holder for file in files])
    return [
        found_file(file, question, _place_of(held[file.holder].post), _link_to(held[file.holder])) for file in files
    ]


def _readable(person: User, question: Question) -> PostQuerySet:
    """What the person may read: the groups are asked for once, so that the index on words is not joined with them."""
    return Post.objects.present().filter(Q(group=None) | Q(group__in=_groups(person, question)))


def _groups(person: User, question: Question) -> list[int]:
    if "groups" not in question.shared:
        question.shared["groups"] = list(Group.objects.readable_by(person).values_list("pk", flat=True))
    return question.shared["groups"]


def _narrowed(posts: PostQuerySet, question: Question, *, dated: bool = True) -> PostQuerySet:
    if question.group:
        posts = posts.filter(group=question.group)
    return _by_whom_and_when(posts, question, dated=dated)


def _by_whom_and_when(rows: W, question: Question, *, dated: bool = True) -> W:
    if question.by:
        rows = rows.filter(author=question.by)
    return question.between(rows, "created_at") if dated else rows


def _comments(person: User, question: Question, *, dated: bool = True) -> CommentQuerySet:
    groups = _groups(person, question)
    comments = Comment.objects.present().filter(
        Q(post__group=None) | Q(post__group__in=groups), post__deleted_at=None, post__waits_since=None
    )
    if question.group:
        comments = comments.filter(post__group=question.group)
    return _by_whom_and_when(comments, question, dated=dated)


def _newest(rows: W, everyones: W, question: Question, asked: str | None, most: int) -> Sequence[Any]:
    """The newest `most` of `rows` with what was asked for. `everyones`: rows as they are narrowed, whoever may read
    them and whatever they say, which tell how far back the last LATELY of them reach."""
    rows, everyones = question.past(rows, *ORDER), question.past(everyones, *ORDER)
    found = rows.filter(fitting(asked)) if asked else rows.exclude(text="")
    since = everyones.order_by(*NEWEST).values_list("created_at", flat=True)[LATELY : LATELY + 1].first()
    if since is not None:
        newest = list(found.filter(created_at__gte=since).order_by(*NEWEST)[:most])
        if len(newest) == most:
            return newest
    with by_index():
        return list(_put_in_order(found)[:most])


def _put_in_order(found: W) -> W:
    """Newest first, in an order that no index has: so the one on words is asked, and not all in order of time."""
    return found.order_by((F("created_at") + Value(timedelta())).desc(), "-pk")


def _place_of(post: Post) -> str:
    return post.group.name if post.group else str(post.author)


def _link_to(comment: Comment) -> str:
    return f"{reverse('feed:post', args=[comment.post_id])}?comment={comment.pk}#comment-{comment.pk}"
