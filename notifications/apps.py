from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from groups import hooks as groups
        from jobs.hooks import company_swept
        from notifications import actions
        from notifications.group_bells import KINDS
        from notifications.joining import CAME_IN
        from notifications.kinds import register
        from people.hooks import person_deactivated, person_joined

        for kind in (CAME_IN, *KINDS.values()):
            register(kind)
        groups.news.register(actions.tell_of_group, place=10)
        groups.news_over.register(actions.forget, place=10)
        company_swept.register(actions.hand_over_due, place=20)
        person_deactivated.register(actions.end_for, place=20)
        person_joined.register(actions.tell_inviters, place=90)
