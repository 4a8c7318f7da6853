"""Pages served from this process, for a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread


@pytest.fixture
def served(db: None, settings: Any) -> Iterator[Callable[[str, str], str]]:
    """`served("acme", "/style/")`: an address a browser can open. Only committed rows are seen there."""
    settings.DEBUG = True
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, port=0)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None, thread.error
    yield lambda company, path="/": f"http://{company}.localhost:{thread.port}{path}"
    thread.terminate()
    thread.join()
