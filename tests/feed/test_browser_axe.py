"""The feed keeps nobody out: each of its parts opened, used and closed by keyboard alone, and looked at with axe on a
light phone and a dark laptop."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import DESKTOP, keeps_nobody_out_in_any_look
from tests.feed.test_browser import enter, post, words  # noqa: F401  (fixtures)
from tests.installation import wait_for

pytestmark = pytest.mark.browser
BARS = """(position) => document.querySelectorAll(".rail, .brand, .rail__search, .nav, .side, .pill-holder, toast-list")
    .forEach((bar) => (bar.style.position = position))"""
RING = """(element) => {
    const bubble = element.matches(".comment") && element.querySelector(".comment__bubble");
    for (let place = bubble || element; place; place = place.parentElement) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(place);
      if (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) return true;
      if (place.matches(".composer") && boxShadow !== "none") return true;
    }
    return false; }"""


def looked_at(page: Page) -> None:
    """With the bars in the flow of the page: what they happen to cover in part counts as too small to be touched."""
    page.evaluate(BARS, "static")
    keeps_nobody_out_in_any_look(page)
    page.evaluate(BARS, "")


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def is_at(page: Page, place: Locator) -> None:
    """The focus is there, and one sees that it is: on what is on the page now, if it was just drawn anew."""
    expect(place).to_be_focused()
    wait_for(
        lambda: place.evaluate(RING), f"a ring at {place.evaluate('(element) => element.outerHTML.slice(0, 300)')}", 2
    )


def go_to(page: Page, place: Locator, key: str = "Tab", most: int = 60) -> None:
    """By keys alone, and never to nothing."""
    for _ in range(most):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement !== document.body"), f"lost on the way to {place}"
        if place.count() and place.first.evaluate("(element) => element === document.activeElement"):
            return is_at(page, place.first)
    raise AssertionError(f"{key} does not lead to {place}")


def closes(page: Page, dialog: Locator, back_to: Locator) -> None:
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    is_at(page, back_to)


def opened(page: Page, place: Locator, entry: str) -> Locator:
    """A dialog behind an entry of a post's menu; what opened it gets the focus back."""
    expect(place.locator("[data-link-for]")).to_have_count(0)  # what opens here is known to the scripts from then on
    summary = place.locator(".post__head summary")
    summary.focus()
    page.keyboard.press("Enter")
    go_to(page, place.get_by_role("link", name=entry), "ArrowDown", 9)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(":focus")).to_have_count(1)
    return dialog


def test_each_part_of_the_feed_by_keyboard_and_for_axe(enter, words):  # noqa: F811
    alice = enter("alice", viewport=DESKTOP)
    composer(alice, words)
    on_a_post(alice, words)


def composer(alice: Page, words: str) -> None:  # noqa: F811
    alice.keyboard.press("n")
    is_at(alice, alice.locator("#composer-text"))
    alice.keyboard.type(f"{words} poll")
    go_to(alice, alice.get_by_label("Publish later"))
    alice.keyboard.press("Space")
    is_at(alice, alice.locator(".composer-later input:checked"))
    alice.keyboard.press("ArrowUp")
    expect(alice.locator("#post-at")).to_be_visible()
    go_to(alice, alice.get_by_label("Important", exact=True))
    alice.keyboard.press("Space")
    is_at(alice, alice.locator("#post-days"))
    go_to(alice, alice.get_by_label("Event", exact=True), "Tab")
    alice.keyboard.press("Space")
    is_at(alice, alice.get_by_label("Title"))
    looked_at(alice)
    for tool in ("Event", "Publish later", "Important"):
        alice.get_by_label(tool, exact=True).focus()
        alice.keyboard.press("Space")
        is_at(alice, alice.get_by_label(tool, exact=True))
    alice.get_by_label("Poll", exact=True).focus()
    alice.keyboard.press("Space")
    is_at(alice, alice.get_by_placeholder("Option 1", exact=True))
    alice.keyboard.type("Bakery")
    looked_at(alice)
    alice.keyboard.press("Enter")
    expect(alice.get_by_text("A poll needs at least two options.")).to_be_visible()
    is_at(alice, alice.get_by_placeholder("Option 1", exact=True))
    looked_at(alice)
    alice.keyboard.press("Tab")
    alice.keyboard.type("River")
    alice.keyboard.press("Control+Enter")
    expect(post(alice, f"{words} poll")).to_be_visible()
    is_at(alice, focused(alice))
    alice.locator("#composer-text").focus()
    alice.keyboard.type(f"{words} feast")
    alice.get_by_label("Event", exact=True).focus()
    alice.keyboard.press("Space")
    alice.keyboard.type("Feast")
    alice.fill("#event-begins", "2031-05-01T18:00")
    alice.fill("#event-ends", "2031-05-01T20:00")
    alice.keyboard.press("Control+Enter")
    expect(post(alice, f"{words} feast")).to_be_visible()


def on_a_post(alice: Page, words: str) -> None:  # noqa: F811
    poll, feast = post(alice, f"{words} poll"), post(alice, f"{words} feast")
    poll.get_by_role("radio", name="Bakery").focus()
    alice.keyboard.press("ArrowDown")
    expect(poll).to_contain_text("1 person voted")
    is_at(alice, poll.get_by_role("radio", name="River"))
    go_to(alice, poll.get_by_role("link", name="1 person voted"))
    alice.keyboard.press("Enter")
    expect(alice.get_by_role("dialog", name="Who voted")).to_contain_text("Alice")
    closes(alice, alice.get_by_role("dialog"), poll.get_by_role("link", name="1 person voted"))
    go_to(alice, poll.get_by_role("button", name="Withdraw my vote"))
    alice.keyboard.press("Enter")
    expect(poll).to_contain_text("0 people voted")
    is_at(alice, focused(alice))
    poll.locator("summary", has_text="Add an option").focus()
    alice.keyboard.press("Enter")
    go_to(alice, poll.get_by_role("textbox", name="Add an option"))
    alice.keyboard.type("Garden")
    alice.keyboard.press("Enter")
    expect(poll.get_by_role("radio", name="Garden")).to_be_visible()
    is_at(alice, focused(alice))
    feast.get_by_role("button", name="Maybe").focus()
    alice.keyboard.press("Enter")
    expect(feast).to_contain_text("1 may come")
    is_at(alice, feast.get_by_role("button", name="Maybe"))
    go_to(alice, feast.get_by_role("link", name="1 may come"))
    alice.keyboard.press("Enter")
    expect(alice.get_by_role("dialog")).to_contain_text("Alice")
    closes(alice, alice.get_by_role("dialog"), feast.get_by_role("link", name="1 may come"))
    looked_at(alice)

    # Edited, what it read before, who saw it, important, why.
    opened_form = feast.locator(".post__head summary")
    opened_form.focus()
    alice.keyboard.press("ArrowDown")
    is_at(alice, feast.get_by_role("link", name="Edit"))
    alice.keyboard.press("Enter")
    is_at(alice, feast.locator(".edit-form textarea"))
    alice.keyboard.press("Escape")
    is_at(alice, feast)
    opened_form.focus()
    alice.keyboard.press("ArrowDown")
    alice.keyboard.press("Enter")
    expect(feast.locator(".edit-form textarea")).to_be_focused()
    alice.keyboard.type(", all of you")
    alice.keyboard.press("Control+Enter")
    expect(feast.get_by_role("link", name="edited")).to_be_visible()
    is_at(alice, feast)
    feast.get_by_role("link", name="edited").focus()
    alice.keyboard.press("Enter")
    expect(alice.get_by_role("dialog", name="How it read before")).to_be_visible()
    looked_at(alice)
    closes(alice, alice.get_by_role("dialog"), feast.get_by_role("link", name="edited"))
    dialog = opened(alice, feast, "Make important…")
    is_at(alice, dialog.get_by_label("For how long"))
    looked_at(alice)
    go_to(alice, dialog.get_by_role("button", name="Make important"))
    alice.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    is_at(alice, opened_form)
    reads = feast.locator("[data-read-count]")
    expect(reads).to_contain_text("Read by 0 of")
    reads.focus()
    alice.keyboard.press("Enter")
    nudge = alice.get_by_role("dialog").get_by_role("button", name="Ask those who have not read it")
    expect(nudge).to_be_visible()
    looked_at(alice)
    go_to(alice, nudge)
    alice.keyboard.press("Enter")
    expect(alice.get_by_role("dialog")).to_contain_text("They were asked again")
    expect(alice.get_by_role("dialog").locator(":focus")).to_have_count(1)
    closes(alice, alice.get_by_role("dialog"), reads)
    dialog = opened(alice, feast, "Why am I seeing this?")
    closes(alice, alice.get_by_role("dialog"), opened_form)
    dialog = opened(alice, feast, "Who has seen it")
    closes(alice, dialog, opened_form)

    dialog = opened(alice, feast, "Make important…")
    go_to(alice, dialog.get_by_role("button", name="Not important any more"))
    alice.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    is_at(alice, opened_form)
    expect(feast.locator("[data-read-count]")).to_have_count(0)

    # Shared on one's profile, kept, a reaction chosen.
    share = feast.get_by_role("link", name="Share")
    share.focus()
    alice.keyboard.press("Enter")
    dialog = alice.get_by_role("dialog")
    is_at(alice, dialog.get_by_label("Your words"))
    looked_at(alice)
    alice.keyboard.type(f"{words} shared")
    go_to(alice, dialog.get_by_role("button", name="Share"))
    alice.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    is_at(alice, share)
    go_to(alice, feast.get_by_role("button", name="Save for later"))
    alice.keyboard.press("Enter")
    is_at(alice, feast.get_by_role("button", name="Saved"))
    like = feast.locator(".post__actions [data-does=react] button")
    like.focus()
    alice.keyboard.press("ArrowUp")
    expect(feast.get_by_role("toolbar").locator(":focus")).to_have_count(1)
    looked_at(alice)
    alice.keyboard.press("Escape")
    is_at(alice, like)
    alice.keyboard.press("ArrowUp")
    expect(feast.get_by_role("toolbar").locator(":focus")).to_have_count(1)
    alice.keyboard.press("ArrowRight")
    alice.keyboard.press("Enter")
    expect(like).to_have_attribute("aria-pressed", "true")
    is_at(alice, like)
    who = feast.locator(".post__counts .reactions")
    who.focus()
    alice.keyboard.press("Enter")
    expect(alice.get_by_role("dialog", name="Who reacted")).to_contain_text("Alice")
    closes(alice, alice.get_by_role("dialog"), who)
