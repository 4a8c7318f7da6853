"""What hangs on a post, in real browsers: seen, important, pinned, versions, shared, saved; live and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.feed.test_browser import enter, post, words, write  # noqa: F401

pytestmark = pytest.mark.browser


def choose(page, text, entry):
    """An entry of the post's menu, by keyboard."""
    post(page, text).locator(".post__head summary").focus()
    page.keyboard.press("Enter")
    post(page, text).get_by_role("link", name=entry).press("Enter")
    return page.get_by_role("dialog")


def test_a_post_is_seen_important_read_pinned_changed_shared_and_saved(enter, words):  # noqa: F811
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
    dialog.get_by_role("link", name="Read 1").press("Enter")
    expect(dialog).to_contain_text("Bob Brown")
    dialog.get_by_role("link", name="Not read").press("Enter")
    dialog.get_by_role("button", name="Ask those who have not read it").press("Enter")
    expect(dialog).to_contain_text("They were asked again")
    alice.keyboard.press("Escape")
    expect(reads).to_be_focused()

    group = post(bob, words).locator(".post__place a").get_attribute("href")
    bob.goto(group)
    dialog = choose(alice, words, "Pin to the top…")
    dialog.get_by_role("button", name="Pin").press("Enter")
    expect(bob.locator(".pins")).to_contain_text(words)
    expect(bob.locator(".pins button")).to_have_count(0)

    choose_edit = post(alice, words).locator(".post__head summary")
    choose_edit.press("Enter")
    post(alice, words).get_by_role("link", name="Edit").press("Enter")
    alice.locator(".edit-form textarea").fill(f"{words} changed")
    alice.keyboard.press("Control+Enter")
    post(bob, f"{words} changed").get_by_role("link", name="edited").press("Enter")
    dialog = bob.get_by_role("dialog")
    expect(dialog.locator(".version__text").nth(1)).to_have_text(words)
    bob.keyboard.press("Escape")

    post(bob, words).get_by_role("link", name="Share").press("Enter")
    dialog.get_by_label("Your words").fill(f"Read this {words[-8:]}")
    dialog.get_by_role("button", name="Share").press("Enter")
    bob.locator(".toast").get_by_role("button", name="Show").click()
    expect(bob.locator(".shared")).to_contain_text(f"{words} changed")
    expect(post(alice, words).locator("[data-shares] [data-number]")).to_have_text("1")

    save = bob.get_by_role("button", name="Save for later")
    save.press("Enter")
    expect(bob.get_by_role("button", name="Saved", exact=True)).to_have_attribute("aria-pressed", "true")
    bob.goto("/saved/?kind=post")
    row = bob.locator(".saved__one", has_text=words[-8:])
    row.get_by_role("button", name="Do not keep").press("Enter")
    expect(row).to_be_hidden()
    bob.locator(".toast").get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()

    alice.goto(group)
    alice.locator(".pins__one", has_text=words).get_by_role("button", name="Take down").press("Enter")
    expect(bob.locator(".pins__one", has_text=words)).to_have_count(0)
    expect(alice.locator(".pins__one", has_text=words)).to_have_count(0)
