from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("groups")

    def ready(self) -> None:
        from groups import actions
        from people import hooks as people
        from tenants import hooks as tenants

        # After people's own handlers: the first admin stands, the person's row is complete.
        tenants.company_provisioned.register(actions.lay_company_news, place=30)
        people.person_joined.register(actions.join_default_groups, place=30)
        people.person_deactivated.register(actions.recount_members, place=30)
        people.person_reactivated.register(actions.recount_members, place=30)
