from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from content.search import searchable
        from search.people import find_people

        searchable("person", label=_("People"), find=find_people, place=10, narrowed_by={"group"})
