"""Pictures and files of messages in real browsers."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser import keeps_nobody_out
from tests.chat.test_browser import PHONE, bubble, enter, group, row, say, words
from tests.installation import wait_for

__all__ = ["enter", "words"]
pytestmark = pytest.mark.browser
PLAN = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 plan"}


def photo(name: str, colour: str = "teal", size: tuple[int, int] = (640, 480)) -> dict:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def choose(page: Page, *files: dict) -> None:
    page.locator("file-picker:defined").wait_for(state="attached")
    page.set_input_files("file-picker input[type=file]", list(files))


def both(enter, words, **options) -> tuple[Page, Page]:
    alice, bob = enter("alice"), enter("bob", **options)
    bob.goto(group(alice, words(), "Bob", "Carol"))
    return alice, bob


def test_pictures_and_a_file_cross_with_a_caption(enter, words):
    (alice, bob), text = both(enter, words), words()
    choose(alice, photo("boat.jpg"), photo("oven.jpg", "coral"), PLAN)
    expect(alice.locator(".file-row[data-state=sent]")).to_have_count(3)
    say(alice, text)
    expect(alice.locator(".file-row")).to_have_count(0)
    message = bob.locator(".messages .message[data-seq]", has=bob.locator(".files--2"))
    expect(message.locator("a.file--picture img")).to_have_count(2)
    expect(message.locator(".bubble")).to_have_text(text)
    assert message.locator("img").first.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")
    with bob.expect_download() as download:
        message.get_by_role("link", name=re.compile("plan.pdf")).click()
    assert download.value.suggested_filename == "plan.pdf"


def test_send_is_pressed_before_the_file_is_up_and_it_goes_by_itself(enter, words):
    alice, bob = both(enter, words)
    held: list[Route] = []
    alice.route("**/api/v1/files?*", lambda route: held.append(route))
    choose(alice, photo("boat.jpg"))
    alice.get_by_role("button", name="Send", exact=True).click()
    expect(alice.locator("chat-composer.is-holding")).to_be_visible()
    expect(alice.locator(".file-row")).to_have_count(1)
    wait_for(lambda: alice.wait_for_timeout(20) or held, "the file to be on its way")
    for route in held:
        route.continue_()
    expect(bob.locator(".messages .message[data-seq] img")).to_be_visible()
    expect(alice.locator(".file-row")).to_have_count(0)


def test_one_that_failed_keeps_the_words_and_goes_with_them_after_another_try(enter, words):
    (alice, bob), text = both(enter, words), words()
    refused = {"status": 413, "json": {"code": "too_large", "text": "Too large.", "fields": {}}}
    alice.route("**/api/v1/files?*", lambda route: route.fulfill(**refused))
    choose(alice, PLAN)
    expect(alice.locator(".file-row")).to_have_attribute("data-state", "failed")
    say(alice, text)
    expect(alice.locator(".chat-composer__error")).to_contain_text("did not get through")
    expect(alice.locator("chat-composer textarea")).to_have_value(text)
    alice.get_by_role("button", name="Remove plan.pdf").click()
    alice.unroute("**/api/v1/files?*")
    alice.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["hello"], "dropped.txt", {type: "text/plain"}));
          document.querySelector(".messages").dispatchEvent(
            new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: data}));
        }"""
    )
    expect(alice.locator(".file-row")).to_have_attribute("data-state", "sent")
    alice.press("chat-composer textarea", "Enter")
    expect(bubble(bob, text).get_by_role("link", name=re.compile("dropped.txt"))).to_be_visible()


KEPT = """() => Object.keys(localStorage).filter((name) => name.startsWith("draft:"))
  .map((name) => JSON.parse(localStorage[name]))
  .some(({ files, version, dirty }) => files.length && version && !dirty)"""


def test_files_wait_in_their_own_conversation_through_a_reload(enter, words):
    alice, first, second = enter("alice"), words(), words()
    group(alice, first, "Bob", "Carol")
    alice.goto("/chat/")
    group(alice, second, "Bob", "Carol")
    choose(alice, PLAN)
    expect(alice.locator(".file-row")).to_have_attribute("data-state", "sent")
    row(alice, first).locator("a").click()
    expect(alice.locator(".conversation__name h1")).to_have_text(first)
    expect(alice.locator(".file-row")).to_have_count(0)
    row(alice, second).locator("a").click()
    expect(alice.locator(".file-row")).to_have_count(1)
    alice.wait_for_function(KEPT)
    alice.reload()
    expect(alice.locator(".file-row")).to_have_attribute("data-state", "sent")
    alice.get_by_role("button", name="Send", exact=True).click()
    expect(
        alice.locator(".messages .message[data-seq]").get_by_role("link", name=re.compile("plan.pdf"))
    ).to_be_visible()


def test_pictures_are_looked_at_one_after_the_other_and_the_focus_comes_back(enter, words):
    alice, bob = both(enter, words)
    told = []
    alice.route(
        "**/api/v1/files/*", lambda route: told.append(route) if route.request.method == "PATCH" else route.continue_()
    )
    for colour in ("teal", "coral"):
        choose(alice, photo(f"{colour}.jpg", colour))
        alice.get_by_role("textbox", name="Describe the picture").fill(f"All {colour}")
        alice.get_by_role("button", name="Send", exact=True).click()
        expect(alice.locator("chat-composer")).to_have_class(re.compile("is-holding"))  # until the words are kept
        wait_for(lambda: alice.wait_for_timeout(20) or told, "the words to be on their way")
        told.pop().continue_()
        expect(alice.locator(".file-row")).to_have_count(0)
    expect(bob.locator(".messages a.file--picture")).to_have_count(2)
    bob.locator(".messages a.file--picture").nth(1).press("Enter")
    viewer = bob.get_by_role("dialog", name="Pictures")
    expect(viewer.get_by_role("img", name="All coral")).to_be_visible()
    expect(viewer).to_contain_text("Alice Adams")
    expect(viewer.locator(".viewer__place")).to_have_text("2 of 2")
    bob.keyboard.press("ArrowLeft")
    expect(viewer.get_by_role("img", name="All teal")).to_be_visible()
    viewer.get_by_role("button", name="Make it larger").click()
    expect(viewer.locator(".is-large")).to_be_visible()
    bob.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(bob.locator(".messages a.file--picture").nth(1)).to_be_focused()
    bob.wait_for_function("!history.state?.viewer")
    bob.locator(".messages a.file--picture").first.click()
    expect(viewer).to_be_visible()
    bob.go_back()
    expect(viewer).to_have_count(0)
    expect(bob.locator("chat-conversation")).to_be_visible()


def test_what_was_shared_is_found_in_the_details(enter, words):
    alice, _bob = both(enter, words, **PHONE)
    choose(alice, photo("boat.jpg"), PLAN)
    alice.get_by_role("button", name="Send", exact=True).click()
    expect(alice.locator(".messages a.file--picture")).to_be_visible()
    alice.get_by_role("tab", name="Files").click()
    expect(alice.get_by_role("tabpanel").get_by_role("link", name=re.compile("plan.pdf"))).to_be_visible()
    alice.get_by_role("link", name="Show in the conversation").click()
    expect(alice.locator(".messages .message--highlight")).to_be_visible()
    alice.get_by_role("tab", name="Files").press("ArrowLeft")
    alice.get_by_role("tabpanel").locator("a.file--picture").click()
    expect(alice.get_by_role("dialog", name="Pictures")).to_be_visible()
    alice.keyboard.press("Escape")
    keeps_nobody_out(alice)
