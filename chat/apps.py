from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "chat"
    verbose_name = _("Work Chat")

    def ready(self) -> None:
        from chat import operators
        from chat.frames import delivered, typing
        from realtime.hooks import frame_handler
        from tenants import hooks

        hooks.company_counts.register(operators.counts, place=60)
        frame_handler("typing", typing)
        frame_handler("received", delivered.received)
