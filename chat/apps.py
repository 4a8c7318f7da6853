from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "chat"
    verbose_name = _("Work Chat")

    def ready(self) -> None:
        from chat.frames import delivered, typing
        from realtime.hooks import frame_handler

        frame_handler("typing", typing)
        frame_handler("received", delivered.received)
