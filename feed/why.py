"""Why somebody sees a post in their home feed: the very facts that *Top* goes by, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feed.home import order_of
from feed.models import FeedPreferences, Post
from feed.ranking import Candidate, candidate_of
from groups.models import Group
from people.models import User


@dataclass(frozen=True)
class Reason:
    kind: str
    text: str


def reasons_for(person: User, post: Post) -> list[Reason]:
    """The weightiest first; the last says in which order the feed is. Of a post that the person may read."""
    known = candidate_of(person, post.pk)
    found = [*_about_the_reader(person, post, known), *_about_the_place(person, post), *_about_the_talk(known)]
    return [*found, _about_the_order(person)]


def _about_the_reader(person: User, post: Post, known: Candidate) -> list[Reason]:
    if post.author_id == person.pk:
        return [Reason("author", _("You wrote it."))]
    texts = {
        "mention": _("You are mentioned there."),
        "reply": _("Somebody replied to you there."),
        "follow": _("You follow %(name)s.") % {"name": post.author},
    }
    return [Reason(kind, text) for kind, text in texts.items() if kind in known.reasons]


def _about_the_place(person: User, post: Post) -> list[Reason]:
    if post.group is None or not Group.objects.joined_by(person).filter(pk=post.group.pk).exists():
        return []
    number = post.group.member_count
    text = ngettext(
        "You are in the group %(group)s, with %(n)s member.",
        "You are in the group %(group)s, with %(n)s members.",
        number,
    )
    return [Reason("group", text % {"group": post.group, "n": number})]


def _about_the_talk(known: Candidate) -> list[Reason]:
    number = known.reactions + known.comments
    if not number:
        return []
    text = ngettext("%(n)s reaction or comment so far.", "%(n)s reactions and comments so far.", number)
    return [Reason("talk", text % {"n": number})]


def _about_the_order(person: User) -> Reason:
    if order_of(person) == FeedPreferences.Order.NEW:
        return Reason("new", _("Your feed shows the newest first."))
    return Reason("top", _("Your feed shows first what matters most to you, and the newer the sooner."))
