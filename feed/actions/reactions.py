"""Reactions to posts and comments. Doing it twice is doing it once."""

from __future__ import annotations

from django.db import transaction

from content.models import Reaction
from feed.events import ReactionChanged
from feed.models import Comment, Post
from feed.writing import locked
from people.models import User
from people.serializers import person_ref
from realtime.publish import publish


@transaction.atomic
def react(*, thing: Post | Comment, person: User, kind: str = Reaction.Kind.LIKE) -> int:
    """Show a reaction, in the place of the person's earlier one; the number of reactions then."""
    row = locked(thing)
    mine = row.reactions.filter(person=person).first()
    if mine is None:
        row.reactions.create(person=person, kind=kind)
        _count(row, 1)
    elif mine.kind == kind:
        return row.reaction_count
    else:
        mine.kind = kind
        mine.save(update_fields=["kind"])
    _tell(thing, row, person, kind)
    return row.reaction_count


@transaction.atomic
def take_reaction_back(*, thing: Post | Comment, person: User) -> int:
    """Remove the person's reaction, if there is one; the number of reactions then."""
    row = locked(thing)
    removed, _rows = row.reactions.filter(person=person).delete()
    if removed:
        _count(row, -1)
        _tell(thing, row, person, None)
    return row.reaction_count


def _count(row: Post | Comment, change: int) -> None:
    row.reaction_count += change
    row.save(update_fields=["reaction_count"])


def _tell(thing: Post | Comment, row: Post | Comment, person: User, kind: str | None) -> None:
    post = thing.post if isinstance(thing, Comment) else thing
    event = ReactionChanged(
        post=str(post.pk),
        comment=str(thing.pk) if isinstance(thing, Comment) else None,
        person=person_ref(person),
        kind=kind,
        reaction_count=row.reaction_count,
    )
    publish(event, to=post.group.member_ids())
