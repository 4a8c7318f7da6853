"""A real Chromium for tests marked `browser`."""

import os
import re
import shutil
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.cast import PASSWORD

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
WHOLE = ("chromium", "chromium-browser", "google-chrome")
NAMES = ("chromium-headless-shell", *WHOLE)  # without the windows that nobody looks at: a third less work
# What passed is not collected: that costs axe twice as much as the rules themselves.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": {"assets": ["media"]},  # the style sheets serve one rule, which is none of these
}
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
SECONDS = 60_000  # milliseconds: what comes live may take its time on a busy machine
resolve = socket.getaddrinfo
expect.set_options(timeout=SECONDS)


def resolve_companies(host, *arguments, **options):
    """Browsers know that *.localhost is this machine; Python does not."""
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and (name == "localhost" or name.endswith(".localhost")):
        host = "127.0.0.1"
    return resolve(host, *arguments, **options)


socket.getaddrinfo = resolve_companies


def browser_here(names: tuple[str, ...] = NAMES) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


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


_kept: dict[tuple[str, str], Any] = {}


def enter_as(name: str, chromium: Browser, home: str, **options: Any) -> Page:
    """A page of somebody of Acme in a browser of its own, signed in.

    By the form the first time; later browsers begin with the cookies of the first, as a device that was not signed
    out: signing in anew costs more than most tests. Who was signed out since then goes through the form again.
    """
    context = window(chromium, base_url=home, storage_state=_kept.get((home, name)), **options)
    page = context.new_page()
    if (home, name) in _kept and _lets_in(home, context):
        return page
    context.clear_cookies()
    page.goto("/accounts/login/")
    page.fill("[name=login]", f"{name}@acme.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile(r"localhost:\d+/(welcome/)?$"))
    _kept[(home, name)] = {"cookies": context.cookies(), "origins": []}
    return page


def _lets_in(home: str, context: BrowserContext) -> bool:
    cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    return httpx.get(f"{home}/api/v1/me", cookies=cookies, timeout=SECONDS / 1_000).status_code == 200


def composes_nothing(page: Page, home: str) -> None:
    """Nothing waits in the composer: a page that a test's end closed may not have said what became of its draft."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    answer = httpx.delete(
        f"{home}/api/v1/drafts/feed:home", cookies=cookies, headers={"X-CSRFToken": cookies["csrftoken"]}
    )
    assert answer.status_code == 204, answer.text


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in a context of its own: nobody is signed in, nothing is stored."""
    context = window(chromium)
    yield context.new_page()
    context.close()


def window(chromium: Browser, **options: Any) -> BrowserContext:
    """A browser of its own for one person: patient, and still, since nobody watches what moves."""
    context = chromium.new_context(**{"reduced_motion": "reduce", **options})
    context.set_default_timeout(SECONDS)
    return context


def keeps_nobody_out(page: Page) -> None:
    """What is shown now: no violation that axe finds, nothing wider than the screen."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), page.url


def keeps_nobody_out_in_any_look(page: Page) -> None:
    """On a phone in the light, at a desk in the dark."""
    for size, scheme in ((PHONE, "light"), (DESKTOP, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        keeps_nobody_out(page)
