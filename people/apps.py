from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("people")

    def ready(self) -> None:
        from people import (
            actions,
            openapi,  # noqa: F401  (drf-spectacular learns of it by the import)
            operators,
        )
        from tenants import hooks

        hooks.company_provisioned.register(actions.invite_first_admin, place=20)
        hooks.admin_link_wanted.register(actions.renew_first_admins_invite, place=20)
        hooks.company_counts.register(operators.counts, place=20)
        hooks.company_admins.register(operators.admins_of, place=20)
        hooks.operators.register(operators.operators, place=20)
