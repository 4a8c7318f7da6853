"""Voice notes in real browsers: recorded by one, heard by the other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.chat.test_browser import bubble, enter, say, words
from tests.chat.test_browser_files import both

__all__ = ["enter", "words"]
pytestmark = pytest.mark.browser


def record(page: Page, milliseconds: int = 2_000) -> None:
    page.get_by_role("button", name="Record a voice note").click()
    expect(page.locator(".recorder[data-state=recording]")).to_be_visible()
    page.wait_for_timeout(milliseconds)


def note(page: Page, place: int = 0):
    return page.locator(".messages .message[data-seq][data-kind=voice]").nth(place)


def test_one_plays_at_a_time_and_the_next_follows(enter, words):
    alice, bob = both(enter, words)
    for place in range(2):
        record(alice, 1_000)
        alice.get_by_role("button", name="Send the voice note").click()
        expect(note(bob, place)).to_be_visible()
    first, second = note(bob).locator("voice-note"), note(bob, 1).locator("voice-note")
    second.get_by_role("button", name="Play").click()
    first.get_by_role("button", name="Play").click()
    expect(second.get_by_role("button", name="Play")).to_be_visible()
    bob.wait_for_function("(note) => note.classList.contains('is-playing')", arg=second.element_handle())
    expect(first.get_by_role("button", name="Play")).to_be_visible()
    wave = first.get_by_role("slider")
    expect(wave).to_have_attribute("aria-valuenow", "0")
    wave.press("ArrowRight")  # five seconds on: the end of one that is shorter
    expect(wave).to_have_attribute("aria-valuenow", wave.get_attribute("aria-valuemax"))


def test_what_did_not_get_through_is_kept_and_tried_again(enter, words):
    alice, bob = both(enter, words)
    refused = {"status": 413, "json": {"code": "no_space", "text": "There is no room.", "fields": {}}}
    alice.route("**/api/v1/files?*", lambda route: route.fulfill(**refused))
    record(alice, 800)
    alice.get_by_role("button", name="Send the voice note").click()
    expect(alice.locator(".recorder__state")).to_have_text("There is no room.")
    alice.unroute("**/api/v1/files?*")
    alice.get_by_role("button", name="Try again").click()
    expect(note(bob)).to_be_visible()


def test_it_is_thrown_away_with_a_key_and_a_held_button_sends_it(enter, words):
    alice, bob = both(enter, words)
    record(alice, 300)
    alice.keyboard.press("Escape")
    expect(alice.locator(".recorder")).to_be_hidden()
    expect(alice.locator("chat-composer textarea")).to_be_focused()
    box = alice.get_by_role("button", name="Record a voice note").bounding_box()
    alice.mouse.move(box["x"] + 20, box["y"] + 20)
    alice.mouse.down()
    expect(alice.locator(".recorder__hint")).to_contain_text("Slide up")
    expect(alice.locator(".recorder[data-state=recording]")).to_be_visible()
    say(bob, meanwhile := words())
    expect(bubble(alice, meanwhile)).to_be_visible()
    alice.wait_for_timeout(1_200)
    alice.mouse.up()
    expect(note(bob)).to_be_visible()


def test_nothing_is_recorded_once_a_held_button_was_let_go(enter, words):
    alice, _bob = both(enter, words)
    alice.evaluate(
        """() => {
          const take = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          const asked = new Promise((resolve) => (window.allow = resolve));
          navigator.mediaDevices.getUserMedia = async (wanted) => (await asked, window.heard = await take(wanted));
        }"""
    )
    box = alice.get_by_role("button", name="Record a voice note").bounding_box()
    alice.mouse.move(box["x"] + 20, box["y"] + 20)
    alice.mouse.down()
    expect(alice.locator(".recorder__hint")).to_contain_text("Slide up")
    alice.mouse.up()
    alice.evaluate("allow()")
    expect(alice.locator(".recorder")).to_be_hidden()
    assert alice.evaluate("heard.getTracks().map(({ readyState }) => readyState)") == ["ended"]


def test_without_a_microphone_it_says_so(enter, words):
    alice, _bob = both(enter, words)
    alice.evaluate(
        """() => {
          navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", "NotAllowedError"); };
        }"""
    )
    alice.get_by_role("button", name="Record a voice note").click()
    expect(alice.locator(".chat-composer__error")).to_contain_text("microphone is not allowed")
    expect(alice.locator(".recorder")).to_be_hidden()
