"""What operators of the installation do to a company, in words. `tenants` stands to the left and cannot say it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "tenants.company_listed": _("Operators listed the company"),
    "tenants.company_provisioned": _("The network was set up"),
    "tenants.company_suspended": _("Operators suspended the network"),
    "tenants.company_resumed": _("Operators resumed the network"),
    "tenants.company_closed": _("Operators closed the network"),
    "tenants.company_paused": _("Operators switched writing off"),
    "tenants.company_unpaused": _("Operators switched writing on again"),
    "tenants.company_edited": _("Operators changed the company’s entry"),
    "tenants.company_admin_invited": _("Operators sent a link for an admin"),
    "tenants.company_domain_added": _("Operators added a mail domain"),
    "tenants.company_domain_removed": _("Operators removed a mail domain"),
}
