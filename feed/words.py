"""The fixed words of posts and comments, once for templates and once for the page's scripts.

A fragment that goes to many readers leaves their places empty (`data-word`); each page fills them in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from content.models import Reaction
from content.reactions import FACES
from content.words import file_words
from feed.words_marks import mark_words
from feed.words_parts import part_words


def words() -> Mapping[str, str]:
    """In the language that is active now; the same for everybody, so written once for each."""
    return _words(get_language())


@cache
def _words(_language: str | None) -> Mapping[str, str]:
    return {
        **{kind.value: str(kind.label) for kind in Reaction.Kind},
        **{f"face_{kind.value}": face for kind, face in FACES.items()},
        "reactions": _("Reactions"),
        "who_reacted": _("Who reacted"),
        "close": _("Close"),
        "comment": _("Comment"),
        "edit": _("Edit"),
        "delete": _("Delete"),
        "why": _("Why am I seeing this?"),
        "reply": _("Reply"),
        "write_reply": _("Write a reply"),
        "copy_link": _("Copy link"),
        "more": _("More"),
        "edited": _("edited"),
        "left": pgettext("person", "left"),
        "members_only": _("Members only"),
        "read_on": _("Read on"),
        **_forms("reacted", lambda n: ngettext("%(n)s reaction", "%(n)s reactions", n)),
        "link_copied": _("The link is copied."),
        "remove_preview": _("Remove the preview"),
        "remove_picture": _("Remove its picture"),
        "preview_removed": _("The preview is removed."),
        "picture_removed": _("The picture is removed."),
        "link_options": _("What to show of this link"),
        "post_deleted": _("The post is deleted."),
        "comment_deleted": _("The comment is deleted."),
        "typing_one": _("{name} is writing a comment…"),
        "typing_many": _("Several people are writing comments…"),
        "undo": _("Undo"),
        "not_sent": _("That did not get through. It is kept here; please try again."),
        "not_done": _("That did not work. Please try again."),
        "gone": _("This was deleted meanwhile."),
        "posted": _("Posted."),
        "post_waits": _("Your post waits until an admin of the group lets it in."),
        "people": _("People"),
        "cannot_see": _("cannot read it here, and is not told"),
        **file_words(),
        **mark_words(),
        **part_words(),
        **_forms("voters", lambda n: ngettext("%(n)s person voted", "%(n)s people voted", n)),
        **_forms("going", lambda n: ngettext("%(n)s comes", "%(n)s come", n)),
        **_forms("perhaps", lambda n: ngettext("%(n)s may come", "%(n)s may come", n)),
        **_forms("comments", lambda n: ngettext("%(n)s comment", "%(n)s comments", n)),
        **_forms("replied", lambda n: ngettext("%(n)s reply", "%(n)s replies", n)),
        **_forms("new_posts", lambda n: ngettext("%(n)s new post", "%(n)s new posts", n)),
        **_forms("people_found", lambda n: ngettext("%(n)s person found", "%(n)s people found", n)),
    }


def _forms(name: str, text: Callable[[int], str]) -> dict[str, str]:
    """Both forms, with `{n}` where the number goes: the browser knows which one a number takes."""
    return {f"{name}_one": text(1) % {"n": "{n}"}, f"{name}_other": text(2) % {"n": "{n}"}}
