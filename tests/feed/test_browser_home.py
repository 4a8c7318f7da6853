"""The home feed's two orders, a profile's posts and replies, live between two browsers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.feed.test_browser import enter, post, words, write  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_orders_profile_and_replies(enter, words):  # noqa: F811
    alice, bob = enter("alice"), enter("bob")
    bob.get_by_role("button", name="New", exact=True).click()
    expect(bob.get_by_role("button", name="New", exact=True)).to_have_attribute("aria-pressed", "true")
    bob.reload()
    expect(bob.get_by_role("button", name="New", exact=True)).to_have_attribute("aria-pressed", "true")

    write(bob, words)
    alice.get_by_role("button", name=re.compile("new post")).click()
    post(alice, words).locator("[data-does=answer]").click()
    alice.keyboard.type("First")
    alice.keyboard.press("Control+Enter")
    comment = post(bob, words).locator(".comment", has_text="First").first
    comment.get_by_role("link", name="Reply").click()
    expect(comment.locator(".replies textarea")).to_be_focused()
    bob.keyboard.type("Second")
    bob.keyboard.press("Control+Enter")
    expect(comment.locator(".replies .comment")).to_contain_text("Second")

    folded = post(alice, words).get_by_role("link", name="1 reply")
    expect(folded).to_be_visible()
    expect(post(alice, words)).to_contain_text("2 comments")
    folded.click()
    inner = post(alice, words).locator(".replies .comment", has_text="Second")
    inner.get_by_role("link", name="Reply").click()
    expect(alice.locator(".replies textarea")).to_have_value("@Bob Brown ")
    expect(alice.locator(".replies textarea")).to_be_focused()
    alice.keyboard.type("third")
    alice.keyboard.press("Control+Enter")
    expect(comment.locator(".replies .comment")).to_have_count(2)
    expect(post(alice, words).locator(".replies .comment")).to_have_count(2)
    comment.locator(".replies .comment", has_text="Second").get_by_role("button", name="Delete").click()
    bob.locator(".toast", has_text="Undo").hover()  # who reads it keeps it
    expect(post(alice, words).locator(".replies .comment")).to_have_count(1)
    bob.get_by_role("button", name="Undo").click()
    expect(post(alice, words).locator(".replies .comment")).to_have_count(2)

    bob.goto("/people/2/")
    expect(bob.locator("feed-list[data-profile]")).to_be_visible()
    write(bob, f"{words} on my profile")
    alice.goto("/people/2/")
    post(alice, f"{words} on my profile").locator("[data-does=answer]").click()
    alice.keyboard.type("Seen there")
    alice.keyboard.press("Control+Enter")
    expect(post(bob, f"{words} on my profile").locator(".comment")).to_contain_text("Seen there")
