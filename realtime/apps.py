from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "realtime"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, password_reset
        from django.contrib.sessions.models import Session
        from django.db.models.signals import post_delete

        from realtime import doors
        from realtime.hooks import frame_handler
        from realtime.looking import look
        from realtime.typing import typing
        from tenants.hooks import company_doors_changed

        company_doors_changed.register(doors.company_changed, place=10)
        frame_handler("typing", typing)
        frame_handler("look", look)
        # Frameworks delete sessions in many places (sign-out, another device ended, a new key at sign-in):
        # their own signal is the one place that sees them all.
        post_delete.connect(doors.session_ended, sender=Session)
        password_changed.connect(doors.password_changed)
        password_reset.connect(doors.password_changed)
