"""What the company's log says of acts upon groups."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "groups.group_created": _("Made a group"),
    "groups.group_changed": _("Changed a group"),
    "groups.group_archived": _("Archived a group"),
    "groups.group_unarchived": _("Brought a group back from the archive"),
    "groups.default_changed": _("Changed whether everyone is in a group"),
    "groups.member_added": _("Added to a group"),
    "groups.member_removed": _("Removed from a group"),
    "groups.role_changed": _("Changed a role in a group"),
    "groups.request_declined": _("Declined a request to join a group"),
    "groups.link_made": _("Made a link into a group"),
    "groups.link_revoked": _("Revoked a link into a group"),
    "groups.rule_set": _("Set a group’s rule"),
    "groups.rule_dropped": _("Ended a group’s rule"),
    "groups.rule_applied": _("A group’s rule was applied"),
    "groups.company_admin_came": _("Joined a group as an admin of the company"),
}
