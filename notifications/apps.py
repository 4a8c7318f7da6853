from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from jobs.hooks import company_swept
        from notifications import actions
        from people.hooks import person_deactivated

        company_swept.register(actions.hand_over_due, place=20)
        person_deactivated.register(actions.end_for, place=20)
