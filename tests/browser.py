"""A real Chromium for tests marked `browser`."""

import os
import shutil
import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
resolve = socket.getaddrinfo
expect.set_options(timeout=20_000)  # milliseconds: what comes live may take its time on a busy machine


def resolve_companies(host, *arguments, **options):
    """Browsers know that *.localhost is this machine; Python does not."""
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and (name == "localhost" or name.endswith(".localhost")):
        host = "127.0.0.1"
    return resolve(host, *arguments, **options)


socket.getaddrinfo = resolve_companies


def browser_here() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that write for good after those that may count, and browser tests last: their driver keeps an event
    loop in the test's thread, where others start their own."""
    items.sort(key=lambda item: [item.get_closest_marker(name) is not None for name in ("browser", "commits")])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and browser_here() is None:
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail("there is no Chromium, and REQUIRE_ALL=1 wants it", pytrace=False)
        pytest.skip("there is no Chromium on this machine")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the driver runs a loop in the test's own thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_here(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in a context of its own: nobody is signed in, nothing is stored."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()
