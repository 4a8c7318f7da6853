"""What the company's log says of acts upon people and invites."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "people.person_joined": _("Came in"),
    "people.person_invited": _("Invited"),
    "people.invite_resent": _("Sent an invite again"),
    "people.invite_revoked": _("Took an invite back"),
    "people.first_admin_invited": _("Invited the first admin"),
    "people.person_deactivated": _("Closed an account"),
    "people.person_reactivated": _("Opened an account again"),
    "people.person_signed_out": _("Signed out on all devices"),
    "people.role_changed": _("Changed a role"),
}
