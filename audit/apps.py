from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import words
        from audit.actions import record_operators_act, record_what_came_before
        from tenants import hooks

        hooks.company_changed.register(record_operators_act, place=10)
        hooks.company_provisioned.register(record_what_came_before, place=10)
        for app in apps.get_app_configs():
            if app.module and module_has_submodule(app.module, "log_words"):
                said = import_module(f"{app.name}.log_words")
                words.register(said.WORDS)
                words.register_values(getattr(said, "VALUES", {}))
