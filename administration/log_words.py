"""What the company's log says of its admins' acts."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tenants.models import Company

WORDS = {
    "administration.company_changed": _("Changed the company’s settings"),
    "administration.logo_set": _("Set the logo"),
    "administration.logo_removed": _("Removed the logo"),
    "administration.domain_claimed": _("Began to prove a mail domain"),
    "administration.domain_code_sent": _("Sent a code to prove a mail domain"),
    "administration.domain_proven": _("Proved a mail domain"),
    "administration.domain_removed": _("Removed a mail domain"),
    "administration.domain_claim_dropped": _("Gave up proving a mail domain"),
    "administration.join_requested": _("Asked to come in"),
    "administration.join_accepted": _("Let somebody in who had asked"),
    "administration.join_declined": _("Declined a request to come in"),
    "administration.log_exported": _("Exported the log"),
}

VALUES = {**dict(Company.SignUp.choices), **dict(Company.GroupMakers.choices), **dict(settings.LANGUAGES)}
