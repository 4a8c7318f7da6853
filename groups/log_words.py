"""What the company's log says of acts upon groups."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "groups.group_created": _("Made a group"),
    "groups.member_added": _("Added to a group"),
    "groups.member_removed": _("Removed from a group"),
}
