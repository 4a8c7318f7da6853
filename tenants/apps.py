from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = _("companies")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from tenants.admin_site import remember_set_up

        authenticator_added.connect(remember_set_up)
