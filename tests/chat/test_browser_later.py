"""Sending later, reminders, blocking and reporting in real browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.chat.test_browser import bubble, enter, group, say, use, words  # noqa: F401

pytestmark = pytest.mark.browser


UNBLOCK_ALL = """async () => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)?.[1]
    ?? document.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const { person } of (await (await fetch("/api/v1/blocks")).json()).results)
    await fetch(`/api/v1/blocks/${person.id}`, { method: "DELETE", headers: { "X-CSRFToken": token } });
}"""


@pytest.fixture
def peace_again(enter: Callable[..., Page]) -> Iterator[None]:  # noqa: F811
    """Other tests hear Bob again, however this one ends."""
    yield
    enter("alice").evaluate(UNBLOCK_ALL)


@pytest.mark.usefixtures("peace_again")
def test_a_message_waits_and_a_blocked_one_is_folded_live(enter: Callable[..., Page], words: Callable[[], str]):  # noqa: F811
    alice, text, loud = enter("alice"), words(), words()
    address = group(alice, words(), "Bob", "Carol")
    bob = enter("bob", "/chat/" + address.rsplit("/chat/", 1)[1])
    alice.fill("chat-composer textarea", text)
    alice.click("[data-later]")
    alice.click("#when .when__choice >> nth=-1")
    expect(alice.locator(".scheduled-line")).to_contain_text("1 message will be sent later")
    expect(alice.locator("chat-composer textarea")).to_have_value("")
    say(bob, loud)
    use(alice, loud, "report")
    alice.check("#report [value=insult]")
    alice.check("#report [name=also_block]")
    alice.locator("chat-conversation").evaluate("(one) => one.toggleAttribute('data-before', true)")
    alice.click("#report .dialog__foot .button--danger")
    expect(alice.locator("#report")).to_be_hidden()
    expect(alice.locator("chat-conversation:not([data-before])")).to_be_visible()  # it is fetched anew
    expect(bubble(alice, loud).locator(".message__fold")).to_be_visible()
    expect(bubble(alice, loud).locator(".bubble")).to_be_hidden()
    bubble(alice, loud).locator(".message__fold").click()
    expect(bubble(alice, loud).locator(".bubble")).to_be_visible()
    use(alice, loud, "remind")
    alice.click("#when .when__choice >> nth=-1")
    expect(alice.locator(".toast", has_text="You will be reminded")).to_be_visible()
    alice.goto("/chat/later/")
    expect(alice.locator("main")).to_contain_text(text)
    expect(alice.locator("main")).to_contain_text(loud)
    alice.goto("/settings/blocked/")
    alice.click("main .list .button")
    expect(alice.locator("main")).not_to_contain_text("Bob Brown")
