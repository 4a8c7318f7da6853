"""Sending later, reminders, blocking and reporting in real browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.chat.test_browser import bubble, enter, group, say, use, words  # noqa: F401

pytestmark = pytest.mark.browser


def test_a_message_waits_and_a_blocked_one_is_folded_live(enter: Callable[..., Page], words: Callable[[], str]):  # noqa: F811
    alice, text, loud = enter("alice"), words(), words()
    address = group(alice, words(), "Bob", "Carol")
    bob = enter("bob", "/chat/" + address.rsplit("/chat/", 1)[1])
    alice.fill("chat-composer textarea", text)
    alice.click("[data-later]")
    alice.click("#when .when__choice >> nth=0")
    expect(alice.locator(".scheduled-line")).to_contain_text("1 message will be sent later")
    expect(alice.locator("chat-composer textarea")).to_have_value("")
    say(bob, loud)
    use(alice, loud, "report")
    alice.check("#report [value=insult]")
    alice.check("#report [name=also_block]")
    alice.click("#report .dialog__foot .button--danger")
    expect(alice.locator("#report")).to_be_hidden()
    expect(bubble(alice, loud).locator(".message__fold")).to_be_visible()
    expect(bubble(alice, loud).locator(".bubble")).to_be_hidden()
    bubble(alice, loud).locator(".message__fold").click()
    expect(bubble(alice, loud).locator(".bubble")).to_be_visible()
    use(alice, loud, "remind")
    alice.click("#when .when__choice >> nth=0")
    expect(alice.locator(".toast", has_text="You will be reminded")).to_be_visible()
    alice.goto("/chat/later/")
    expect(alice.locator("main")).to_contain_text(text)
    expect(alice.locator("main")).to_contain_text(loud)
    alice.goto("/settings/blocked/")
    alice.click("main .list .button")
    expect(alice.locator("main")).not_to_contain_text("Bob Brown")
