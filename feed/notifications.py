"""What the feed tells people of: comments on their posts, replies, reactions, and where they are mentioned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feed.models import Comment, Post
from groups.models import Group
from notifications.kinds import MAIL, PUSH, Kind, Shown, actors_of, names
from notifications.letters import QUOTED, letter
from notifications.models import Notification
from people.models import User


def show_commented(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    return _show(reader, rows, _commented)


def show_mentioned(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    return _show(reader, rows, _mentioned)


def show_important(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    return _show(reader, rows, _important)


def show_replied(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    return _show(reader, rows, _replied)


def show_reacted(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """About a post or a comment of the reader's, as long as somebody of them still reacts to it."""
    posts = _with_reactions(Post.objects.visible_to(reader), rows, "feed.post")
    comments = _with_reactions(Comment.objects.visible_to(reader), rows, "feed.comment")
    people, found = actors_of(rows), {}
    for row in rows:
        post, comment = posts.get((row.about_type, row.about_id)), comments.get((row.about_type, row.about_id))
        thing = post or comment
        if thing is None:
            continue
        who = names(row, people)
        found[row.pk] = Shown(
            text=_reacted(row, who, is_post=post is not None),
            who=who,
            link=link_to(comment) if comment else f"/posts/{thing.pk}/",
            quote=thing.text[:QUOTED],
            person=people.get(row.actors[0]) if row.actors else None,
        )
    return found


def show_shared(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """About a post of the reader's, as long as they may read where it was shared last."""
    wanted = [int(row.detail["share"]) for row in rows]
    shares = Post.objects.visible_to(reader).select_related("author", "group").in_bulk(wanted)
    there = Post.objects.visible_to(reader).in_bulk([row.about_id for row in rows])
    people, found = actors_of(rows), {}
    for row in rows:
        share, source = shares.get(int(row.detail["share"])), there.get(row.about_id)
        if share is None or source is None:
            continue
        who = names(row, people)
        found[row.pk] = Shown(
            text=ngettext("%(who)s shared your post", "%(who)s shared your post", row.actor_count) % {"who": who},
            who=who,
            link=f"/posts/{share.pk}/",
            quote=(share.text or source.text)[:QUOTED],
            person=people.get(row.actors[0]) if row.actors else None,
        )
    return found


def link_to(comment: Comment) -> str:
    return f"/posts/{comment.post_id}/?comment={comment.pk}#comment-{comment.pk}"


def _with_reactions(things: Any, rows: Sequence[Notification], about: str) -> dict[tuple[str, int], Any]:
    wanted = [row.about_id for row in rows if row.about_type == about]
    there = things.filter(reaction_count__gt=0).in_bulk(wanted) if wanted else {}
    return {(about, pk): thing for pk, thing in there.items()}


def readers_among(people: set[int], group: Group | None) -> set[int]:
    """Those who may read a group's posts: nobody else learns that there is something, nor when."""
    return people if group is None or group.kind == Group.Kind.OPEN else people & set(group.member_ids())


def _show(
    reader: User, rows: Sequence[Notification], say: Callable[[Notification, str, Post], str]
) -> dict[int, Shown]:
    posts = Post.objects.visible_to(reader).select_related("group").in_bulk([row.about_id for row in rows])
    wanted = [int(row.detail["comment"]) for row in rows if "comment" in row.detail]
    comments = Comment.objects.visible_to(reader).in_bulk(wanted) if wanted else {}
    people = actors_of(rows)
    found = {}
    for row in rows:
        post, comment = posts.get(row.about_id), comments.get(int(row.detail.get("comment", 0)))
        is_gone = "comment" in row.detail and comment is None
        if post is None or (is_gone and row.times == 1):
            continue
        who = names(row, people)
        found[row.pk] = Shown(
            text=say(row, who, post),
            who=who,
            link=link_to(comment) if comment else f"/posts/{post.pk}/",
            quote="" if is_gone else (comment or post).text[:QUOTED],
            person=people.get(row.actors[0]) if row.actors else None,
        )
    return found


def _commented(row: Notification, who: str, post: Post) -> str:
    words = ngettext("%(who)s commented on your post", "%(who)s commented on your post", row.actor_count)
    return words % {"who": who}


def _important(row: Notification, who: str, post: Post) -> str:
    where = {"who": who, "group": post.group.name if post.group else ""}
    if "nudge" in row.detail:
        return _("%(who)s asks you to read an important post in %(group)s") % where
    return _("%(who)s wrote something important in %(group)s") % where


def _replied(row: Notification, who: str, post: Post) -> str:
    words = ngettext("%(who)s replied to your comment", "%(who)s replied to your comment", row.actor_count)
    return words % {"who": who}


def _reacted(row: Notification, who: str, *, is_post: bool) -> str:
    if is_post:
        words = ngettext("%(who)s reacted to your post", "%(who)s reacted to your post", row.actor_count)
    else:
        words = ngettext("%(who)s reacted to your comment", "%(who)s reacted to your comment", row.actor_count)
    return words % {"who": who}


def _mentioned(row: Notification, who: str, post: Post) -> str:
    if post.group is None:
        words = ngettext("%(who)s mentioned you in a post", "%(who)s mentioned you in a post", row.actor_count)
        return words % {"who": who}
    words = ngettext("%(who)s mentioned you in %(group)s", "%(who)s mentioned you in %(group)s", row.actor_count)
    return words % {"who": who, "group": post.group.name}


COMMENTED = Kind(
    name="feed.post_commented",
    label=gettext_lazy("Comments on your posts"),
    icon="comment",
    show=show_commented,
    letter=letter,
    channels=frozenset({MAIL}),
)
REPLIED = Kind(
    name="feed.comment_replied",
    label=gettext_lazy("Replies to your comments"),
    icon="comment",
    show=show_replied,
    letter=letter,
    channels=frozenset({PUSH, MAIL}),
)
REACTED = Kind(
    name="feed.reacted",
    label=gettext_lazy("Reactions to what you wrote"),
    icon="like",
    show=show_reacted,
)
SHARED = Kind(
    name="feed.post_shared",
    label=gettext_lazy("Shares of your posts"),
    icon="share",
    show=show_shared,
)
MENTIONED = Kind(
    name="feed.person_mentioned",
    label=gettext_lazy("Mentions of you"),
    icon="at",
    show=show_mentioned,
    letter=letter,
    channels=frozenset({PUSH, MAIL}),
    urgent=True,
)
IMPORTANT = Kind(
    name="feed.post_important",
    label=gettext_lazy("Important posts"),
    icon="warning",
    show=show_important,
    letter=letter,
    channels=frozenset({PUSH, MAIL}),
    urgent=True,
)
