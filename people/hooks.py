"""What a person's life in the company sets off in apps to the right."""

from django.http import HttpRequest

from core.hooks import hook
from people.models import User
from tenants.models import Company


@hook
def person_joined(*, person: User) -> None:
    """A person came in: proved an address or claimed an invite, and has a name. Runs once per person."""


@hook
def person_deactivated(*, person: User) -> None:
    """A person left: sessions are gone already; calls, posts to come, push and the like end here."""


@hook
def person_reactivated(*, person: User) -> None:
    """A person who had left is back: what was only set aside counts again; nothing was thrown away."""


@hook
def profile_page(*, request: HttpRequest, person: User) -> str:
    """A colleague's page is shown: each handler returns its part, as HTML."""
    return ""


@hook
def profile_changed(*, person: User) -> None:
    """A person's title, department or place is another: whoever changed it, they themselves, HR or an import."""


@hook
def wants_to_join(*, company: Company, address: str, name: str, language: str) -> str:
    """The owner of a proven address asks to be let in; answers where the request stands: waiting or declined."""
    return ""
