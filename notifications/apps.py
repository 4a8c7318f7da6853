from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from jobs.hooks import company_swept
        from notifications import actions
        from notifications.joining import CAME_IN
        from notifications.kinds import register
        from people.hooks import person_deactivated, person_joined

        register(CAME_IN)
        company_swept.register(actions.hand_over_due, place=20)
        person_deactivated.register(actions.end_for, place=20)
        person_joined.register(actions.tell_inviters, place=90)
