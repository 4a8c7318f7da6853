from django.apps import AppConfig


class WorkplaceConfig(AppConfig):
    name = "workplace"

    def ready(self) -> None:
        from workplace import checks  # noqa: F401  (registered by the import)
