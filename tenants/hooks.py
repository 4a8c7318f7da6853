"""What a company's life sets off in apps to the right."""

from core.hooks import hook
from tenants.models import Company


@hook
def company_provisioned(*, company: Company, admin_email: str) -> None:
    """A company's schema stands and is entered; each app lays its first rows. `admin_email` may be empty."""


@hook
def company_doors_changed(*, company: Company) -> None:
    """The company's state changed, so what is open for it (sockets) must be looked at again."""
