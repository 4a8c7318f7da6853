"""Reactions to posts and comments. Doing it twice is doing it once."""

from __future__ import annotations

from django.db import transaction

from content.models import Reaction
from content.reactions import moved
from feed.actions.telling import tell_of_reaction
from feed.events import ReactionChanged
from feed.models import Comment, Post
from feed.writing import change, locked
from people.models import User
from people.serializers import person_ref
from realtime.publish import publish


@transaction.atomic
def react(*, thing: Post | Comment, person: User, kind: str = Reaction.Kind.LIKE) -> Post | Comment:
    """Show a reaction, in the place of the person's earlier one; the row with its counts then."""
    post, row = _locked_with_its_post(thing)
    mine = row.reactions.filter(person=person).first()
    if mine is None:
        row.reactions.create(person=person, kind=kind)
        _count(post, row, None, kind)
        tell_of_reaction(post=post, thing=row, by=person)
    elif mine.kind == kind:
        return row
    else:
        before, mine.kind = mine.kind, kind
        mine.save(update_fields=["kind"])
        _count(post, row, before, kind)
    _tell(post, row, person, kind)
    return row


@transaction.atomic
def take_reaction_back(*, thing: Post | Comment, person: User) -> Post | Comment:
    """Remove the person's reaction, if there is one; the row with its counts then."""
    post, row = _locked_with_its_post(thing)
    mine = row.reactions.filter(person=person).first()
    if mine is not None:
        mine.delete()
        _count(post, row, mine.kind, None)
        _tell(post, row, person, None)
    return row


def _locked_with_its_post(thing: Post | Comment) -> tuple[Post, Post | Comment]:
    """Always the post first, so that no two writers wait for each other."""
    if isinstance(thing, Comment):
        return locked(thing.post), locked(thing)
    post = locked(thing)
    return post, post


def _count(post: Post, row: Post | Comment, before: str | None, after: str | None) -> None:
    row.reactions_by_kind = moved(row.reactions_by_kind, before=before, after=after)
    row.reaction_count = sum(row.reactions_by_kind.values())
    row.save(update_fields=["reaction_count", "reactions_by_kind"])
    change(post)


def _tell(post: Post, row: Post | Comment, person: User, kind: str | None) -> None:
    event = ReactionChanged(
        post=str(post.pk),
        comment=str(row.pk) if isinstance(row, Comment) else None,
        person=person_ref(person),
        kind=kind,
        reaction_count=row.reaction_count,
        reactions=row.reactions_by_kind,
        revision=post.revision,
    )
    publish(event, to=post.hearer_ids())
