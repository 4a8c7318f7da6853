"""Stickers in real browsers: chosen by keyboard, seen at once by the other, named in the reader's own language."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import keeps_nobody_out
from tests.chat.test_browser import PHONE, bubble, enter, group, row, say, words

__all__ = ["enter", "words"]
pytestmark = pytest.mark.browser
TRAY = "[data-stickers]"


def tray(page: Page) -> None:
    page.click(TRAY)
    expect(page.locator(".sticker-tray__one").first).to_be_visible()


def picture() -> dict[str, object]:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(out, "PNG")
    return {"name": "warm_loaf.png", "mimeType": "image/png", "buffer": out.getvalue()}


def test_a_sticker_is_found_by_name_sent_by_one_tap_and_seen_at_once(enter, words):
    alice, name = enter("alice", viewport={"width": 1440, "height": 900}), words()
    group(alice, name, "Bob Brown", "Carol Clark")
    path = "/chat/" + alice.url.split("/chat/")[1]
    bob = enter("bob", path, **PHONE)
    tray(alice)
    alice.fill(".sticker-tray__search", "MÉRCI")  # found in the language one thinks in, accents and case aside
    alice.press(".sticker-tray__search", "ArrowDown")
    expect(alice.locator(".sticker-tray__one:focus")).to_have_attribute("aria-label", "Thank you")
    alice.keyboard.press("Enter")
    expect(alice.locator("sticker-tray")).to_have_count(0)
    expect(bob.locator(".message[data-seq] img[data-sticker='work/thanks']")).to_have_attribute("alt", "Thank you")
    expect(row(alice, name).locator("[data-last]")).to_have_text("You: Thank you (sticker)")

    tray(alice)  # it stands first now; arrows walk, Escape closes and gives the focus back
    expect(alice.locator("sticker-tray [role=tab][aria-selected=true]")).to_have_attribute("aria-label", "Sent lately")
    expect(alice.locator(".sticker-tray__one").first).to_have_attribute("aria-label", "Thank you")
    alice.focus("sticker-tray [role=tab][aria-selected=true]")
    alice.keyboard.press("ArrowRight")
    expect(alice.locator("[role=tab]:focus")).to_have_attribute("aria-label", "Olo")
    alice.keyboard.press("ArrowDown")
    alice.keyboard.press("ArrowRight")
    expect(alice.locator(".sticker-tray__one:focus")).to_have_attribute("aria-label", "Hooray")
    alice.keyboard.press("Escape")
    expect(alice.locator(f"{TRAY}:focus")).to_be_visible()

    tray(bob)  # on the phone a sheet above the composer, which stays in sight
    expect(bob.locator("chat-composer textarea")).to_be_in_viewport()
    bob.tap(".sticker-tray__one[data-key='olo/hug']")
    expect(alice.locator(".message[data-seq] img[data-sticker='olo/hug']")).to_be_visible()


def test_a_companys_own_sticker_and_emoji_reach_everybody(enter):
    alice = enter("alice", "/settings/company/stickers/")
    alice.locator("form[action$='/emoji/'] [name=name]").fill("warm_loaf")
    alice.locator("form[action$='/emoji/'] [name=picture]").set_input_files(picture())
    alice.click("form[action$='/emoji/'] button")
    expect(alice.locator(".own-emoji")).to_contain_text(":warm_loaf:")
    keeps_nobody_out(alice)
    alice.fill("#id_name", "Bakery")
    alice.click("main form:has(#id_name) button")
    expect(alice.locator("photo-picker label.button")).to_be_visible()  # from here on, chosen is sent
    alice.set_input_files("input[name=pictures]", [picture()])
    expect(alice.locator(".own-sticker")).to_have_count(1)
    expect(alice.locator(".own-sticker__name [name=name]")).to_have_value("warm loaf")
    while not alice.locator(".own-sticker > img").count():  # the worker prepares it
        alice.wait_for_timeout(300)
        alice.reload()

    bob = enter("bob")
    group(bob, "Bakery talk", "Alice Adams", "Carol Clark")
    say(bob, "see :warm_loaf:")
    expect(bubble(bob, "see").locator("img.emoji-picture")).to_have_attribute("alt", ":warm_loaf:")
    bob.click("chat-composer [data-emoji-source]")
    bob.click(".emoji-picker__one[data-char=':warm_loaf:']")
    expect(bob.locator("chat-composer textarea")).to_have_value(":warm_loaf:")
    bob.press("chat-composer textarea", "Enter")
    expect(bob.locator(".bubble--emoji img.emoji-picture")).to_be_visible()
    tray(bob)
    bob.click("[role=tab][aria-label=Bakery]")
    bob.click(".sticker-tray__one[aria-label='warm loaf']")
    expect(bob.locator(".message[data-seq] img[data-sticker^='company/']")).to_have_attribute("alt", "warm loaf")
