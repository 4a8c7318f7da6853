"""What the sweep sets off in apps to the right."""

from datetime import datetime

from core.hooks import hook


@hook
def company_swept(*, now: datetime) -> None:
    """The sweep stands in a company: who keeps rows of their own that wait for their time hands them over now."""
