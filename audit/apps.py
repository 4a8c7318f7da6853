from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit.actions import record_operators_act
        from tenants import hooks

        hooks.company_changed.register(record_operators_act, place=10)
