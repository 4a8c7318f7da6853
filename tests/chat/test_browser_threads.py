"""Groups and how one keeps conversations, in real browsers: a phone and a laptop, live."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.chat.test_browser import PHONE, bubble, enter, group, row, say, words
from tests.content.conftest import picture

pytestmark = pytest.mark.browser
__all__ = ["enter", "words"]


def line(page: Page, text: str) -> Locator:
    return page.locator(".messages .system-line", has_text=text)


def person(page: Page, name: str) -> Locator:
    return page.locator(".details .person-row", has_text=name)


def do(page: Page, name: str, what: str) -> None:
    """Something of a conversation's menu in the list."""
    row(page, name).hover()
    row(page, name).locator("[data-row-menu]").click()
    page.locator("#thread-menu").get_by_role("menuitem", name=what).click()
    expect(page.locator("#thread-menu")).to_be_hidden()


def hold(page: Page, on: Locator) -> None:
    """A finger rests on something, and lifts."""
    expect(on).to_be_visible()
    box = on.bounding_box()
    point = [{"x": box["x"] + 90, "y": box["y"] + 24}]
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": point})
    page.evaluate("new Promise((done) => setTimeout(done, 700))")  # the page's own clock: it may be busy
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.evaluate("new Promise((done) => setTimeout(done, 100))")


def test_a_group_is_made_on_the_phone_and_all_that_happens_is_told_between_the_messages(enter, words, tmp_path: Path):
    phone, bob, name = enter("alice", **PHONE), enter("bob"), words()
    bob.goto(group(phone, words(), "Bob", "Carol"))
    phone.locator("[data-details]").tap()
    phone.locator("thread-details:defined").wait_for(state="attached")
    (tmp_path / "us.jpg").write_bytes(picture(400, 400))
    phone.set_input_files(".details [data-picture]", tmp_path / "us.jpg")
    expect(line(bob, "Alice Adams changed the picture")).to_be_visible()
    expect(bob.locator(".conversation__head .tile img")).to_be_visible()
    expect(phone.locator(".details__who .tile img")).to_be_visible()
    phone.fill("#thread-name", name)
    phone.press("#thread-name", "Enter")
    expect(line(bob, f"Alice Adams named the conversation “{name}”")).to_be_visible()
    expect(row(bob, name)).to_contain_text("Alice Adams named the conversation")
    expect(bob.locator(".conversation__name h1")).to_have_text(name)
    phone.locator("[data-history]").uncheck()
    expect(line(bob, "new people see only what is said from then on")).to_be_visible()
    phone.locator("[data-opens=add-people]").tap()
    expect(phone.locator("#add-people")).to_contain_text("They will see only what is said from now on.")
    phone.locator("#add-people .picker__person[data-name^=Dan]").tap()
    phone.locator("#add-people [data-go]").tap()
    expect(line(bob, "Alice Adams added Dan Doyle")).to_be_visible()
    person(phone, "Bob").locator("summary").tap()
    person(phone, "Bob").locator("[data-role=admin]").tap()
    expect(line(bob, "Alice Adams made you an admin")).to_be_visible()
    person(bob, "Dan").locator("summary").click()
    person(bob, "Dan").locator("[data-remove]").click()
    bob.click("#confirm-remove-person .button--danger")
    expect(line(bob, "You removed Dan Doyle")).to_be_visible()
    phone.locator("[data-leave-thread]").tap()
    phone.locator("#confirm-leave .button--danger").tap()
    expect(phone.locator(".conversation")).to_contain_text("You are no longer in this conversation.")
    expect(line(bob, "Alice Adams left")).to_be_visible()
    expect(row(bob, name)).to_have_attribute("data-unread", "0")


def test_pinned_muted_and_archived_on_all_devices_of_a_person(enter, words):
    alice, phone, bob = enter("alice"), enter("alice", **PHONE), enter("bob")
    first, second = words(), words()
    group(bob, first, "Alice", "Carol")
    say(bob, words())
    group(bob, second, "Alice", "Carol")
    say(bob, words())
    expect(row(alice, second)).to_have_attribute("data-unread", "1")
    do(alice, first, "Pin on top")
    expect(alice.locator(".thread-row").first).to_contain_text(first)
    expect(phone.locator(".thread-row").first).to_contain_text(first)
    expect(phone.locator(".thread-row").first.locator("[data-mark=pinned]")).to_be_visible()
    before = unread(alice)
    do(alice, second, "Mute for ever")
    expect(row(phone, second).locator("[data-mark=muted]")).to_be_visible()
    expect(counted(alice)).to_have_attribute("data-count", str(before - 1))
    hold(phone, row(phone, first))
    expect(phone.locator("#thread-menu")).to_be_visible()
    phone.locator("#thread-menu").get_by_role("menuitem", name="Archive").tap()
    for page in (alice, phone):
        expect(row(page, first)).to_have_count(0)
    phone.goto("/chat/?archived=1")
    expect(row(phone, first)).to_be_visible()
    bob.locator(".thread-row a", has_text=first).click()
    expect(bob.locator(".conversation__name h1")).to_have_text(first)
    say(bob, words())
    expect(row(alice, first)).to_be_visible()
    expect(row(phone, first)).to_have_count(0)
    do(alice, first, "Mark as read")
    expect(row(alice, first)).to_have_attribute("data-unread", "0")
    do(alice, first, "Mark as unread")
    expect(row(alice, first).locator("[data-mark=marked]")).to_be_visible()
    row(alice, first).locator("a").click()
    expect(row(alice, first).locator("[data-mark=marked]")).to_be_hidden()
    alice.fill("chat-composer textarea", draft := words())
    expect(row(alice, first).locator("[data-draft]")).to_contain_text(draft)


def counted(page: Page) -> Locator:
    """The number at Work Chat's place in the navigation; the title says the same, but of many only "99+"."""
    return page.locator("[data-nav=chat] .count")


def unread(page: Page) -> int:
    return int(counted(page).get_attribute("data-count") or 0)


def test_notes_are_found_where_conversations_begin(enter, words):
    carol = enter("carol")
    carol.click("[data-new]")
    carol.click("#new-thread [data-notes]")
    expect(carol.locator(".conversation__name h1")).to_have_text("Notes to self")
    say(carol, text := words())
    expect(bubble(carol, text)).to_be_visible()
    expect(carol.locator(".message__state")).to_have_count(0)
    expect(row(carol, "Notes to self")).to_contain_text(text)
