"""What a company's life sets off in apps to the right, and what only they can tell."""

from core.hooks import hook
from tenants.addressees import Addressee
from tenants.models import Company


@hook
def company_provisioned(*, company: Company, admin_email: str) -> None:
    """A company's schema stands and is entered; each app lays its first rows. `admin_email` may be empty."""


@hook
def admin_link_wanted(*, company: Company, email: str) -> None:
    """An operator wants a new link sent that makes `email` an admin of the company, which is entered."""


@hook
def company_doors_changed(*, company: Company) -> None:
    """The company's state changed, so what is open for it (sockets) must be looked at again."""


@hook
def company_changed(*, company: Company, who: str, what: str, why: str, before: str, after: str) -> None:
    """An operator did something to the company, which is entered: it stands in the company's own log too."""


@hook
def company_counts(*, company: Company) -> dict[str, int]:
    """Some of `people`, `active` (in 7 days), `messages`, `storage` (bytes of files); the company is entered."""
    return {}


@hook
def company_admins(*, company: Company) -> list[Addressee]:
    """Whom to write to about the company, which is entered: its admins."""
    return []


@hook
def operators() -> list[Addressee]:
    """Whom to write to about any company: the operators of this installation; public is entered."""
    return []
