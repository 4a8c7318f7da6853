"""Django's database backend as this installation uses it: `core.database.base`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any


def together() -> AbstractContextManager[None]:
    """Statements in this block go to the database in one trip: see `DatabaseWrapper.together`."""
    from django.db import connection

    ours: Any = connection
    return ours.together()
