"""Work Chat keeps nobody out: each of its layers and pages as axe sees it, on a light phone and a dark laptop."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.chat.test_browser import RULES, bubble, enter, group, say, use, words
from tests.chat.test_browser_files import choose, photo

__all__ = ["enter", "words"]
pytestmark = pytest.mark.browser
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
LONG_PRESS = """(bubble) => bubble.dispatchEvent(
    new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch', clientX: 100, clientY: 300 }))"""
LIFT = "(bubble) => bubble.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerType: 'touch' }))"


def look(page: Page, what: str, *sizes: dict[str, int]) -> None:
    """One page in both schemes: new ones would cost more than all that axe does."""
    for size in sizes or (PHONE, LAPTOP):
        page.emulate_media(color_scheme="light" if size is PHONE else "dark", reduced_motion="reduce")
        page.set_viewport_size(size)
        found = Axe().run(page, options=RULES).response["violations"]
        problems = [(problem["id"], [node["html"][:200] for node in problem["nodes"]]) for problem in found]
        assert not problems, f"{what} at {size['width']}: {problems}"
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{what} at {size['width']}"


def test_nothing_keeps_anyone_out(enter, words):
    alice, bob, name = enter("alice", viewport=LAPTOP), enter("bob"), words()
    bob.goto(group(alice, name, "Bob", "Carol"))
    all_kinds_of_messages(alice, bob)
    look(alice, "conversation")
    said = bubble(alice, "quoted").locator(".bubble")
    said.evaluate(LONG_PRESS)
    expect(alice.locator("#message-sheet [data-tool=forward]")).to_be_visible()
    said.evaluate(LIFT)
    look(alice, "sheet")
    alice.keyboard.press("Escape")
    alice.click("[data-stickers]")
    expect(alice.locator(".sticker-tray__one").first).to_be_visible()
    look(alice, "stickers")
    alice.keyboard.press("Escape")
    alice.click("[data-find]")
    alice.fill("thread-find input", "quoted")
    expect(alice.locator(".thread-find__count")).to_have_text("1 of 1")
    look(alice, "search in the thread")
    alice.press("thread-find input", "Escape")
    alice.locator(".messages a.file--picture").click()
    expect(alice.get_by_role("dialog", name="Pictures")).to_be_visible()
    look(alice, "viewer")
    alice.keyboard.press("Escape")
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
    if not alice.locator(".details").is_visible():
        alice.click("[data-details]")
    alice.locator("thread-files").scroll_into_view_if_needed()
    expect(alice.locator("thread-files a.file--picture")).to_be_visible()
    look(alice, "details", PHONE)
    alice.click("[data-opens=add-people]")
    expect(alice.locator("#add-people .picker__person").first).to_be_visible()
    look(alice, "adding people")
    alice.keyboard.press("Escape")


def lists(alice: Page, name: str) -> None:
    alice.goto("/chat/")
    look(alice, "list")
    alice.fill("[data-search]", "quoted")
    expect(alice.locator(".threads__found mark").first).to_be_visible()
    look(alice, "search")
    alice.press("[data-search]", "Escape")
    alice.locator(".threads__list [data-row-menu]").first.focus()
    alice.keyboard.press("Enter")
    expect(alice.locator("#thread-menu")).to_be_visible()
    look(alice, "menu of a row")
    alice.keyboard.press("Escape")
    alice.click("[data-new]")
    alice.click("#new-thread .picker__person[data-name^=Bob]")
    alice.click("#new-thread .picker__person[data-name^=Carol]")
    look(alice, "new group")
    alice.keyboard.press("Escape")
    alice.locator(".threads__list .thread-row", has_text=name).locator("a").click()


def reported(alice: Page) -> None:
    use(alice, "something loud", "report")
    alice.check("#report [value=insult]")
    look(alice, "report")
    alice.click("#report .dialog__foot .button--danger")
    expect(alice.locator("#report")).to_be_hidden()
    use(alice, "something loud", "remind")
    alice.click("#when .when__choice >> nth=0")
    expect(alice.locator(".toast", has_text="You will be reminded")).to_be_visible()
    alice.click(".threads__head a[href='/chat/later/']")
    expect(alice.locator("main")).to_contain_text("something loud")
    look(alice, "later")
    for path in ("/settings/blocked/", "/settings/work-chat/", "/settings/company/reports/"):
        alice.goto(path)
        look(alice, path)
    alice.locator("main .list a").first.click()
    expect(alice.locator(".reported")).to_be_visible()
    look(alice, "a report")
