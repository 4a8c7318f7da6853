"""This post or comment, for this person, or 404; and what they may do with it, or 403."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import Reaction, WritingQuerySet
from content.reactions import known_kind
from content.scopes import Scope
from core.errors import NotAllowed
from core.rest import to_pk
from feed.marking import with_marks_of
from feed.models import Comment, CommentQuerySet, Post, PostCard, PostQuerySet, read_answers
from groups.access import group_to_read, groups_to_post_in, must_not_be_archived
from groups.models import Group
from people.access import person_for
from people.models import User
from people.roles import Right

W = TypeVar("W", Post, Comment)
UNDO = timedelta(minutes=10)  # the page offers it for some seconds; this is when it stops being true


def post_for(person: User, post_id: object) -> Post:
    """A post that the person may read."""
    return _one(Post.objects.visible_to(person).for_reader(person), post_id)


def comment_for(person: User, comment_id: object, *, post: Post | None = None) -> Comment:
    """A comment that the person may read; on this post, where one is named."""
    comments = Comment.objects.visible_to(person) if post is None else Comment.objects.present().filter(post=post)
    whole = comments.for_reader(person).select_related("post__group", "parent")
    return _one(whole.defer("words", "post__words", "parent__words"), comment_id)


def post_to_edit(person: User, post_id: object) -> Post:
    post = _own(person, post_for(person, post_id))
    must_not_be_archived(post.group)
    return post


def comment_to_edit(person: User, comment_id: object) -> Comment:
    comment = _own(person, comment_for(person, comment_id))
    must_not_be_archived(comment.post.group)
    return comment


def post_to_delete(person: User, post_id: object) -> Post:
    """A post of one's own, or in a group one looks after."""
    post = post_for(person, post_id)
    return _own_or_moderated(person, post, post.group)


def comment_to_delete(person: User, comment_id: object) -> Comment:
    """A comment of one's own, or in a group one looks after."""
    comment = comment_for(person, comment_id)
    return _own_or_moderated(person, comment, comment.post.group)


def post_to_restore(person: User, post_id: object) -> Post:
    """A post that the person deleted a moment ago."""
    readable = Post.objects.filter(Q(group=None) | Q(group__in=Group.objects.readable_by(person))).for_reader(person)
    return _one(_just_deleted_by(person, readable.filter(waits_since=None)), post_id)


def comment_to_restore(person: User, comment_id: object) -> Comment:
    """A comment that the person deleted a moment ago, on a post that is there."""
    on_posts = Comment.objects.filter(post__in=Post.objects.visible_to(person)).for_reader(person)
    return _one(_just_deleted_by(person, on_posts).select_related("post__group"), comment_id)


def post_to_answer(person: User, post_id: object) -> Post:
    """A post on which the person may comment and react: they are in its group."""
    post = post_for(person, post_id)
    _must_be_in(person, post.group)
    return post


def comment_to_answer(person: User, comment_id: object) -> Comment:
    """A comment to which the person may react: they are in its group."""
    comment = comment_for(person, comment_id)
    _must_be_in(person, comment.post.group)
    return comment


def comment_to_reply_to(person: User, post: Post, comment_id: object) -> Comment | None:
    """A comment on this post, to which the person, who may answer the post, replies; None where nothing is named."""
    return comment_for(person, comment_id, post=post) if comment_id else None


def card_to_change(person: User, post_id: object, card_id: object) -> tuple[Post, PostCard]:
    """A link card under the person's own post, one that was taken away too."""
    post = post_to_edit(person, post_id)
    use = PostCard.objects.filter(post=post, card=to_pk(card_id)).select_related("card").first()
    if use is None:
        raise Http404
    return post, use


def group_to_post_in(person: User, group_id: object) -> Group:
    """Where the person wants to post: 404 if they may not know of it, 403 if they may only read there."""
    group = group_to_read(person, group_id)
    must_not_be_archived(group)
    if not group.is_mine_to_post_in:
        raise NotAllowed("may_not_post", _("You may not post in this group."))
    return group


def place_to_post_in(person: User, place: object) -> Group | None:
    """The group of this id, or None for the person's own profile (`me`, or nothing in the API)."""
    return None if place in (None, "me") else group_to_post_in(person, place)


def scope_of_group(person: User, group_id: str) -> Scope:
    """Who is in the group that the person writes in."""
    group = group_to_read(person, group_id)
    return Scope(members=group.memberships.values("person"), open=group.kind == Group.Kind.OPEN)


def scope_of_post(person: User, post_id: str) -> Scope:
    """Who is in the group of the post that the person comments on."""
    post = post_for(person, post_id)
    return scope_of_group(person, str(post.group_id)) if post.group else Scope(members=User.objects.none(), open=True)


def scope_of_comment(person: User, comment_id: str) -> Scope:
    """Who is in the group of the comment that the person replies to."""
    return scope_of_post(person, str(comment_for(person, comment_id).post_id))


def home_to_post_in(person: User, page: str) -> None:
    """The composer of the home page, which stands in no group yet, and that of one's own profile."""
    if page not in {"home", "me"}:
        raise Http404


def home_of(person: User) -> PostQuerySet:
    """The posts of the person's home feed."""
    return Post.objects.home_of(person).for_reader(person)


def posts_of_group(person: User, group_id: object) -> PostQuerySet:
    """The posts of one group that the person may read."""
    return Post.objects.visible_to(person).filter(group=group_to_read(person, group_id)).for_reader(person)


def posts_on_profile(person: User, author_id: object) -> PostQuerySet:
    """The posts on a colleague's profile: everyone in the company reads them."""
    author = person_for(person, author_id)
    return Post.objects.present().filter(group=None, author=author).for_reader(person)


def may_post(person: User, group: Group) -> bool:
    return groups_to_post_in(person).filter(pk=group.pk).exists()


def may_read(person: User, group: Group) -> bool:
    """Whether a group that the person may know of shows them its posts."""
    return Group.objects.readable_by(person).filter(pk=group.pk).exists()


def posts_to_read(person: User) -> PostQuerySet:
    """All that the person may read."""
    return Post.objects.visible_to(person)


def comment_of(person: User, post: Post, comment_id: str) -> Comment | None:
    """The comment or reply that a link points at, if it is still there."""
    try:
        return comment_for(person, comment_id, post=post) if comment_id else None
    except Http404:
        return None


def reactions_to(thing: Post | Comment, kind: str = "") -> QuerySet[Reaction]:
    """Who reacted to a post or comment that was found for its reader, of one kind or of all."""
    reactions = thing.reactions.select_related("person")
    return reactions.filter(kind=known_kind(kind)) if kind else reactions


def comments_of(person: User, post: Post) -> CommentQuerySet:
    """The comments on a post that the person may read, without the replies to them."""
    return Comment.objects.on_posts().filter(post=post).for_reader(person)


def words_under(person: User, post: Post, words: str) -> CommentQuerySet:
    """The comments and replies under a post that have these words."""
    return Comment.objects.present().filter(post=post).containing(words).for_reader(person)


def bells_of(person: User, post: Post) -> Q:
    """Rows at the person's bell that a post answers once it is open: about it, and about what they said there."""
    said = Comment.objects.filter(post=post, author=person).values("pk")
    return Q(about_type="feed.post", about_id=post.pk) | Q(about_type="feed.comment", about_id__in=said)


def replies_to(person: User, comment: Comment) -> CommentQuerySet:
    """The replies to a comment that the person may read."""
    return Comment.objects.filter(deleted_at=None, parent=comment).for_reader(person)


def as_read_by(person: User, writing: W) -> W:
    """The same with the person's own reaction and marks, where an action returned the bare row."""
    if not hasattr(writing, "my_reaction"):
        writing.my_reaction = writing.reactions.filter(person=person).values_list("kind", flat=True).first()
    if isinstance(writing, Post):
        read_answers(person, with_marks_of(person, writing))
    return writing


def _one(writings: WritingQuerySet, writing_id: object) -> Any:
    writing = writings.filter(pk=to_pk(writing_id)).first()
    if writing is None:
        raise Http404
    return writing


def _just_deleted_by(person: User, writings: WritingQuerySet) -> WritingQuerySet:
    return writings.filter(deleted_by=person, deleted_at__gte=timezone.now() - UNDO)


def _own(person: User, writing: W) -> W:
    if writing.author_id != person.pk:
        raise NotAllowed("not_yours", _("Only the author may change this."))
    return writing


def _own_or_moderated(person: User, writing: W, group: Group | None) -> W:
    if writing.author_id == person.pk:
        return writing
    if group is None:
        moderates = person.may(Right.MANAGE_CONTENT)
    else:
        moderates = Group.objects.moderated_by(person).filter(pk=group.pk).exists()
    if not moderates:
        raise NotAllowed("not_yours", _("Only the author and the group's admins may delete this."))
    return writing


def _must_be_in(person: User, group: Group | None) -> None:
    """Everyone answers what stands on a profile."""
    if group and not Group.objects.joined_by(person).filter(pk=group.pk).exists():
        raise NotAllowed("not_a_member", _("Join the group to take part."))
    must_not_be_archived(group)
