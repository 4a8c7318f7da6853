"""Reactions, mentions and code in two real browsers."""

import pytest
from playwright.sync_api import expect

from tests.chat.test_browser import bubble, enter, group, say, use, words  # noqa: F401

pytestmark = pytest.mark.browser


def test_a_reaction_a_name_and_code_cross_live(enter, words):  # noqa: F811
    alice, bob, text, name = enter("alice"), enter("bob"), words(), words()
    group(alice, name, "Bob", "Carol")
    bob.locator(".threads__list .thread-row", has_text=name).locator("a").click()
    say(alice, text)
    bubble(bob, text).hover()
    bubble(bob, text).locator("[data-tool=react]").click()
    bubble(bob, text).locator("[data-react-with='❤️']").click()
    expect(bubble(bob, text).locator("[data-react='❤️']")).to_have_attribute("aria-pressed", "true")
    chip = bubble(alice, text).locator("[data-react='❤️']")
    expect(chip).to_have_attribute("aria-pressed", "false")
    chip.click()
    expect(bubble(bob, text).locator("[data-react='❤️']")).to_contain_text("2")
    use(bob, text, "reacted")
    expect(bob.locator("#who-marked li")).to_have_count(2)
    bob.keyboard.press("Escape")
    alice.locator("chat-composer textarea").press_sequentially("Look @Bo")
    alice.locator(".suggestions__item", has_text="Bob Brown").click()
    alice.keyboard.type("here")
    alice.keyboard.press("Enter")
    expect(bubble(bob, "Look").locator(".mention--me")).to_have_text("@Bob Brown")
    alice.locator("chat-composer textarea").press_sequentially("@al")
    alice.locator(".suggestions__item", has_text="Everybody here (3)").click()
    alice.keyboard.type("lunch")
    alice.keyboard.press("Enter")
    expect(bubble(bob, "lunch").locator("span.mention")).to_have_text("@all")
    say(alice, "```\n" + "x = 1  # " + "long " * 60 + "\n```")
    expect(bob.locator(".code__copy").last).to_be_visible()


def test_a_tap_is_not_lost_because_what_it_is_on_changes_in_that_moment(enter, words):  # noqa: F811
    alice, bob, text, changed = enter("alice"), enter("bob"), words(), words()
    frames: list[str] = []
    bob.on("websocket", lambda line: line.on("framereceived", lambda frame: frames.append(str(frame))))
    bob.goto(group(alice, words(), "Bob", "Carol"))
    say(alice, text)
    use(alice, text, "react")
    bubble(alice, text).locator("[data-react-with='❤️']").click()
    use(alice, text, "edit")
    expect(alice.locator("chat-composer textarea")).to_have_value(text)
    bubble(bob, text).locator("[data-react='❤️']").hover()
    bob.mouse.down()
    say(alice, changed)
    expect(bubble(alice, changed)).to_be_visible()
    while not any("chat.message_edited" in frame and changed in frame for frame in frames):
        bob.wait_for_timeout(20)
    bob.mouse.up()
    chip = bubble(bob, changed).locator("[data-react='❤️']")
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(chip).to_contain_text("2")
