"""Work Chat without a network, in real browsers: what the device has, the queue, and what is erased when."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.chat.test_browser import bubble, enter, group, row, say, texts, words
from tests.installation import Installation, wait_for

pytestmark = pytest.mark.browser
__all__ = ["enter", "words"]
KEPT = """(wanted) => new Promise((resolve) => {
  const request = indexedDB.open("work-chat");
  request.onerror = () => resolve(false);
  request.onupgradeneeded = () => request.transaction.abort();
  request.onsuccess = async () => {
    const db = request.result;
    const all = db.transaction("threads").objectStore("threads").getAll();
    all.onsuccess = async () => {
      db.close();
      const shell = await caches.match("/chat/offline/");
      const threads = all.result.filter(({ messages }) => messages.some(({ html }) => html.includes(wanted)));
      resolve(wanted ? Boolean(shell) && threads.length > 0 : all.result.length);
    };
  };
})"""


def wait_until_kept(page: Page, text: str) -> None:
    """This device has a message with that text, and the page that shows it."""
    wait_for(lambda: page.evaluate(KEPT, text), f"{text} on this device")


def kept(page: Page) -> int:
    """How many conversations this device has."""
    return int(page.evaluate(KEPT, ""))


def answers(demo: Installation) -> bool:
    try:
        return bool(demo.get("/"))
    except OSError:
        return False


def is_live(page: Page) -> None:
    expect(page.locator("chat-app:not([data-kept])")).to_be_visible()


def test_the_last_threads_open_without_a_network_and_what_is_written_goes_out_once(enter, words):
    alice, bob, name, other = enter("alice"), enter("bob"), words(), words()
    say_in = group(alice, other, "Bob", "Carol")
    say(alice, there := words())
    alice.goto("/chat/")
    address = group(alice, name, "Bob", "Carol")
    say(alice, before := words())
    bob.goto("/chat/")
    expect(row(bob, name)).to_be_visible()
    wait_until_kept(bob, before)
    wait_until_kept(bob, there)
    say(alice, received := words())
    wait_until_kept(bob, received)
    bob.context.set_offline(True)
    bob.goto(address)
    expect(bob.locator("offline-banner")).to_have_text("No connection – showing what this device has")
    expect(bubble(bob, received)).to_be_visible()
    assert texts(bob) == [before, received]
    expect(row(bob, name)).to_contain_text(received)
    row(bob, other).locator("a").click()
    expect(bubble(bob, there)).to_be_visible()
    bob.goto(address)
    say(bob, first := words())
    say(bob, second := words())
    expect(bob.locator(".message--sending")).to_have_count(2)
    bob.reload()
    expect(bob.locator(".message--sending")).to_have_count(2)
    bob.fill("chat-composer textarea", draft := words())
    bob.context.set_offline(False)
    is_live(bob)
    expect(bubble(bob, second)).to_be_visible()
    expect(bob.locator("chat-composer textarea")).to_have_value(draft)
    expect(bubble(alice, second)).to_be_visible()
    assert texts(alice) == texts(bob) == [before, received, first, second]
    bob.goto(say_in)
    expect(bubble(bob, there)).to_be_visible()


def test_what_waits_is_the_same_in_all_tabs_and_goes_out_once_in_order(enter, words):
    alice, bob = enter("alice"), enter("bob")
    address = group(alice, words(), "Bob", "Carol")
    bob.goto(address)
    second = bob.context.new_page()
    second.goto(address)
    bob.context.set_offline(True)
    said = []
    for page in (bob, second, bob, second):
        say(page, text := words())
        said.append(text)
        for each in (bob, second):
            expect(each.locator(".message--sending")).to_have_count(len(said))
    bob.close()
    second.context.set_offline(False)
    expect(second.locator(".message--sending")).to_have_count(0)
    expect(bubble(alice, said[-1])).to_be_visible()
    assert texts(alice) == texts(second) == said


def test_what_is_refused_is_red_in_all_tabs_and_can_be_discarded_in_each(enter, words):
    alice, bob, name = enter("alice"), enter("bob"), words()
    address = group(alice, name, "Bob", "Carol")
    bob.goto(address)
    second = bob.context.new_page()
    second.goto(address)
    refuse = {"status": 404, "json": {"code": "invalid", "text": "Not like this.", "fields": {}}}
    for page in (bob, second):
        page.route("**/messages?html=1", lambda route: route.fulfill(**refuse))
    say(bob, words())
    for page in (bob, second):
        expect(page.locator(".message--failed")).to_contain_text("Not like this.")
    second.click("[data-discard]")
    for page in (bob, second):
        expect(page.locator(".message--failed")).to_have_count(0)


@pytest.mark.refused("401 (Unauthorized)")  # what was on its way when somebody signed out
def test_signing_out_asks_while_messages_wait_and_leaves_nothing_behind(enter, words):
    alice, bob = enter("alice"), enter("bob")
    address = group(alice, words(), "Bob", "Carol")
    say(alice, text := words())
    bob.goto(address)
    wait_until_kept(bob, text)
    bob.context.route("**/messages?html=1", lambda route: route.abort("internetdisconnected"))
    say(bob, words())
    bob.click(".nav__me summary")
    bob.click(".nav__me form[action*=logout] button")
    bob.click("#confirm-sign-out [value=cancel]")
    expect(bob.locator(".message--sending")).to_have_count(1)
    assert kept(bob) > 0
    bob.click(".nav__me summary")
    bob.click(".nav__me form[action*=logout] button")
    bob.click("#confirm-sign-out [value=yes]")
    bob.wait_for_url(re.compile("/accounts/login/"))
    assert kept(bob) == 0
    assert bob.evaluate("Object.keys(localStorage).filter((name) => /^(draft:|chat.outbox)/.test(name))") == []
    bob.context.set_offline(True)
    bob.goto("/chat/")
    expect(bob.locator(".threads__empty")).to_contain_text("Nothing is kept on this device yet")


def test_it_opens_while_the_server_is_down_and_goes_over_when_it_is_back(enter, words, demo: Installation):
    bob = enter("bob")
    address = group(bob, words(), "Alice", "Carol")
    say(bob, text := words())
    wait_until_kept(bob, text)
    demo.kill("uvicorn")  # `up` starts it again
    bob.goto(address)
    expect(bob.locator("chat-app[data-kept]")).to_be_visible()
    expect(bubble(bob, text)).to_be_visible()
    say(bob, later := words())
    wait_for(lambda: answers(demo), "the server to be back")
    is_live(bob)
    expect(bubble(bob, later)).to_have_count(1)
    assert texts(bob) == [text, later]
