"""What the company's log says of acts upon people and invites."""

from django.utils.translation import gettext_lazy as _

from people.models import User

WORDS = {
    "people.person_joined": _("Came in"),
    "people.person_invited": _("Invited"),
    "people.invite_resent": _("Sent an invite again"),
    "people.invite_revoked": _("Took an invite back"),
    "people.first_admin_invited": _("Invited the first admin"),
    "people.person_deactivated": _("Closed an account"),
    "people.person_reactivated": _("Opened an account again"),
    "people.person_signed_out": _("Signed out on all devices"),
    "people.device_signed_out": _("Signed a device out"),
    "people.signed_in_by_code": _("Signed a phone in by a code"),
    "people.factor_added": _("Added a second factor"),
    "people.factor_removed": _("Removed a second factor"),
    "people.recovery_codes_made": _("Made new recovery codes"),
    "people.password_changed": _("Changed the password"),
    "people.record_changed": _("Changed what HR keeps of a person"),
    "people.manager_set": _("Set who manages a person"),
    "people.role_changed": _("Changed a role"),
}

VALUES = dict(User.Role.choices)
