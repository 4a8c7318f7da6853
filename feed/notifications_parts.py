"""What the feed puts at people's bells beside words: events that come, change or are cancelled, polls that ended,
posts that could not be published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feed.later import failed_seen_by
from feed.models import Comment, Post
from feed.notifications import QUOTED, letter
from groups.models import Group
from notifications.kinds import MAIL, PUSH, Kind, Shown
from notifications.models import Notification
from people.models import User

DELETED, REVIVED = "deleted", "revived"  # what happened to an event, beside “changed” and “cancelled”

Say = Callable[[Notification, Post], str]


def show_reminder(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    return _of_events(reader, rows, lambda row, post: _("%(event)s begins at %(time)s") % _when(post))


def show_changed(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """Also of those that were deleted, once it was said that they don't take place: to who could read them."""
    found = _of_events(reader, rows, _changed)
    gone = [row for row in rows if row.pk not in found]
    posts = deleted_events(reader, [row.about_id for row in gone]) if gone else {}
    for row in gone:
        post = posts.get(row.about_id)
        if post is not None and (post.event.cancelled_at or row.detail.get("what") == DELETED):
            link = f"/groups/{post.group_id}/" if post.group_id else f"/people/{post.author_id}/"
            found[row.pk] = Shown(text=_("%(event)s is cancelled") % {"event": post.event.title}, link=link)
    return found


def show_word(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """The host's words, as long as they stand there."""
    posts = _posts(reader, rows)
    wanted = [int(row.detail["comment"]) for row in rows]
    comments = Comment.objects.visible_to(reader).select_related("author").in_bulk(wanted)
    found = {}
    for row in rows:
        post, comment = posts.get(row.about_id), comments.get(int(row.detail["comment"]))
        if post is None or comment is None or post.kind != Post.Kind.EVENT:
            continue
        who = str(comment.author)
        found[row.pk] = Shown(
            text=_("%(who)s writes to you about %(event)s") % {"who": who, "event": post.event.title},
            who=who,
            link=f"/posts/{post.pk}/?comment={comment.pk}#comment-{comment.pk}",
            quote=comment.text[:QUOTED],
            person=comment.author,
        )
    return found


def show_ended(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    posts = _posts(reader, rows)
    return {
        row.pk: Shown(
            text=_("Your poll is closed: see what came out"),
            link=f"/posts/{row.about_id}/",
            quote=posts[row.about_id].text[:QUOTED],
        )
        for row in rows
        if row.about_id in posts
    }


def show_failed(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """To its author, with the reason. To those who look after the group only that it did not come: it was not said."""
    found = failed_seen_by(reader, [row.about_id for row in rows])
    link = reverse("feed:later")
    shown = {}
    for row in rows:
        post = found.get(row.about_id)
        if post is None:
            continue
        if post.author_id == reader.pk:
            text = _("A post of yours could not be published: %(why)s") % {"why": post.why}
            shown[row.pk] = Shown(text=text, link=link, quote=post.text[:QUOTED])
        else:
            who, group = str(post.author), str(post.group)
            text = _("A post by %(who)s for %(group)s was held back: their account is closed") % {
                "who": who,
                "group": group,
            }
            shown[row.pk] = Shown(text=text, who=who, link=f"/groups/{post.group_id}/", person=post.author)
    return shown


def _of_events(reader: User, rows: Sequence[Notification], say: Say) -> dict[int, Shown]:
    posts = _posts(reader, rows)
    return {
        row.pk: Shown(text=say(row, posts[row.about_id]), link=f"/posts/{row.about_id}/")
        for row in rows
        if row.about_id in posts and posts[row.about_id].kind == Post.Kind.EVENT
    }


def _changed(row: Notification, post: Post) -> str:
    if post.event.cancelled_at:
        return _("%(event)s is cancelled") % {"event": post.event.title}
    if row.detail.get("what") == REVIVED:
        return _("%(event)s takes place after all: it begins %(day)s at %(time)s") % _when(post)
    return _("%(event)s was changed: it begins %(day)s at %(time)s") % _when(post)


def _when(post: Post) -> dict[str, str]:
    """On the reader's clock."""
    here = timezone.localtime(post.event.begins_at)
    return {"event": post.event.title, "day": date_format(here, "l j F"), "time": date_format(here, "H:i")}


def _posts(reader: User, rows: Sequence[Notification]) -> dict[int, Post]:
    return Post.objects.visible_to(reader).select_related("event").in_bulk([row.about_id for row in rows])


def deleted_events(reader: User, ids: Sequence[int]) -> dict[int, Post]:
    """Of posts that were deleted, those with events that the reader would still read."""
    gone = Post.objects.filter(deleted_at__isnull=False, waits_since=None, kind=Post.Kind.EVENT)
    theirs = gone.filter(Q(group=None) | Q(group__in=Group.objects.readable_by(reader)))
    return theirs.select_related("event").in_bulk(list(ids))


EVENT_REMINDER = Kind(
    name="feed.event_reminder",
    label=gettext_lazy("Events you go to, before they begin"),
    icon="calendar",
    show=show_reminder,
    channels=frozenset({PUSH}),
    urgent=True,
)
EVENT_CHANGED = Kind(
    name="feed.event_changed",
    label=gettext_lazy("Changes of events you go to"),
    icon="calendar",
    show=show_changed,
    letter=letter,
    channels=frozenset({PUSH, MAIL}),
)
EVENT_WORD = Kind(
    name="feed.event_word",
    label=gettext_lazy("Words from the host of an event you may go to"),
    icon="calendar",
    show=show_word,
    letter=letter,
    channels=frozenset({PUSH, MAIL}),
)
POLL_ENDED = Kind(
    name="feed.poll_ended",
    label=gettext_lazy("Your polls, when they close"),
    icon="poll",
    show=show_ended,
    channels=frozenset(),
)
SCHEDULED_FAILED = Kind(
    name="feed.scheduled_failed",
    label=gettext_lazy("Posts to be published later that could not be"),
    icon="warning",
    show=show_failed,
    channels=frozenset({PUSH}),
)
KINDS = (EVENT_REMINDER, EVENT_CHANGED, EVENT_WORD, POLL_ENDED, SCHEDULED_FAILED)
