"""What the company's log says of acts upon posts and comments."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "feed.post_approved": _("Let a waiting post in"),
    "feed.post_declined": _("Did not let a waiting post in"),
    "feed.post_deleted": _("Deleted a post"),
    "feed.post_restored": _("Brought a post back"),
    "feed.post_made_important": _("Made a post important"),
    "feed.post_importance_ended": _("Ended a post’s being important"),
    "feed.post_pinned": _("Pinned a post"),
    "feed.post_unpinned": _("Took down a pinned post"),
    "feed.comment_deleted": _("Deleted a comment"),
    "feed.comment_restored": _("Brought a comment back"),
}
