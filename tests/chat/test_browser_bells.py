"""Bells of Work Chat in real browsers: one sound and one toast for all open pages, and who has seen a message."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.chat.test_browser import bubble, enter, group, say, use, words  # noqa: F401  (fixtures)
from tests.installation import wait_for

pytestmark = pytest.mark.browser
EAR = """
  window.notes = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...at) { window.notes += 1; return start.apply(this, at); };
"""
CHIME = 2  # notes
RINGS_AGAIN = """async () => {
  const { pending, held } = await navigator.locks.query();
  return [...pending, ...held].filter(({ name }) => name.startsWith("chat.ring.")).length === 2;
}"""


def notes(*pages: Page) -> int:
    return sum(page.evaluate("window.notes") for page in pages)


def toasts(*pages: Page) -> int:
    return sum(page.locator(".toast--message").count() for page in pages)


def listen(context, *paths: str) -> list[Page]:
    context.add_init_script(EAR)
    pages = []
    for path in paths:
        page = context.new_page()
        page.goto(path)
        page.mouse.click(5, 5)  # a browser lets nobody sound who was not touched
        pages.append(page)
    return pages


def test_one_sound_and_one_toast_however_many_pages_are_open(enter, words):  # noqa: F811
    alice, bob, name = enter("alice"), enter("bob"), words()
    address = group(alice, name, "Bob", "Carol")
    pages = listen(bob.context, "/people/", "/")
    bob.close()
    say(alice, "nobody in particular")
    expect(bubble(alice, "nobody in particular").locator("[data-state=delivered]")).to_be_visible()
    say(alice, f"@Bob Brown {(text := words())}")
    shown = wait_for(lambda: next((page for page in pages if toasts(page)), None), "a toast")
    shown.locator(".toast--message").hover()  # who reads it keeps it
    wait_for(lambda: notes(*pages), "its sound")
    pages[0].wait_for_timeout(1000)  # for what a second page would add
    assert (toasts(*pages), notes(*pages)) == (1, CHIME)
    expect(shown.locator(".toast--message")).to_contain_text(text)
    expect(shown.locator(".toast--message b")).to_have_text(f"Alice Adams in {name}")
    expect(shown.locator("link[rel=icon]")).to_have_attribute("href", re.compile("^data:image/png"))
    shown.locator(".toast__link").click()
    shown.wait_for_url(re.compile(re.escape(address.split("/chat/")[1])))
    expect(bubble(shown, text)).to_be_visible()
    wait_for(lambda: shown.evaluate(RINGS_AGAIN), "its page to ring again")
    before = notes(*pages)
    say(alice, f"@Bob Brown {(again := words())}")
    expect(bubble(shown, again)).to_be_visible()
    shown.wait_for_timeout(1000)
    assert (toasts(*pages), notes(*pages)) == (0, before)
