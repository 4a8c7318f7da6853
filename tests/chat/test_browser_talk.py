"""Answering, pinning, forwarding, keeping, jumping and finding, in real browsers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import keeps_nobody_out
from tests.chat.test_browser import bubble, enter, group, say, words

pytestmark = pytest.mark.browser
__all__ = ["enter", "words"]

FILL = """async ([thread, count]) => {
    const token = document.cookie.match(/csrftoken=([^;]+)/)?.[1]
        ?? document.querySelector('[name=csrfmiddlewaretoken]')?.value;
    for (let n = 1; n <= count; n += 1) {
        const text = `number ${n}. ` + 'word '.repeat(n % 40);
        const body = JSON.stringify({ client_id: `fill-${thread}-${n}`, text });
        await fetch(`/api/v1/threads/${thread}/messages`,
            { method: 'POST', body, headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token } });
    }
}"""
ID = "async (address) => (await (await fetch(address)).json()).results[0].id"
# Scrolls, waits for what that loads, and tells how far that moved what was looked at then.
LOADS = """async (side) => {
    const list = document.querySelector('.messages'), pause = (ms) => new Promise((done) => setTimeout(done, ms));
    const rows = () => [...list.querySelectorAll('[data-seq]')], top = (row) => row.getBoundingClientRect().top;
    const count = rows().length;
    list.scrollTop = side === 'older' ? 300 : list.scrollHeight - list.clientHeight - 300;
    const row = rows().find((each) => top(each) > top(list) + 100), before = top(row);
    while (rows().length === count) await pause(50);
    await pause(100);
    return [rows().length, Math.abs(top(row) - before)];
}"""


def take(page: Page, text: str, tool: str) -> None:
    """One of the tools of the first message with this text: those that quote it come after it."""
    message = bubble(page, text).first
    message.hover()
    expect(message.locator(".message__tools > [data-tool]").first).to_be_visible()  # they come after the pointer
    nearest = message.locator(f".message__tools > [data-tool={tool}]")
    if nearest.count():
        return nearest.click()
    message.locator(".message__tools summary").click()
    return message.locator(f".menu__panel [data-tool={tool}]").click()


def filled(page: Page, count: int) -> str:
    """The open thread with many messages; its id."""
    thread = page.url.rstrip("/").split("/")[-1]
    page.evaluate(FILL, [thread, count])
    return thread


def test_what_is_answered_pinned_forwarded_and_kept_is_so_for_both_at_once(enter, words):
    alice, bob, name = enter("alice"), enter("bob"), words()
    bob.goto(group(alice, name, "Bob", "Carol"))
    say(alice, question := words())
    take(bob, question, "reply")
    expect(bob.locator(".reply-bar")).to_contain_text(question)
    bob.press("chat-composer textarea", "Escape")
    expect(bob.locator(".reply-bar")).to_be_hidden()
    bubble(bob, question).first.evaluate("(row) => (row.tabIndex = -1, row.focus())")
    bob.keyboard.press("r")
    say(bob, answer := words())
    quote = bubble(alice, answer).locator(".bubble__quote")
    expect(quote).to_contain_text(f"Alice Adams{question}")
    expect(bob.locator(".reply-bar")).to_be_hidden()
    take(alice, answer, "pin")
    for page in (alice, bob):
        expect(page.locator(".pin-bar__newest")).to_contain_text(answer)
        expect(page.locator(".system-line").last).to_contain_text("pinned a message")
    bob.click(".pin-bar [data-opens=all-pins]")
    expect(bob.locator("#all-pins")).to_contain_text("Pinned by Alice Adams")
    keeps_nobody_out(bob)
    bob.click("#all-pins [data-unpin]")
    expect(alice.locator(".pin-bar__newest")).to_have_count(0)
    take(bob, answer, "save")
    expect(bob.locator(".toast").last).to_contain_text("Saved")
    take(bob, answer, "forward")
    dialog = bob.locator("#forward-message")
    bob.fill("#forward-message input", "Alice")
    bob.locator("#forward-message .picker__person[data-name^='Alice']").first.click()
    expect(dialog).to_contain_text(f"People outside “{name}” will see this.")
    keeps_nobody_out(bob)
    dialog.locator("[data-go]").click()
    expect(dialog).to_be_hidden()
    take(alice, question, "edit")
    expect(alice.locator("chat-composer textarea")).to_have_value(question)
    say(alice, changed := words())
    expect(bubble(bob, answer).locator(".bubble__quote")).to_contain_text(changed)
    take(alice, changed, "remove")
    alice.click("#confirm-remove-message [value=yes]")
    for page in (alice, bob):
        expect(bubble(page, answer).locator(".bubble__quote")).to_contain_text("This message was removed")
    bob.goto("/saved/")
    expect(bob.locator(".saved")).to_contain_text(answer)
    bob.locator(".saved__link", has_text=answer).click()
    expect(bubble(bob, answer)).to_be_in_viewport()


def test_a_link_opens_a_message_in_its_place_and_history_loads_both_ways_without_a_jump(enter, words):
    alice, name = enter("alice"), words()
    address = group(alice, name, "Bob", "Carol")
    thread = filled(alice, 160)
    message = alice.evaluate(ID, f"/api/v1/threads/{thread}/messages?before=82&limit=1")
    alice.goto(f"{address}?message={message}")
    row = f"message-{message}"
    expect(alice.locator(f"#{row}")).to_be_in_viewport()
    expect(alice.locator("[data-seq]")).to_have_count(50)
    for side, loaded in (("older", 80), ("newer", 130)):
        rows, moved = alice.evaluate(LOADS, side)
        assert rows >= loaded
        assert moved <= 2
    alice.goto(f"{address}?message=999999999")
    expect(alice.locator(".conversation__missing")).to_be_visible()
    expect(bubble(alice, "number 160.")).to_be_visible()


def test_words_are_found_in_the_thread_and_over_all_and_open_in_their_place(enter, words):
    alice, name = enter("alice"), words()
    group(alice, name, "Bob", "Carol")
    say(alice, f"the first {name}")
    filled(alice, 110)
    say(alice, f"the last {name}")
    expect(bubble(alice, f"the last {name}")).to_be_visible()
    alice.click("[data-find]")
    alice.fill("thread-find input", f'"{name}"')
    expect(alice.locator(".thread-find__count")).to_have_text("1 of 2")
    alice.press("thread-find input", "Enter")
    expect(alice.locator(".thread-find__count")).to_have_text("2 of 2")
    expect(bubble(alice, f"the first {name}")).to_be_in_viewport()
    assert alice.evaluate("CSS.highlights.get('found').size") >= 1
    alice.press("thread-find input", "Escape")
    expect(alice.locator("thread-find")).to_be_hidden()
    alice.goto("/chat/")
    alice.fill("[data-search]", f"first {name}")
    hit = alice.locator(".threads__found a", has_text="the first")
    expect(hit.locator("mark").first).to_be_visible()
    hit.click()
    expect(bubble(alice, f"the first {name}")).to_be_in_viewport()
