from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "feed"

    def ready(self) -> None:
        from feed.views.home import group_part
        from groups.hooks import group_page

        group_page.register(group_part, place=10)
