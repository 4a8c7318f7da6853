from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    name = "administration"
    verbose_name = _("administration")

    def ready(self) -> None:
        from administration import actions, bells, rooms  # noqa: F401  (what rings and what has a room is known by the import)
        from people import hooks as people

        people.wants_to_join.register(actions.ask_to_join, place=40)
        people.person_joined.register(actions.close_request, place=40)
