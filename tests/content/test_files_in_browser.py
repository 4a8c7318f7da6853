"""Files in a real browser: sent while one writes, stopped, tried again, and seen by others as soon as they can be."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import composes_nothing, enter_as, keeps_nobody_out

pytestmark = pytest.mark.browser


def photo(width: int = 640, height: int = 480) -> dict:
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(out, "JPEG")
    return {"name": "boat.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


PLAN = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 plan"}


@pytest.fixture
def enter(chromium: Browser, demo) -> Iterator[Callable[..., Page]]:
    """`enter("bob")`: Bob's browser on Acme's home page, where one can add files."""
    opened, home = [], demo.url("acme.localhost", "")
    here: set[str] = set()

    def make(name: str, **options) -> Page:
        page = enter_as(name, chromium, home, **options)
        if name not in here:  # what is begun on the first device is for the next
            composes_nothing(page, home)
        here.add(name)
        opened.append(page.context)
        page.goto("/")
        page.locator("#composer file-picker:defined").wait_for(state="attached")
        return page

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def words() -> str:
    return f"words {uuid.uuid4().hex[:8]}"


def choose(page: Page, *files: dict) -> None:
    page.set_input_files("#composer file-picker input[type=file]", list(files))


def row(page: Page, name: str):
    return page.locator(".file-row", has_text=name)


def publish(page: Page, text: str):
    page.fill("#composer-text", text)
    page.get_by_role("button", name="Post", exact=True).click()
    made = page.locator("article.post", has_text=text)
    expect(made).to_be_visible()
    return made


def test_a_picture_and_a_file_go_with_a_post_and_the_other_sees_them(enter, words):
    alice, bob = enter("alice"), enter("bob")
    choose(alice, photo(), PLAN)
    expect(row(alice, "boat.jpg")).to_have_attribute("data-state", "sent")
    expect(row(alice, "plan.pdf")).to_have_attribute("data-state", "sent")
    alice.get_by_role("textbox", name="Describe the picture").fill("A boat")
    made = publish(alice, words)
    expect(made.get_by_role("img", name="A boat")).to_be_visible()
    expect(alice.locator(".file-row")).to_have_count(0)
    bob.get_by_role("button", name=re.compile("new post")).click()
    seen = bob.locator("article.post", has_text=words)
    expect(seen.get_by_role("img", name="A boat")).to_be_visible()
    with bob.expect_download() as download:
        seen.get_by_role("link", name=re.compile("plan.pdf")).click()
    assert download.value.suggested_filename == "plan.pdf"


def test_what_is_on_its_way_can_be_stopped(enter):
    page = enter("bob")
    held: list[Route] = []
    page.route("**/api/v1/files?*", lambda route: held.append(route))
    choose(page, PLAN)
    expect(row(page, "plan.pdf")).to_have_attribute("data-state", re.compile("waiting|sending"))
    page.get_by_role("button", name="Stop sending plan.pdf").click()
    expect(page.locator(".file-row")).to_have_count(0)
    assert page.evaluate("document.querySelectorAll('input[name=files]').length") == 0


def test_what_failed_is_tried_again_with_the_words_kept(enter, words):
    page = enter("bob")
    tries = []

    def refuse(route: Route) -> None:
        tries.append(route.request.url)
        route.fulfill(status=400, json={"code": "cut_off", "text": "Cut off.", "fields": {}})

    page.clock.install()
    page.route("**/api/v1/files?*", refuse)
    page.fill("#composer-text", words)
    choose(page, PLAN)
    for _ in range(4):
        page.wait_for_timeout(150)
        page.clock.run_for(11_000)
    expect(row(page, "plan.pdf")).to_have_attribute("data-state", "failed")
    assert len(tries) == 4
    assert len(set(tries)) == 1, "a retry has the same client_id"
    page.unroute("**/api/v1/files?*")
    page.get_by_role("button", name="Try again").click()
    expect(row(page, "plan.pdf")).to_have_attribute("data-state", "sent")
    expect(page.locator("#composer-text")).to_have_value(words)


def test_a_file_that_is_too_large_is_not_even_sent(enter):
    page = enter("bob")
    page.evaluate("document.querySelector('#composer file-picker').dataset.largest = 100")
    choose(page, {**PLAN, "buffer": bytes(200)})
    expect(row(page, "plan.pdf")).to_have_attribute("data-state", "failed")
    expect(row(page, "plan.pdf")).to_contain_text("too big")


def test_what_is_dropped_and_pasted_is_taken(enter):
    page = enter("bob")
    for kind in ("drop", "paste"):
        page.evaluate(
            """(kind) => {
              const data = new DataTransfer();
              data.items.add(new File(["hello"], `${kind}.txt`, {type: "text/plain"}));
              const both = {bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data};
              const event = kind === "drop" ? new DragEvent("drop", both) : new ClipboardEvent("paste", both);
              document.querySelector("#composer-text").dispatchEvent(event);
            }""",
            kind,
        )
        expect(row(page, f"{kind}.txt")).to_have_attribute("data-state", "sent")
    page.get_by_role("button", name="Remove drop.txt").press("Enter")
    expect(page.locator(".file-row")).to_have_count(1)
    expect(page.get_by_role("button", name="Remove paste.txt")).to_be_focused()


def test_a_large_photo_is_made_smaller_before_it_travels(enter):
    page = enter("bob")
    choose(page, photo(4000, 3000))
    expect(row(page, "boat.jpg")).to_have_attribute("data-state", "sent")
    file = page.evaluate("document.querySelector('input[name=files]').value")
    data = page.evaluate("(id) => fetch(`/api/v1/files/${id}`).then((answer) => answer.json())", file)
    assert (data["width"], data["height"]) == (3200, 2400)


def test_nothing_is_in_the_way_of_anybody(enter, words):
    page = enter("bob")
    choose(page, photo(), PLAN)
    expect(row(page, "boat.jpg")).to_have_attribute("data-state", "sent")
    keeps_nobody_out(page)
    made = publish(page, words)
    expect(made.locator("img")).to_be_visible()
    keeps_nobody_out(page)


def test_files_of_a_draft_are_there_after_a_reload_and_on_the_next_device_and_go_with_the_post(enter, words):
    phone = enter("bob")
    choose(phone, photo(), PLAN)
    expect(row(phone, "plan.pdf")).to_have_attribute("data-state", "sent")
    expect(row(phone, "boat.jpg")).to_have_attribute("data-state", "sent")
    with phone.expect_response(lambda answer: "/files/" in answer.url and answer.request.method == "PATCH"):
        phone.get_by_role("textbox", name="Describe the picture").fill("A boat")
        phone.keyboard.press("Tab")
    with phone.expect_response(lambda answer: "/drafts/" in answer.url and words in (answer.request.post_data or "")):
        phone.fill("#composer-text", words)
    phone.reload()
    expect(phone.get_by_role("textbox", name="Describe the picture")).to_have_value("A boat")
    computer = enter("bob")
    expect(row(computer, "boat.jpg")).to_be_visible()
    row(computer, "plan.pdf").get_by_role("button", name=re.compile("Remove")).click()
    expect(row(phone, "plan.pdf")).to_have_count(0)
    made = publish(computer, words)
    expect(made.get_by_role("img", name="A boat")).to_be_visible()
    expect(phone.locator(".file-row")).to_have_count(0)
    expect(phone.locator("#composer-text")).to_have_value("")
