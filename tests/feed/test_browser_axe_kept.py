"""The feed keeps nobody out, part two: comments with replies, the pins of a group, what one kept, what waits."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP
from tests.feed.test_browser import enter, post, words, write  # noqa: F401  (fixtures)
from tests.feed.test_browser_axe import focused, go_to, is_at, looked_at, opened

pytestmark = pytest.mark.browser


def test_comments_pins_and_what_is_kept_by_keyboard_and_for_axe(enter, words):  # noqa: F811
    alice = enter("alice", viewport=DESKTOP)
    write(alice, f"{words} poll")
    write(alice, f"{words} feast")
    comments(alice, words)
    pins_of_a_group(alice, words)
    kept(alice, words)


def comments(alice: Page, words: str) -> None:  # noqa: F811
    feast = post(alice, f"{words} feast")
    feast.locator("[data-does=answer]").focus()
    alice.keyboard.press("Enter")
    is_at(alice, feast.locator(".comment-form textarea"))
    alice.keyboard.type("First")
    alice.keyboard.press("Control+Enter")
    first = feast.locator(".comments > .comment", has_text="First")
    first.get_by_role("link", name="Reply").focus()
    alice.keyboard.press("Enter")
    is_at(alice, first.locator(".replies textarea"))
    alice.keyboard.press("Escape")
    is_at(alice, first)
    first.get_by_role("link", name="Reply").first.focus()
    alice.keyboard.press("Enter")
    expect(first.locator(".replies textarea")).to_be_focused()
    alice.keyboard.type("Second")
    alice.keyboard.press("Control+Enter")
    second = first.locator(".replies .comment", has_text="Second")
    is_at(alice, second)
    looked_at(alice)
    second.get_by_role("link", name="Edit").focus()
    alice.keyboard.press("Enter")
    is_at(alice, second.locator(".edit-form textarea"))
    alice.keyboard.press("Escape")
    is_at(alice, second)
    second.get_by_role("button", name="Delete").focus()
    alice.keyboard.press("Enter")
    expect(second).to_have_count(0)
    is_at(alice, first)
    expect(alice.get_by_role("button", name="Undo")).to_be_visible()
    alice.keyboard.press("z")
    is_at(alice, second)
    alice.keyboard.press("j")
    is_at(alice, focused(alice))
    alice.keyboard.press("k")
    is_at(alice, feast)
    alice.reload()
    feast.get_by_role("link", name="1 reply").focus()
    alice.keyboard.press("Enter")
    expect(second).to_be_visible()
    is_at(alice, second)


def pins_of_a_group(alice: Page, words: str) -> None:  # noqa: F811
    alice.goto("/groups/1/")
    poll, feast = post(alice, f"{words} poll"), post(alice, f"{words} feast")
    for place in (poll, feast):
        dialog = opened(alice, place, "Pin to the top")
        is_at(alice, dialog.get_by_label("For how long"))
        if place is poll:
            looked_at(alice)
        alice.keyboard.press("ArrowUp")
        go_to(alice, dialog.get_by_role("button", name="Pin", exact=True))
        alice.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        is_at(alice, place.locator(".post__head summary"))
    pins = alice.locator(".pins__one")
    row = pins.filter(has_text=f"{words} feast")
    expect(row).to_be_visible()
    looked_at(alice)
    row.get_by_role("button", name=re.compile("up$")).focus()
    alice.keyboard.press("Enter")
    expect(pins.filter(has_text=words)).to_have_text([re.compile("feast"), re.compile("poll")])
    is_at(alice, focused(alice))
    for text in ("feast", "poll"):
        pins.filter(has_text=f"{words} {text}").get_by_role("button", name=re.compile("Take down")).focus()
        alice.keyboard.press("Enter")
        expect(pins.filter(has_text=f"{words} {text}")).to_have_count(0)
        is_at(alice, focused(alice))


def kept(alice: Page, words: str) -> None:  # noqa: F811
    alice.goto("/")
    expect(post(alice, f"{words} feast").locator("[data-link-for]")).to_have_count(0)
    with alice.expect_response(lambda answer: "/saved/post/" in answer.url and answer.ok):
        post(alice, f"{words} feast").get_by_role("button", name="Save for later").click()
    expect(post(alice, f"{words} feast").get_by_role("button", name="Saved")).to_be_visible()
    alice.goto("/saved/")
    alice.locator("summary", has_text="New list").focus()
    alice.keyboard.press("Enter")
    go_to(alice, alice.get_by_label("Name of the list"))
    looked_at(alice)
    alice.keyboard.press("Escape")
    is_at(alice, alice.locator("summary", has_text="New list"))
    alice.keyboard.press("Enter")
    go_to(alice, alice.get_by_label("Name of the list"))
    alice.keyboard.type(f"Try {words[-8:]}")
    alice.keyboard.press("Enter")
    expect(alice.get_by_role("link", name=f"Try {words[-8:]} 0")).to_be_visible()
    alice.goto("/saved/")
    row = alice.locator(".saved__one", has_text=f"{words} feast")
    row.locator("summary").focus()
    alice.keyboard.press("Enter")
    go_to(alice, row.get_by_role("button", name=f"Try {words[-8:]}"), "ArrowDown")
    looked_at(alice)
    alice.keyboard.press("Escape")
    is_at(alice, row.locator("summary"))
    row.get_by_role("button", name=re.compile("Do not keep")).focus()
    alice.keyboard.press("Enter")
    expect(row).to_be_hidden()
    is_at(alice, focused(alice))
    expect(alice.get_by_role("button", name="Undo")).to_be_visible()
    alice.keyboard.press("z")
    expect(row.locator(".saved__link")).to_be_focused()
    alice.goto("/")
    alice.fill("#composer-text", f"{words} later")
    alice.get_by_label("Publish later").check()
    alice.get_by_role("button", name="Schedule").click()
    expect(alice.locator(".toast").filter(has_text="It will be published")).to_be_visible()
    alice.goto("/feed/later/")
    waiting = alice.get_by_role("listitem").filter(has_text=f"{words} later")
    waiting.locator("summary").focus()
    alice.keyboard.press("Enter")
    go_to(alice, waiting.get_by_label("Text"))
    looked_at(alice)
    go_to(alice, waiting.get_by_role("button", name="Do not publish"))
    alice.keyboard.press("Enter")
    expect(alice.get_by_text("It will not be published.")).to_be_visible()
    looked_at(alice)
