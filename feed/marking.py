"""Who may do what with what hangs on a post: its versions, readers, days of importance, pins, shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from core.compiled import Compiled
from core.errors import NotAllowed
from core.rest import to_pk
from feed import listing
from feed.models import Comment, CommentVersion, Post, PostPin, PostQuerySet, PostSeen, PostVersion
from groups.access import group_to_read
from groups.models import Group, Membership
from people.models import User
from people.roles import Right

MOST_SHOWN = 100  # posts that one browser tells of at once
MOST_ON_TOP = 20
MOST_DAYS = 7  # of importance
LISTS = ("seen", "not_seen", "read", "not_read")


def versions_of(writing: Post | Comment) -> QuerySet[PostVersion] | QuerySet[CommentVersion]:
    """How a text read before its edits, for everyone who may read what it reads now."""
    return writing.versions.all()


def shown_to(person: User, ids: Iterable[object]) -> list[int]:
    """Which of these posts count as seen by the person: those of their groups and of profiles that they may read, never
    their own. The others are left out without a word."""
    wanted = []
    for each in list(ids)[:MOST_SHOWN]:
        try:
            wanted.append(to_pk(each))
        except Http404:
            continue
    mine = Q(group=None) | Q(group__memberships__person=person)
    posts = Post.objects.visible_to(person).filter(mine, pk__in=wanted).exclude(author=person)
    return list(posts.values_list("pk", flat=True))


def must_see_readers(person: User, post: Post) -> Post:
    """Who saw a post is for its author, and for the admins of its group."""
    if post.author_id != person.pk and not _administers(person, post.group):
        raise NotAllowed("not_for_you", _("Only the author and the group’s admins see who has seen a post."))
    return post


def readers_of(post: Post, which: str) -> QuerySet[User]:
    """Who saw it, or tapped *Read*; or who of its group did not yet. Each with `seen_post_at` and `read_post_at`."""
    rows = PostSeen.objects.filter(post=post, person=OuterRef("pk"))
    people = User.objects.here().annotate(
        seen_post_at=Subquery(rows.values("seen_at")[:1]), read_post_at=Subquery(rows.values("read_at")[:1])
    )
    column = "seen_post_at" if which in ("seen", "not_seen") else "read_post_at"
    if which in ("seen", "read"):
        return people.filter(**{f"{column}__isnull": False})
    if post.group is None:
        return people.none()
    members = Membership.objects.filter(group=post.group).values("person")
    return people.filter(**{f"{column}__isnull": True}, pk__in=members).exclude(pk=post.author_id)


def may_make_important(person: User, group: Group | None) -> bool:
    """The group's admins, and who looks after the company's contents where they are members."""
    if group is None:
        return False
    is_editor = person.may(Right.MANAGE_CONTENT) and Group.objects.joined_by(person).filter(pk=group.pk).exists()
    return is_editor or _administers(person, group)


def administered_ids(groups: Sequence[Group]) -> set[int]:
    """Of the person's own groups, each with `my_role`, those whose admin they are."""
    return {group.pk for group in groups if group.my_role == Membership.Role.ADMIN}


def important_ids(person: User, groups: Sequence[Group]) -> set[int]:
    """Of the person's own groups those where they may make their posts important, for pages."""
    return {group.pk for group in groups} if person.may(Right.MANAGE_CONTENT) else administered_ids(groups)


def may_ask_for_days(person: User, group: Group | None, days: int | None) -> None:
    """Of a new post: 403 for who may not put it on top of everyone's feed."""
    if days is not None and not may_make_important(person, group):
        why = _("Only the group’s admins make their posts important.")
        raise NotAllowed("may_not_make_important", why, fields={"important_days": [why]})


def must_make_important(person: User, post: Post) -> Post:
    """Its author, as an admin of its group."""
    if post.author_id != person.pk:
        raise NotAllowed("not_yours", _("Only the author may change this."))
    may_ask_for_days(person, post.group, 1)
    return post


def group_to_pin_in(person: User, group_id: object) -> Group:
    """A group that the person looks after: 404 if they may not read it, 403 if they only read."""
    group = group_to_read(person, group_id)
    if not Group.objects.moderated_by(person).filter(pk=group.pk).exists():
        raise NotAllowed("may_not_pin", _("Only who looks after the group pins its posts."))
    return group


def post_of_group(person: User, group: Group, post_id: object) -> Post:
    post = Post.objects.visible_to(person).filter(group=group, pk=to_pk(post_id)).first()
    if post is None:
        raise Http404
    return post


def must_pin(person: User, post: Post) -> Post:
    if post.group is None:
        raise NotAllowed("may_not_pin", _("Only posts of groups are pinned."))
    group_to_pin_in(person, post.group_id)
    return post


def pins_of(group: Group) -> QuerySet[PostPin]:
    """What is pinned in a group that the person may read, in its order."""
    pins = PostPin.objects.standing().filter(group=group).order_by("place", "pk")
    return pins.select_related("by", "post__author", "post__group").prefetch_related("post__mentions")


def pin_in(group: Group, post_id: object) -> PostPin:
    pin = pins_of(group).filter(post=to_pk(post_id)).first()
    if pin is None:
        raise Http404
    return pin


def must_share(post: Post, person: User) -> Post:
    """What is shared when somebody shares this post: of a share, what it shows.

    Only what everyone may read anyway goes further: posts of open groups and of profiles. So no share shows a closed
    group's words to others, whoever comes into the group where it stands, and whatever becomes of either.
    """
    if post.is_shared:
        source = Post.objects.visible_to(person).select_related(*Post.shown_with).filter(pk=post.shared_from_id).first()
        if source is None:
            raise NotAllowed("source_gone", _("What this post shows is gone, so it cannot be shared."))
        post = source
    if not post.may_go_further:
        raise NotAllowed("stays_here", _("Posts of closed and secret groups stay there: they cannot be shared."))
    return post


def on_top_of(person: User, posts: PostQuerySet) -> list[Post]:
    """Of these, the important ones that the person has not read yet; the newest first."""
    return list(_asking(posts, person, timezone.now()))


def _asking(posts: PostQuerySet, person: User | int, now: datetime) -> PostQuerySet:
    unread = Q(my_seen=None) | Q(my_seen="seen")
    asking = posts.filter(unread, important_until__gt=now).exclude(author=person)
    return asking.order_by("-created_at", "-pk")[:MOST_ON_TOP]


ON_TOP: Compiled[int] = Compiled(
    lambda person, now: _asking(Post.objects.home_of(person).with_marks_of(person), person, now).values_list(
        "pk", flat=True
    ),
    person=-1,
    now=datetime(1970, 1, 1, tzinfo=UTC),
)


def on_top_of_home(person: User) -> list[Post]:
    """The same of their home feed. Mostly there is none, which is told without reading posts."""
    return listing.posts_in_order(person, ON_TOP(person=person.pk, now=timezone.now()))


def with_marks_of(person: User, post: Post) -> Post:
    """The same with what is the person's own, where an action returned the bare row."""
    if not hasattr(post, "my_seen"):
        found = Post.objects.filter(pk=post.pk).for_reader(person).get()
        post.my_seen, post.is_saved, post.shared_from = found.my_seen, found.is_saved, found.shared_from
    return post


def with_no_marks(post: Post) -> Post:
    """A post that was written this moment: nobody has reacted to it, seen it or kept it, its author neither."""
    post.my_reaction, post.my_seen, post.is_saved = None, None, False
    return post


def _administers(person: User, group: Group | None) -> bool:
    role = Membership.Role.ADMIN
    return bool(group) and Membership.objects.filter(group=group, person=person, role=role).exists()
