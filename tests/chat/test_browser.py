"""Work Chat in real browsers: two people live, what an outage leaves, phone and keyboard."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import enter_as

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def enter(chromium: Browser, demo, request) -> Iterator[Callable[..., Page]]:
    """`enter("bob")`: Bob's browser, signed in, in Work Chat. Nothing may go wrong in its console."""
    opened: list[BrowserContext] = []
    wrong: list[str] = []

    def make(name: str, path: str = "/chat/", **options) -> Page:
        page = enter_as(name, chromium, demo.url("acme.localhost", ""), **options)
        opened.append(page.context)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.goto(path)
        return page

    yield make
    for context in opened:
        context.close()
    # Offline, and what the service worker could not bring then; gone on early, removed from a thread, too large; and
    # what the test itself says that it provokes: `@pytest.mark.refused("409 (Conflict)")`.
    own = [refused for mark in request.node.iter_markers("refused") for refused in mark.args]
    meant = ("ERR_INTERNET", "ERR_CONNECTION", "ERR_FAILED", "Transition was", "404 (Not Found)", "413 (", *own)
    assert [line for line in wrong if not any(part in line for part in meant)] == []


@pytest.fixture
def words() -> Callable[[], str]:
    """A text that no other test wrote."""
    return lambda: f"words {uuid.uuid4().hex[:8]}"


def group(page: Page, name: str, *people: str) -> str:
    """Start a group by hand; its address."""
    page.click(".threads__head [data-opens=new-thread]")
    for person in people:
        page.fill("#new-thread input[type=search]", person)
        page.click(f"#new-thread .picker__person[data-name^='{person}']")
    page.fill("#new-thread-name", name)
    page.click("#new-thread [data-go]")
    expect(page.locator(".conversation__name h1")).to_have_text(name)
    return page.url


def say(page: Page, text: str) -> None:
    page.fill("chat-composer textarea", text)
    page.press("chat-composer textarea", "Enter")


def bubble(page: Page, text: str) -> Locator:
    """The message as the server has it, not one that is still on its way."""
    return page.locator(".messages .message[data-seq]", has_text=text)


def use(page: Page, text: str, tool: str) -> None:
    """One of the things to do with a message, by the bar that comes with the pointer."""
    message = bubble(page, text)
    message.hover()
    shown = message.locator(
        f"[data-tool={tool}]:visible"
    )  # some stand twice: in the bar, and on the phone in the sheet
    if not shown.count():
        message.locator("summary").click()
    shown.click()


def row(page: Page, name: str) -> Locator:
    return page.locator(".threads__list .thread-row", has_text=name)


def texts(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".messages [data-seq] .bubble").all_inner_texts()]


def test_an_outage_misses_nothing_and_the_queue_goes_out_in_order(enter, words):
    alice, bob, name = enter("alice"), enter("bob"), words()
    bob.goto(group(alice, name, "Bob", "Carol"))
    say(alice, first := words())
    expect(bubble(bob, first)).to_be_visible()
    bob.context.set_offline(True)
    expect(bob.locator("offline-banner .banner")).to_be_visible()
    meanwhile = [words() for _ in range(3)]
    for text in meanwhile:
        say(alice, text)
    use(alice, first, "edit")
    expect(alice.locator("chat-composer textarea")).to_have_value(first)
    say(alice, changed := words())
    expect(bubble(alice, changed).locator(".bubble__edited")).to_have_text("edited")
    cellar = [words() for _ in range(3)]
    for text in cellar:
        say(bob, text)
    expect(bob.locator(".message--sending")).to_have_count(3)
    expect(bob.locator("[data-state=sending]")).to_have_count(1)
    bob.context.set_offline(False)
    expect(bob.locator(".message--sending")).to_have_count(0)
    expect(bubble(bob, meanwhile[-1])).to_be_visible()
    expect(bubble(alice, cellar[-1])).to_be_visible()
    expected = [f"{changed} edited", *meanwhile, *cellar]
    assert texts(alice) == expected
    assert texts(bob) == expected
    bob.reload()
    expect(bubble(bob, cellar[-1])).to_be_visible()
    assert texts(bob) == expected


def test_what_was_written_without_a_connection_survives_closing_the_page(enter, words):
    alice, bob, name = enter("alice"), enter("bob"), words()
    address = group(alice, name, "Bob", "Carol")
    bob.goto(address)
    bob.context.set_offline(True)
    say(bob, sent := words())
    bob.fill("chat-composer textarea", draft := words())
    expect(bob.locator(".message--sending")).to_have_count(1)
    later = bob.context.new_page()
    bob.close()
    later.context.set_offline(False)
    later.goto(address)
    expect(bubble(alice, sent)).to_have_count(1)
    expect(bubble(later, sent)).to_have_count(1)
    expect(later.locator("chat-composer textarea")).to_have_value(draft)


def test_a_double_click_sends_once(enter, words):
    alice, text = enter("alice"), words()
    group(alice, words(), "Bob", "Carol")
    alice.fill("chat-composer textarea", text)
    alice.dblclick("form.chat-composer > .icon-button--primary")
    expect(bubble(alice, text).locator("[data-state=sent], [data-state=delivered]")).to_have_count(1)
    alice.reload()
    expect(bubble(alice, text)).to_have_count(1)


def test_whoever_is_removed_is_told_and_hears_nothing_more(enter, words):
    alice, bob, name = enter("alice"), enter("bob"), words()
    bob.goto(group(alice, name, "Bob", "Carol"))
    expect(row(bob, name)).to_be_visible()
    alice.locator("thread-details:defined").wait_for(state="attached")
    alice.locator(".details .person-row", has_text="Bob").locator("summary").click()
    alice.click("[data-remove][data-name='Bob Brown']")
    alice.click("#confirm-remove-person .button--danger")
    expect(bob.locator(".conversation")).to_contain_text("You are no longer in this conversation.")
    expect(row(bob, name)).to_have_count(0)
    expect(alice.locator(".conversation__name")).to_contain_text("2 people")
    say(alice, text := words())
    expect(bubble(alice, text)).to_be_visible()
    bob.goto("/chat/")
    expect(row(bob, text)).to_have_count(0)


def test_a_new_name_and_new_people_show_at_once(enter, words):
    alice, bob, name = enter("alice"), enter("bob"), words()
    bob.goto(group(alice, words(), "Bob", "Carol"))
    alice.locator("thread-details:defined").wait_for(state="attached")
    alice.fill("#thread-name", name)
    alice.press("#thread-name", "Enter")
    expect(bob.locator(".conversation__name h1")).to_have_text(name)
    expect(row(bob, name)).to_be_visible()
    alice.click("[data-opens=add-people]")
    alice.click("#add-people .picker__person[data-name^=Dan]")
    alice.click("#add-people [data-go]")
    expect(bob.locator(".conversation__name")).to_contain_text("4 people")


def test_a_colleague_is_found_by_typing_and_it_is_the_same_thread_again(enter, words):
    carol = enter("carol")
    carol.fill("thread-search input", "ella")
    carol.click(".threads__found .thread-row__link")
    expect(carol.locator(".conversation__name h1")).to_contain_text("Ella")
    address, text = carol.url, words()
    say(carol, text)
    expect(bubble(carol, text)).to_be_visible()
    carol.goto("/chat/")
    carol.locator("thread-search:defined").wait_for(state="attached")
    carol.fill("thread-search input", "ella")
    carol.press("thread-search input", "Enter")
    expect(bubble(carol, text)).to_be_visible()
    assert carol.url == address


def test_everything_works_by_keyboard(enter, words):
    alice = enter("alice")
    group(alice, words(), "Bob", "Carol")
    say(alice, text := words())
    expect(bubble(alice, text)).to_be_visible()
    alice.press("chat-composer textarea", "ArrowUp")
    expect(alice.locator("chat-composer textarea")).to_have_value(text)
    alice.press("chat-composer textarea", "Escape")
    expect(alice.locator("chat-composer textarea")).to_have_value("")
    alice.keyboard.press("Control+Shift+F")
    expect(alice.locator("thread-find input")).to_be_focused()
    alice.keyboard.press("Escape")
    alice.locator(".messages").focus()
    alice.keyboard.press("ArrowUp")
    expect(alice.locator(".message__tools")).to_be_visible()
    alice.keyboard.press("Enter")
    expect(alice.locator("[data-tool=react]:focus")).to_be_visible()
    alice.keyboard.press("Enter")
    expect(alice.locator("[data-react-with]:focus")).to_be_visible()
    alice.keyboard.press("Enter")
    expect(bubble(alice, text).locator("[data-react]")).to_be_visible()
    alice.locator(".messages").focus()
    alice.keyboard.press("ArrowUp")
    alice.keyboard.press("Delete")
    alice.keyboard.press("Tab")
    alice.keyboard.press("Enter")
    expect(alice.locator(".bubble--deleted")).to_be_visible()


def test_without_javascript_the_page_says_what_it_needs(enter):
    bob = enter("bob", java_script_enabled=False)
    expect(bob.locator("noscript .note")).to_contain_text("Work Chat needs JavaScript")
