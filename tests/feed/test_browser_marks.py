"""What hangs on a post, in real browsers: seen, important, read; live and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.feed.test_browser import enter, post, words, write  # noqa: F401

pytestmark = pytest.mark.browser


def choose(page, text, entry):
    """An entry of the post's menu, by keyboard."""
    expect(post(page, text).locator("[data-link-for]")).to_have_count(0)  # the scripts know what opens here
    post(page, text).locator(".post__head summary").focus()
    page.keyboard.press("Enter")
    post(page, text).get_by_role("link", name=entry).press("Enter")
    return page.get_by_role("dialog")


def test_a_post_is_seen_made_important_and_read_live(enter, words):  # noqa: F811
    alice = enter("alice")
    alice.locator("#composer-group").select_option(label="Company News")
    write(alice, words)
    bob = enter("bob")
    bob.goto(f"/posts/{post(alice, words).get_attribute('data-post')}/")
    expect(post(alice, words).locator("[data-seen-of]")).to_contain_text("1 of")

    dialog = choose(alice, words, "Make important…")
    dialog.get_by_role("button", name="Make important").press("Enter")
    expect(dialog).to_have_count(0)
    expect(post(alice, words).locator(".mark--important")).to_contain_text("Important")
    expect(post(bob, words).get_by_role("button", name="Read")).to_be_visible()
    bob.goto("/")
    expect(bob.locator("[data-posts] > article").first).to_contain_text(words)
    post(bob, words).get_by_role("button", name="Read").press("Enter")
    expect(post(bob, words).get_by_role("button", name="Read")).to_have_count(0)
    reads = post(alice, words).locator("[data-read-count]")
    expect(reads).to_contain_text("Read by 1 of")
    reads.press("Enter")
    dialog = alice.get_by_role("dialog")
    expect(dialog).to_contain_text("Carol Clark")
    expect(dialog.locator(".person-row", has_text="Bob Brown")).to_have_count(0)
    dialog.get_by_role("link", name="Read 1", exact=True).press("Enter")
    expect(dialog).to_contain_text("Bob Brown")
