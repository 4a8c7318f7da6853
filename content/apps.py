from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"

    def ready(self) -> None:
        from content import operators
        from tenants import hooks

        hooks.company_counts.register(operators.counts, place=40)
