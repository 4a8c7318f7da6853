# ruff: noqa: F811
"""Reactions, drafts, the emoji picker, faces that live, and writing that is seen: in real browsers."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser import keeps_nobody_out
from tests.feed.test_browser import enter, post, words, write  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def like(page: Page, text: str):
    return post(page, text).locator(".post__actions .reacts button").first


def rest_on(page: Page, button: Locator) -> Locator:
    """The bar under a resting mouse. What arrives meanwhile may move the button away; then one goes there again."""
    bar = page.get_by_role("toolbar", name="Reactions")
    for _ in range(20):
        page.mouse.move(1, 1)
        button.hover()
        with suppress(TimeoutError):
            bar.wait_for(timeout=3_000)
            break
    expect(bar).to_be_visible()
    return bar


def test_one_of_six_reactions_by_keyboard_is_seen_by_the_other(enter, words):
    alice, bob = enter("alice"), enter("bob")
    write(alice, words)
    bob.get_by_role("button", name=re.compile("new post")).click()
    like(bob, words).focus()
    bob.keyboard.press("ArrowUp")
    bar = bob.get_by_role("toolbar", name="Reactions")
    expect(bar.get_by_role("button")).to_have_count(6)
    bob.keyboard.press("ArrowRight")
    keeps_nobody_out(bob)
    bob.keyboard.press("Enter")
    expect(bar).to_have_count(0)
    expect(like(bob, words)).to_contain_text("Love")
    shown = post(alice, words).locator(".post__counts .reactions")
    expect(shown).to_contain_text("❤️")
    rest_on(alice, like(alice, words)).get_by_role("button", name="Haha").click()
    expect(shown.locator("[data-number]")).to_have_text("2")
    shown.click()
    dialog = alice.get_by_role("dialog", name="Who reacted")
    expect(dialog).to_contain_text("Bob Brown")
    alice.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def keeps(page: Page, method: str = "PUT"):
    return page.expect_response(lambda answer: "/drafts/" in answer.url and answer.request.method == method)


def test_a_draft_waits_on_the_next_device_and_is_gone_once_sent(enter, words):
    phone = enter("bob", user_agent="Mozilla/5.0 (Linux; Android 15; Pixel) Mobi Chrome/140")
    with keeps(phone):
        phone.fill("#composer-text", words)
    phone.reload()
    expect(phone.locator("#composer-text")).to_have_value(words)
    expect(phone.locator(".composer [data-draft-note]")).to_be_hidden()

    computer = enter("bob")
    for _time in range(2):
        expect(computer.locator("#composer-text")).to_have_value(words)
        expect(computer.locator(".composer [data-draft-note]")).to_contain_text("Draft from your phone")
        computer.reload()
    with keeps(computer):
        computer.locator("#composer-text").press_sequentially(" and more")
    expect(computer.locator(".composer [data-draft-note]")).to_be_hidden()
    expect(phone.locator("#composer-text")).to_have_value(f"{words} and more")
    with keeps(computer, "DELETE"):
        computer.get_by_role("button", name="Post", exact=True).click()
    expect(phone.locator("#composer-text")).to_have_value("")


def test_what_is_written_without_a_connection_stays_beside_what_another_device_wrote(enter, words):
    train, desk = enter("carol"), enter("carol")
    expect(train.locator("#composer-text")).to_be_visible()
    train.context.set_offline(True)
    train.fill("#composer-text", f"train {words}")
    with keeps(desk):
        desk.fill("#composer-text", f"desk {words}")
    train.wait_for_timeout(1_500)  # it has tried by now
    train.context.set_offline(False)
    both = f"desk {words}\ntrain {words}"
    expect(train.locator("#composer-text")).to_have_value(both)
    expect(train.locator(".composer [data-draft-note]")).to_contain_text("Draft from another computer")
    expect(desk.locator("#composer-text")).to_have_value(both)
    with keeps(desk, "DELETE"):
        desk.fill("#composer-text", "")
    expect(train.locator("#composer-text")).to_have_value("")


def test_an_emoji_is_found_by_name_and_goes_where_the_cursor_stands(enter, words):
    alice = enter("alice")
    alice.fill("#composer-text", "ab")
    alice.locator("#composer-text").press("ArrowLeft")
    alice.locator(".composer").get_by_role("button", name="Emoji").click()
    picker = alice.get_by_role("dialog", name="Choose an emoji")
    expect(picker.locator(".emoji-picker__one").first).to_be_visible()
    keeps_nobody_out(alice)
    alice.get_by_role("searchbox", name="Search emoji").fill("thumsb up")
    expect(picker.locator(".emoji-picker__one").first).to_have_text("👍")
    alice.keyboard.press("Enter")
    expect(alice.locator("#composer-text")).to_have_value("a👍b")
    expect(picker).to_have_count(0)
    alice.fill("#composer-text", "")


def test_a_comment_that_is_being_written_is_seen(enter, words):
    alice, bob = enter("alice"), enter("bob")
    write(alice, words)
    bob.get_by_role("button", name=re.compile("new post")).click()
    post(bob, words).get_by_role("link", name="Comment").click()
    bob.keyboard.type("Well")
    expect(post(alice, words)).to_contain_text("Bob is writing a comment…")
    bob.keyboard.press("Control+Enter")
    expect(post(alice, words).locator(".comments__typing")).to_have_count(0)


def test_a_face_shows_who_is_here_and_what_they_say(enter):
    alice, bob = enter("alice"), enter("bob")
    bob.goto("/settings/status/")
    keeps_nobody_out(bob)
    bob.get_by_role("button", name="In a meeting").click()
    bob.get_by_role("button", name="Save").click()
    expect(bob.get_by_text("Your status is set.")).to_be_visible()
    alice.goto("/people/?q=bob")
    card = alice.locator(".person-card", has_text="Bob Brown")
    expect(card.locator(".avatar")).to_have_attribute("data-presence", "active")
    expect(card).to_contain_text("In a meeting")
    card.get_by_role("link").click()
    expect(alice.locator("[data-presence-of]")).to_have_text("Active now")
    keeps_nobody_out(alice)
    bob.get_by_role("button", name="Clear it").click()
    expect(alice.locator(".status")).to_be_hidden()
