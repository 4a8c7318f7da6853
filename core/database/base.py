"""PostgreSQL with a schema for each company (django-tenants), without the round trips that change nothing.

Three of them stood around each request: the pool's look whether the connection lives, `SET search_path` into the
company, and back out of it. Now a thread keeps its connection for a minute, looks at its socket instead of asking
over it, and is in the company already where the request before was for the same one.

And statements that are asked all day can be prepared (`prepared`) and go together (`together`). A prepared statement
belongs to a connection, not to a company: PostgreSQL looks its tables up anew whenever the search path is another.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor
from django_tenants.postgresql_backend import base

KEPT_SECONDS = 60.0


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._prepares = False
        self._reports: dict[tuple[str, ...], bytes] = {}  # a search path, and how the server writes it
        super().__init__(*args, **kwargs)

    def connect(self) -> None:
        """From the pool, for a while: Django's own way gives it back after each request."""
        super().connect()
        self.close_at = time.monotonic() + KEPT_SECONDS

    def close_if_unusable_or_obsolete(self) -> None:
        """After a request. A connection on which something broke is hung up, and with it goes what was prepared: a
        migration may have changed the type of a column, which a prepared statement does not bear."""
        if self.connection is not None and self.errors_occurred and not self.in_atomic_block:
            self.connection.close()
            self.close()
        super().close_if_unusable_or_obsolete()

    @contextmanager
    def prepared(self) -> Iterator[None]:
        """Statements in this block are bound by the server, and planned once a connection instead of each time."""
        before, self._prepares = self._prepares, True
        try:
            yield
        finally:
            self._prepares = before

    @contextmanager
    def together(self) -> Iterator[None]:
        """The same, and they are sent without waiting for each other; each still sees what those before it did.

        An answer that is fetched waits for all that was asked so far. What fails is raised there, or at the end.
        """
        with self.cursor():  # in the company, before the first of them
            pass
        with self.prepared(), self.wrap_database_errors, self.connection.pipeline():
            yield

    def create_cursor(self, name: str | None = None) -> Any:
        return ServerBindingCursor(self.connection) if self._prepares and not name else super().create_cursor(name)

    def close_if_health_check_failed(self) -> None:
        """Once a request. A server that went away has hung up, and that is seen without asking it."""
        if self.connection is not None and not self.health_check_done:
            self.health_check_done = True
            if has_hung_up(self.connection):
                self.close()

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Enter the schema, unless the server itself says that this connection stands in it.

        What it says is true whatever happened since: it tells each change, a rolled-back `SET` too. Before PostgreSQL
        18 it says nothing, and the schema is entered anew for each request.
        """
        if self._setting_search_path or self.search_path_set_schemas:
            return
        wanted = self._get_cursor_search_paths()
        said = self.connection.pgconn.parameter_status(b"search_path")
        if said is not None and said == self._reports.get(tuple(wanted)):
            self.search_path_set_schemas = wanted
            return
        super()._handle_search_path(None if self._prepares else cursor)
        if self.search_path_set_schemas:
            said = self.connection.pgconn.parameter_status(b"search_path")
            if said is not None:
                self._reports = {tuple(wanted): said}


def has_hung_up(connection: Any) -> bool:
    """Whether there is something to read where nothing was asked: its farewell, or the end."""
    if connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
