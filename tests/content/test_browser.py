# ruff: noqa: F811
"""Reactions and the emoji picker in real browsers."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.feed.test_browser import enter, post, words, write  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def like(page: Page, text: str):
    return post(page, text).locator(".post__actions .reacts button").first


def without_faults(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_one_of_six_reactions_by_keyboard_is_seen_by_the_other(enter, words):
    alice, bob = enter("alice"), enter("bob")
    write(alice, words)
    bob.get_by_role("button", name=re.compile("new post")).click()
    like(bob, words).focus()
    bob.keyboard.press("ArrowUp")
    bar = bob.get_by_role("toolbar", name="Reactions")
    expect(bar.get_by_role("button")).to_have_count(6)
    bob.keyboard.press("ArrowRight")
    without_faults(bob)
    bob.keyboard.press("Enter")
    expect(bar).to_have_count(0)
    expect(like(bob, words)).to_contain_text("Love")
    shown = post(alice, words).locator(".post__counts .reactions")
    expect(shown).to_contain_text("❤️")
    like(alice, words).hover()
    alice.get_by_role("toolbar", name="Reactions").get_by_role("button", name="Haha").click()
    expect(shown.locator("[data-number]")).to_have_text("2")
    shown.click()
    dialog = alice.get_by_role("dialog", name="Who reacted")
    expect(dialog).to_contain_text("Bob Brown")
    alice.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_an_emoji_is_found_by_name_and_goes_where_the_cursor_stands(enter, words):
    alice = enter("alice")
    alice.fill("#composer-text", "ab")
    alice.locator("#composer-text").press("ArrowLeft")
    alice.locator(".composer").get_by_role("button", name="Emoji").click()
    picker = alice.get_by_role("dialog", name="Choose an emoji")
    expect(picker.locator(".emoji-picker__one").first).to_be_visible()
    without_faults(alice)
    alice.get_by_role("searchbox", name="Search emoji").fill("thumsb up")
    expect(picker.locator(".emoji-picker__one").first).to_have_text("👍")
    alice.keyboard.press("Enter")
    expect(alice.locator("#composer-text")).to_have_value("a👍b")
    expect(picker).to_have_count(0)
    alice.fill("#composer-text", "")
