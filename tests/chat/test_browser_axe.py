"""Work Chat keeps nobody out: each of its layers and pages as axe sees it, on a light phone and a dark laptop."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, PHONE, keeps_nobody_out, keeps_nobody_out_in_any_look
from tests.chat.test_browser import bubble, enter, group, say, use, words
from tests.chat.test_browser_files import choose, photo

__all__ = ["enter", "words"]
pytestmark = pytest.mark.browser
LONG_PRESS = """(bubble) => bubble.dispatchEvent(
    new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch', clientX: 100, clientY: 300 }))"""
LIFT = "(bubble) => bubble.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerType: 'touch' }))"


def test_nothing_keeps_anyone_out(enter, words):
    alice, bob, name = enter("alice", viewport=DESKTOP), enter("bob"), words()
    bob.goto(group(alice, name, "Bob", "Carol"))
    all_kinds_of_messages(alice, bob)
    keeps_nobody_out_in_any_look(alice)
    said = bubble(alice, "quoted").locator(".bubble")
    said.evaluate(LONG_PRESS)
    expect(alice.locator("#message-sheet [data-tool=forward]")).to_be_visible()
    said.evaluate(LIFT)
    keeps_nobody_out_in_any_look(alice)
    alice.keyboard.press("Escape")
    alice.click("[data-stickers]")
    expect(alice.locator(".sticker-tray__one").first).to_be_visible()
    keeps_nobody_out_in_any_look(alice)
    alice.keyboard.press("Escape")
    alice.click("[data-find]")
    alice.fill("thread-find input", "quoted")
    expect(alice.locator(".thread-find__count")).to_have_text("1 of 1")
    keeps_nobody_out_in_any_look(alice)
    alice.press("thread-find input", "Escape")
    alice.locator(".messages a.file--picture").click()
    expect(alice.get_by_role("dialog", name="Pictures")).to_be_visible()
    keeps_nobody_out_in_any_look(alice)
    alice.keyboard.press("Escape")
    alice.wait_for_function("!history.state?.viewer")
    details(alice)
    lists(alice, name)
    reported(alice)


def all_kinds_of_messages(alice: Page, bob: Page) -> None:
    say(alice, "**bold** `code` https://a.example\n> quoted\n```\nx = 1\n```")
    choose(alice, photo("boat.jpg"))
    alice.get_by_role("button", name="Send", exact=True).click()
    alice.locator("[data-stickers]").click()
    alice.locator(".sticker-tray__one").first.click()
    expect(alice.locator(".message[data-seq] img[data-sticker]")).to_be_visible()
    say(bob, "🥐")
    say(bob, "something loud")
    expect(bubble(alice, "something loud")).to_be_visible()
    use(alice, "something loud", "pin")
    expect(alice.locator(".pin-bar__newest")).to_be_visible()
    expect(alice.locator(".system-line").last).to_be_in_viewport()
    bubble(alice, "something loud").hover()
    bubble(alice, "something loud").locator("[data-tool=react]").click()
    bubble(alice, "something loud").locator("[data-react-with='❤️']").click()
    expect(alice.locator("[data-react='❤️']")).to_be_visible()


def details(alice: Page) -> None:
    alice.set_viewport_size(PHONE)
    expect(alice.locator(".details")).to_be_hidden()  # a window that became narrow shows the conversation alone
    alice.click("[data-details]")
    alice.locator("thread-files").scroll_into_view_if_needed()
    expect(alice.locator("thread-files a.file--picture")).to_be_visible()
    keeps_nobody_out(alice)
    alice.click("[data-opens=add-people]")
    expect(alice.locator("#add-people .picker__person").first).to_be_visible()
    keeps_nobody_out_in_any_look(alice)
    alice.keyboard.press("Escape")


def lists(alice: Page, name: str) -> None:
    alice.goto("/chat/")
    keeps_nobody_out_in_any_look(alice)
    alice.fill("[data-search]", "quoted")
    expect(alice.locator(".threads__found mark").first).to_be_visible()
    keeps_nobody_out_in_any_look(alice)
    alice.press("[data-search]", "Escape")
    alice.locator(".threads__list [data-row-menu]").first.focus()
    alice.keyboard.press("Enter")
    expect(alice.locator("#thread-menu")).to_be_visible()
    keeps_nobody_out_in_any_look(alice)
    alice.keyboard.press("Escape")
    alice.click("[data-new]")
    alice.click("#new-thread .picker__person[data-name^=Bob]")
    alice.click("#new-thread .picker__person[data-name^=Carol]")
    keeps_nobody_out_in_any_look(alice)
    alice.keyboard.press("Escape")
    alice.locator(".threads__list .thread-row", has_text=name).locator("a").click()


def reported(alice: Page) -> None:
    use(alice, "something loud", "report")
    alice.check("#report [value=insult]")
    keeps_nobody_out_in_any_look(alice)
    alice.click("#report .dialog__foot .button--danger")
    expect(alice.locator("#report")).to_be_hidden()
    use(alice, "something loud", "remind")
    alice.click("#when .when__choice >> nth=-1")
    expect(alice.locator(".toast", has_text="You will be reminded")).to_be_visible()
    alice.click(".threads__head a[href='/chat/later/']")
    expect(alice.locator("main")).to_contain_text("something loud")
    keeps_nobody_out_in_any_look(alice)
    for path in ("/settings/blocked/", "/settings/work-chat/", "/settings/company/reports/"):
        alice.goto(path)
        keeps_nobody_out_in_any_look(alice)
    alice.locator("main .list a").first.click()
    expect(alice.locator(".reported")).to_be_visible()
    keeps_nobody_out_in_any_look(alice)
