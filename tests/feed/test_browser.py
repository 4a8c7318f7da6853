"""Company News in real browsers: two people live, the pill, the keyboard, and no JavaScript at all."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import composes_nothing, enter_as, keeps_nobody_out_in_any_look
from tests.installation import wait_for

pytestmark = pytest.mark.browser
READ_ALL = """() => fetch("/api/v1/notifications/read-all", {
    method: "POST", headers: { "X-CSRFToken": document.cookie.match(/csrftoken=([^;]+)/)[1] },
})"""


@pytest.fixture
def enter(chromium: Browser, demo) -> Iterator[Callable[..., Page]]:
    """`enter("bob")`: Bob's browser, signed in, on Acme's home page. Nothing may go wrong in its console."""
    opened, wrong, home = [], [], demo.url("acme.localhost", "")
    here: set[str] = set()

    def make(name: str, **options) -> Page:
        page = enter_as(name, chromium, home, **options)
        if name not in here:  # what is begun on the first device is for the next
            composes_nothing(page, home)
        here.add(name)
        opened.append(page.context)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.goto("/")
        return page

    yield make
    for context in opened:
        context.close()
    # The test is refused something, goes offline, leaves before the page came in, or writes a draft on two devices.
    meant = ("400 (Bad Request)", "ERR_INTERNET", "ERR_FAILED", "Transition was", "409 (Conflict)")
    assert [line for line in wrong if not any(part in line for part in meant)] == []


@pytest.fixture
def words() -> str:
    """A text that no other test wrote."""
    return f"words {uuid.uuid4().hex[:8]}"


def write(page: Page, text: str) -> None:
    page.fill("#composer-text", text)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(post(page, text)).to_be_visible()


def post(page: Page, text: str):
    return page.locator("article.post", has_text=text)


def pill(page: Page):
    """Says how many posts came since the page did; a tap shows them."""
    return page.get_by_role("button", name=re.compile("new post"))


def test_a_post_a_comment_and_a_like_cross_to_the_other(enter, words):
    alice, bob = enter("alice"), enter("bob")
    write(alice, words)
    expect(pill(bob)).to_have_text("1 new post")
    expect(post(bob, words)).to_have_count(0)
    pill(bob).click()
    expect(post(bob, words)).to_be_visible()
    expect(bob.locator("article.post").first).to_contain_text(words)

    post(bob, words).get_by_role("link", name="Comment").click()
    bob.keyboard.type("So good")
    bob.keyboard.press("Control+Enter")
    expect(post(bob, words).locator(".comment")).to_contain_text("So good")
    expect(post(alice, words).locator(".comment")).to_contain_text("So good")
    expect(post(alice, words)).to_contain_text("1 comment")

    post(bob, words).locator(".post__action", has_text="Like").click()
    expect(post(bob, words).locator(".post__action[aria-pressed=true]")).to_be_visible()
    expect(post(alice, words).locator(".post__counts .reactions [data-number]")).to_have_text("1")
    expect(post(alice, words).locator(".post__action[aria-pressed=true]")).to_have_count(0)


def test_words_and_offers_fit_who_looks(enter, words):
    alice, bob, carol = enter("alice"), enter("bob", locale="fr-FR"), enter("carol")
    write(bob, words)
    for page in (alice, carol):
        pill(page).click()
    expect(post(alice, words).locator("[data-does=edit]")).to_have_count(0)
    expect(post(alice, words).locator("[data-does=delete]")).to_have_count(1)
    expect(post(carol, words).locator("[data-does=delete]")).to_have_count(0)
    expect(post(carol, words).locator("[data-word=like]")).to_have_text("Like")
    expect(post(carol, words).locator("time")).not_to_be_empty()


def test_nothing_the_reader_looks_at_moves(enter, words):
    alice, bob = enter("alice"), enter("bob")
    write(alice, f"{words} on top")
    pill(bob).click()
    target = bob.locator("article.post").nth(5)
    target.scroll_into_view_if_needed()
    bob.evaluate("scrollBy({ top: 300, behavior: 'instant' })")  # a wheel would turn on while we measure
    seen = bob.evaluate(
        "[...document.querySelectorAll('article.post')].find((p) => p.getBoundingClientRect().bottom > 80).id"
    )
    before = bob.locator(f"#{seen}").bounding_box()["y"]
    first = post(alice, f"{words} on top")
    identity = first.get_attribute("id")
    first.locator("[data-does=answer]").click()
    alice.keyboard.type(words)
    alice.keyboard.press("Control+Enter")
    write(alice, f"{words} as a post")
    expect(bob.locator(f"#{identity} .comment", has_text=words)).to_have_count(1)
    expect(pill(bob)).to_be_visible()
    assert abs(bob.locator(f"#{seen}").bounding_box()["y"] - before) < 1.5


def test_editing_and_deleting_with_undo(enter, words):
    alice, bob = enter("alice"), enter("bob")
    write(bob, f"{words} one")
    pill(alice).click()
    mine = post(bob, words)
    mine.locator("summary").click()
    mine.get_by_role("link", name="Edit").click()
    mine.locator(".edit-form textarea").fill(f"{words} two")
    bob.keyboard.press("Control+Enter")
    expect(post(bob, f"{words} two")).to_contain_text("edited")
    expect(post(alice, f"{words} two")).to_contain_text("edited")

    expect(mine.locator(".edit-form")).to_have_count(0)  # the answer is there, not the event alone
    post(alice, f"{words} two").focus()
    mine.locator("summary").click()
    mine.get_by_role("button", name="Delete").click()
    bob.locator(".toast", has_text="Undo").hover()  # who reads it keeps it
    expect(post(bob, words)).to_have_count(0)
    expect(post(alice, words)).to_have_count(0)
    expect(alice.locator("article.post:focus")).to_have_count(1)  # j and k go on from there
    bob.get_by_role("button", name="Undo").click()
    expect(post(bob, f"{words} two")).to_be_visible()
    expect(pill(alice)).to_be_visible()


def test_a_count_that_is_on_its_way_does_not_bring_back_what_was_read_meanwhile(enter, words):
    alice, bob = enter("alice"), enter("bob")
    late: list[tuple[Route, dict]] = []
    cookies = {cookie["name"]: cookie["value"] for cookie in bob.context.cookies()}

    def answer_later(route: Route) -> None:
        late.append((route, httpx.get(route.request.url, cookies=cookies, timeout=60).json()))

    write(alice, f"@Bob Brown {words}")
    bob.route("**/api/v1/notifications/unread", answer_later)
    bob.reload()
    wait_for(lambda: bob.wait_for_timeout(20) or late, "the count to be asked for")
    expect(bob.locator("[data-nav=bell] .count")).not_to_be_empty()
    bob.evaluate(READ_ALL)
    expect(bob.locator("[data-nav=bell] .count")).to_be_empty()
    route, answer = late[0]
    route.fulfill(json=answer)
    bob.evaluate("fetch('/api/v1/me')")  # it is there
    expect(bob.locator("[data-nav=bell] .count")).to_be_empty()


def test_a_lost_connection_loses_nothing(enter, words):
    alice, bob = enter("alice"), enter("bob")
    write(alice, words)
    pill(bob).click()
    bob.context.set_offline(True)
    post(alice, words).get_by_role("link", name="Comment").click()
    alice.keyboard.type("while you were away")
    alice.keyboard.press("Control+Enter")
    write(alice, f"later {words[::-1]}")
    post(bob, words).get_by_role("link", name="Comment").click()
    bob.keyboard.type("from the cellar")
    bob.keyboard.press("Control+Enter")
    expect(post(bob, words).locator(".errorlist")).to_contain_text("kept here")
    post(bob, words).locator(".post__action", has_text="Like").click()
    expect(post(bob, words).locator(".post__action[aria-pressed=true]")).to_have_count(0)

    bob.context.set_offline(False)
    expect(post(bob, words)).to_contain_text("while you were away")
    expect(pill(bob)).to_be_visible()
    bob.goto(f"/posts/{post(bob, words).get_attribute('data-post')}/")  # at home others may stand before it by now
    field = post(bob, words).locator(".comment-form textarea")
    expect(field).to_have_value("from the cellar")
    field.press("Control+Enter")
    expect(post(alice, words).locator(".comment", has_text="from the cellar")).to_have_count(1)


def test_a_colleague_is_mentioned_by_keyboard(enter, words):
    bob = enter("bob")
    bob.click("#composer-text")
    bob.keyboard.type(f"{words} thanks @car")
    expect(bob.locator(".suggestions [role=option]").first).to_contain_text("Carol")
    bob.keyboard.press("ArrowDown")
    bob.keyboard.press("ArrowUp")
    bob.keyboard.press("Enter")
    expect(bob.locator(".suggestions")).to_have_count(0)
    bob.keyboard.type("again")
    bob.keyboard.press("Control+Enter")
    link = post(bob, words).locator("a.mention")
    expect(link).to_contain_text("@Carol")
    assert re.fullmatch(r"/people/\d+/", link.get_attribute("href"))


def test_reading_on_to_the_end(enter, words):
    alice, bob = enter("alice"), enter("bob")
    with bob.expect_navigation():
        bob.get_by_role("button", name="Top", exact=True).click()
    bob.evaluate(
        """async () => {
          const group = document.querySelector("#composer-group").value;
          const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
          const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
          for (let number = 0; number < 25; number++) {
            const body = JSON.stringify({ group, text: `filler ${number}\n`.repeat(3) });
            await fetch("/api/v1/posts", { method: "POST", headers, body });
          }
        }"""
    )
    write(alice, words)
    bob.wait_for_timeout(2_500)  # longer than a post may be on its way into the database
    with bob.expect_response("**/feed/changes/*"):
        bob.reload()
    expect(post(bob, words)).to_have_count(0)  # one's own of this hour come first; what stands below is not new
    expect(bob.locator(".pill")).to_have_count(0)
    shown = bob.locator("article.post").count()
    end = bob.get_by_text("You’re all caught up")
    wait_for(lambda: bob.mouse.wheel(0, 4000) or end.count(), "the end of the feed")
    assert bob.locator("article.post").count() > shown


def test_without_javascript_all_of_it_works(enter, words):
    bob = enter("bob", java_script_enabled=False)
    bob.fill("#composer-text", words)
    bob.get_by_role("button", name="Post", exact=True).click()
    mine = post(bob, words)
    mine.locator(".post__action", has_text="Like").click()
    expect(mine.locator(".post__action[aria-pressed=true]")).to_be_visible()
    mine.get_by_role("link", name="Comment").click()
    bob.locator(".comment-form textarea").fill("Me too")
    bob.get_by_role("button", name="Send").click()
    expect(bob.locator(".comment", has_text="Me too")).to_be_visible()
    bob.locator("summary", has_text="More").click()
    bob.get_by_role("link", name="Edit").first.click()
    bob.locator(".edit-form textarea").fill(f"{words}, changed")
    bob.get_by_role("button", name="Save").click()
    expect(post(bob, f"{words}, changed")).to_contain_text("edited")
    bob.locator("summary", has_text="More").click()
    bob.get_by_role("button", name="Delete").first.click()
    bob.get_by_role("button", name="Undo").click()
    expect(post(bob, f"{words}, changed")).to_be_visible()


def test_pages_are_accessible_in_light_and_dark(enter):
    page = enter("bob")
    for path in ("/", "/groups/", "/groups/1/", "/groups/1/members/", "/posts/1/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1).first).to_be_attached()
        keeps_nobody_out_in_any_look(page)
