"""A real Chromium is told while no page of ours is open, and takes it back when it was read elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.staticfiles import finders
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, Route, expect

from core.schema import inside
from notifications import push_service
from notifications.actions import notify, read_about
from notifications.models import Notification, PushSubscription
from notifications.pushing import push_what_is_due
from tests.browser import ARGUMENTS, SECONDS, WHOLE, browser_here
from tests.installation import wait_for
from tests.live import Guest, committed
from tests.notifications.conftest import LOUD
from tests.notifications.push_network import PushNetwork, push_network

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOWN = """async () => (await (await navigator.serviceWorker.getRegistration()).getNotifications())
  .map(({ title, body, tag, data }) => ({ title, body, tag, url: data.url }))"""


@pytest.fixture
def network(tmp_path) -> Iterator[PushNetwork]:
    with push_network(tmp_path) as network:
        yield network


@pytest.fixture
def browser(chromium: Any, network: PushNetwork, tmp_path) -> Iterator[BrowserContext]:
    """With a profile of its own on disk: a private window has no pushes. `chromium` stands for its driver's loop."""
    kept = [flag for flag in ARGUMENTS if flag != "--disable-background-networking"]
    context = chromium.browser_type.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path=browser_here(WHOLE),
        args=[*kept, *network.flags],
        permissions=["notifications"],
    )
    context.set_default_timeout(SECONDS)
    context.route("**/static/**", _from_the_folder)
    yield context
    context.close()


def _from_the_folder(route: Route) -> None:
    """The server of this test has no collected files."""
    route.fulfill(path=finders.find(urlsplit(route.request.url).path.removeprefix("/static/")))


@pytest.fixture
def bob_guest(guests: list[Guest]) -> Guest:
    guest = next(guest for guest in guests if guest.person.email == "bob@acme.example")
    committed(lambda: _on_a_device(guest))
    return guest


def _on_a_device(guest: Guest) -> None:
    with inside(guest.company):
        UserSession.objects.create(
            user=guest.person, session_key=guest.key, ip="127.0.0.1", user_agent="Chrome/1 Linux"
        )


@pytest.fixture
def do(bob_guest: Guest) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """`do(work)`: in Bob's company, committed. What it left is cleared away."""

    def do(work: Callable[[], Any]) -> Any:
        def there() -> Any:
            with inside(bob_guest.company):
                return work()

        return committed(there)

    yield do
    do(lambda: (Notification.objects.all().delete(), UserSession.objects.all().delete()))
    cache.clear()


def open_page(browser: BrowserContext, guest: Guest, path: str) -> Page:
    browser.add_cookies([{"name": "session", "value": guest.key, "url": f"http://{guest.host}"}])
    page = browser.new_page()
    page.goto(f"http://{guest.host}{path}")
    return page


def test_a_push_arrives_with_the_page_closed_and_is_taken_back(browser, network, bob_guest, do, monkeypatch):
    monkeypatch.setattr(push_service, "post", network.deliver)
    page = open_page(browser, bob_guest, "/settings/notifications/")
    page.get_by_role("button", name="Turn on here").click()
    expect(page.get_by_text("This device tells you when something concerns you")).to_be_visible()
    assert do(PushSubscription.objects.count) == 1
    browser.new_page()
    page.close()

    bob = bob_guest.person
    do(lambda: notify(kind=LOUD, people=[bob.pk], about=bob))
    assert do(push_what_is_due) == 1
    assert network.sent == 1
    look = open_page(browser, bob_guest, "/icon-192.png")  # on our host, without a script of ours
    (shown,) = wait_for(lambda: look.evaluate(SHOWN), "the push to be shown")
    assert shown["title"] == "Acme"
    assert shown["body"] == "Something new for you. Open it to see what."
    assert shown["tag"] == f"tests.loud:{bob.pk}"
    assert shown["url"].startswith("/notifications/")

    home = open_page(browser, bob_guest, "/")
    expect(home.locator("[data-nav=bell] .count")).to_have_text("1")
    do(lambda: read_about(person=bob, about=bob))
    expect(home.locator("[data-nav=bell] .count")).to_have_text("")
    wait_for(lambda: look.evaluate(SHOWN) == [], "the push to be taken back")
