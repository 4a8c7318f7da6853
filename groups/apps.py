from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("groups")

    def ready(self) -> None:
        from content.hooks import holder
        from content.search import searchable
        from groups import access, actions, results
        from groups.models import Group
        from people import hooks as people
        from tenants import hooks as tenants

        # After people's own handlers: the first admin stands, the person's row is complete.
        tenants.company_provisioned.register(actions.lay_company_news, place=30)
        people.person_joined.register(actions.join_default_groups, place=30)
        people.person_deactivated.register(actions.recount_members, place=30)
        people.person_reactivated.register(actions.recount_members, place=30)
        people.person_deactivated.register(actions.tell_of_lost_admin, place=40)
        people.person_joined.register(actions.schedule_refresh_for, place=40)
        people.person_reactivated.register(actions.schedule_refresh_for, place=40)
        people.profile_changed.register(actions.schedule_refresh_for, place=40)
        holder(Group.held_as, may_read=access.may_see_picture, audience=access.who_sees_picture, most=1)
        searchable("group", label=_("Groups"), find=results.find_groups, place=20)
