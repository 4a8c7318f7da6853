from django.apps import AppConfig

MOST_FILES = 20  # of one draft: as many as a post takes


class ContentConfig(AppConfig):
    name = "content"

    def ready(self) -> None:
        from content import operators
        from content.access import drafts
        from content.hooks import holder
        from content.models import Draft
        from tenants import hooks

        holder(Draft.held_as, may_read=drafts.may_read_file, audience=drafts.who_hears, most=MOST_FILES)
        hooks.company_counts.register(operators.counts, place=40)
