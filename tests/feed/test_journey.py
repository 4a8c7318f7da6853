"""Journey 4 from end to end in real browsers: the communications lead's laptop and phone, a baker's French phone, the
shop manager's dark screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import DESKTOP
from tests.chat.test_browser import PHONE, enter, words
from tests.chat.test_browser_files import photo

__all__ = ["enter", "words"]
pytestmark = pytest.mark.browser
AGENT = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
ANDROID = {**PHONE, "user_agent": AGENT}
LAPTOP, DARK = {"viewport": DESKTOP}, {"viewport": DESKTOP, "color_scheme": "dark"}
UP = ".composer .file-row[data-state=sent]"
Enter, Words = Callable[..., Page], Callable[[], str]


@pytest.mark.refused("409 (Conflict)")  # two devices write one draft: the later one is told, and joins the two
def test_the_first_post(enter: Enter, words: Words):
    lead = enter("carol", "/", **LAPTOP)
    group, name = closed_group(lead, words(), "Inès Imbert", "Bob Brown")
    baker, manager = enter("ines", "/", **PHONE), enter("bob", "/", **DARK)
    text = words()
    where_before_what_and_whom_it_reaches(lead, name, text)
    pictures_with_words_of_their_own(lead)
    the_draft_goes_along(enter, lead, text)
    scheduled_and_changed(lead, text)
    it_comes_behind_a_pill_and_is_answered_live(lead, baker, manager, text)
    important_until_it_is_read(lead, baker, text, group)
    seen_by_whom_and_asked_once(lead, baker, manager, text)
    the_price_was_wrong(lead, baker, text, words())
    taken_back_for_everybody(lead, baker, manager, text)


def post(page: Page, text: str) -> Locator:
    return page.locator("article.post", has_text=text)


def closed_group(page: Page, name: str, *people: str) -> tuple[str, str]:
    """Its address and name; by the API, whose pages have a journey of their own. Nothing is begun in the composer."""
    number = page.evaluate(
        """async ([name, people]) => {
          const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
          const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
          const send = async (path, sent) => {
            const body = JSON.stringify(sent);
            return (await fetch(`/api/v1/${path}`, { method: "POST", headers, body })).json();
          };
          const { id } = await send("groups", { name, kind: "closed" });
          for (const person of people) {
            const { results } = await (await fetch(`/api/v1/people?q=${encodeURIComponent(person)}`)).json();
            await send(`groups/${id}/members`, { people: [results[0].id] });
          }
          const draft = "/api/v1/drafts/feed:home";
          const { version } = await (await fetch(draft)).json();
          if (version) await fetch(`${draft}?version=${version}`, { method: "DELETE", headers });
          return id;
        }""",
        [name, people],
    )
    return f"/groups/{number}/", name


def where_before_what_and_whom_it_reaches(lead: Page, name: str, text: str) -> None:
    """The place comes first; then those of it, and of the others it is said that they could not read it."""
    lead.goto("/")
    order = "([one, other]) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)"
    fields = [lead.locator(place).element_handle() for place in ("#composer-group", "#composer-text")]
    assert lead.evaluate(order, fields)
    lead.locator("#composer-group").select_option(label=name)
    lead.click("#composer-text")
    lead.keyboard.type(f"{text}: scones are 2.40 from Monday, @In")
    expect(lead.locator(".suggestions [role=option]").first).to_contain_text("Inès Imbert")
    lead.keyboard.press("Enter")
    lead.keyboard.type("and @Dan")
    expect(lead.locator(".suggestions [role=option]", has_text="Dan Doyle")).to_contain_text("cannot read it here")
    lead.keyboard.press("Escape")
    expect(lead.locator("#composer-text")).to_have_value(re.compile("@Inès Imbert and @Dan$"))


def pictures_with_words_of_their_own(lead: Page) -> None:
    lead.locator(".composer file-picker:defined").wait_for(state="attached")
    lead.set_input_files(".composer file-picker input[type=file]", [photo("scones.jpg", "coral"), photo("shelf.jpg")])
    expect(lead.locator(UP)).to_have_count(2)
    with lead.expect_response(lambda answer: "/files/" in answer.url and answer.request.method == "PATCH"):
        lead.locator(f"{UP} .file-row__alt").first.fill("A tray of scones")
        lead.keyboard.press("Tab")


def the_draft_goes_along(enter: Enter, lead: Page, text: str) -> None:
    """She goes on writing on the phone; back at the laptop all of it is there, pictures too, and says where from."""
    with lead.expect_response(lambda answer: "/drafts/" in answer.url and answer.request.method == "PUT" and answer.ok):
        lead.locator("#composer-text").press("Control+End")
        lead.keyboard.type(" ")
    phone = enter("carol", "/", **ANDROID)
    field = phone.locator("#composer-text")
    expect(field).to_have_value(re.compile(text))
    expect(phone.locator("#composer-group option:checked")).to_have_text(
        lead.locator("#composer-group option:checked").inner_text()
    )
    expect(phone.locator(UP)).to_have_count(2)
    field.press("Control+End")
    field.press_sequentially("see https://example.org/ ")
    phone.locator(".composer .draft-note").wait_for(state="hidden")
    expect(lead.locator("#composer-text")).to_have_value(re.compile(f"{text}.*example.org"))
    expect(lead.locator(".composer .draft-note")).to_contain_text("Draft from your phone")
    phone.context.close()
    lead.reload()
    expect(lead.locator("#composer-text")).to_have_value(re.compile(f"{text}.*example.org"))
    expect(lead.locator(UP)).to_have_count(2)
    expect(lead.locator(f"{UP} .file-row__alt").first).to_have_value("A tray of scones")


def scheduled_and_changed(lead: Page, text: str) -> None:
    """Put off until tomorrow, found in the list, changed there, and published at once after all."""
    lead.get_by_label("Publish later").check()
    lead.get_by_role("button", name="Schedule").click()
    expect(lead.locator("#composer-text")).to_have_value("")
    lead.get_by_role("button", name="Posts that wait").click()
    waiting = lead.get_by_role("listitem").filter(has_text=text)
    expect(waiting).to_contain_text("scones.jpg")
    waiting.locator("summary").click()
    field = waiting.get_by_label("Text")
    field.fill(field.input_value().replace("Monday", "Tuesday"))
    waiting.get_by_role("button", name="Save").click()
    expect(lead.get_by_role("listitem").filter(has_text=text)).to_contain_text("from Tuesday")
    lead.get_by_role("listitem").filter(has_text=text).get_by_role("button", name="Publish now").click()
    expect(lead.get_by_role("listitem").filter(has_text=text)).to_have_count(0)


def it_comes_behind_a_pill_and_is_answered_live(lead: Page, baker: Page, manager: Page, text: str) -> None:
    """Colleagues see a pill in their own language; a comment, its reply and a reaction cross without a reload."""
    for page, pill in ((baker, re.compile("nouvelle")), (manager, re.compile("new post"))):
        page.get_by_role("button", name=pill).click()
        expect(post(page, text)).to_be_visible()
    lead.goto("/")
    mine = post(lead, text)
    expect(post(manager, text).locator("a.file--picture")).to_have_count(2)
    expect(post(manager, text).get_by_role("link", name="A tray of scones").locator("img")).to_be_visible()
    expect(post(baker, text).locator(".mention--me")).to_have_text("@Inès Imbert")
    expect(post(manager, text).locator("a.mention")).to_have_count(1)  # nobody who was not chosen is meant

    theirs = post(baker, text)
    theirs.get_by_role("link", name="Commenter").tap()
    theirs.locator(".comment-form textarea").fill("Merci, Carol")
    theirs.get_by_role("button", name="Envoyer").tap()
    for page in (lead, manager):
        expect(post(page, text).locator(".comment")).to_contain_text("Merci, Carol")
    mine.locator(".comment").get_by_role("link", name="Reply").click()
    expect(mine.locator(".replies textarea")).to_be_focused()
    lead.keyboard.type("De rien")
    lead.keyboard.press("Control+Enter")
    expect(mine.locator(".replies .comment")).to_contain_text("De rien")
    open_replies = theirs.get_by_role("link", name="1 réponse")
    open_replies.tap()
    inner = theirs.locator(".replies .comment", has_text="De rien")
    inner.get_by_role("link", name="Répondre").tap()
    expect(theirs.locator(".replies textarea")).to_have_value("@Carol Clark ")
    expect(theirs.locator(".replies .replies")).to_have_count(0)  # one level and no more
    baker.fill(".replies textarea", "")
    baker.keyboard.press("Escape")
    post(manager, text).locator("[data-does=react] button").first.click()
    for page in (lead, baker):
        expect(post(page, text).locator(".post__counts .reactions [data-number]")).to_have_text("1")


def important_until_it_is_read(lead: Page, baker: Page, text: str, group: str) -> None:
    post(lead, text).locator(".post__head summary").click()
    post(lead, text).get_by_role("link", name="Make important…").click()
    dialog = lead.get_by_role("dialog")
    expect(dialog.get_by_label("For how long")).to_have_value("3")
    dialog.get_by_role("button", name="Make important").click()
    expect(post(baker, text).get_by_role("button", name="Lu", exact=True)).to_be_visible()
    baker.goto(group)
    expect(baker.locator("[data-posts] > article").first).to_contain_text(text)
    post(baker, text).get_by_role("button", name="Lu", exact=True).tap()
    expect(post(baker, text).locator(".mark__done")).to_be_visible()
    expect(post(lead, text).locator("[data-read-count]")).to_contain_text("Read by 1 of")


def seen_by_whom_and_asked_once(lead: Page, baker: Page, manager: Page, text: str) -> None:
    """Two saw it, one read it; only the other one is asked, once. Its author is nowhere counted."""
    expect(post(lead, text).locator("[data-seen-of]")).to_have_text("2 of 2")
    post(lead, text).locator("[data-read-count]").click()
    dialog = lead.get_by_role("dialog")
    expect(dialog).to_contain_text("Bob Brown")
    expect(dialog.locator(".person-row")).to_have_count(1)
    dialog.get_by_role("button", name="Ask those who have not read it").click()
    expect(dialog).to_contain_text("They were asked again")
    expect(dialog.get_by_role("button", name="Ask those")).to_have_count(0)
    lead.keyboard.press("Escape")
    manager.goto("/notifications/")
    asked = manager.locator(".bell__entry", has_text="asks you to read an important post").filter(has_text=text)
    expect(asked).to_have_count(1)
    baker.goto("/notifications/")
    of_it = baker.locator(".bell__entry", has_text=text)
    expect(of_it.first).to_be_visible()
    expect(of_it.filter(has_text="vous demande de lire")).to_have_count(0)


def the_price_was_wrong(lead: Page, baker: Page, text: str, word: str) -> None:
    baker.goto("/")
    expect(post(baker, text)).to_contain_text("2.40")
    mine = post(lead, text)
    mine.locator(".post__head summary").click()
    mine.locator(".post__head").get_by_role("link", name="Edit").click()
    field = mine.locator(".edit-form textarea")
    field.fill(field.input_value().replace("2.40", f"2.60 ({word})"))
    mine.locator(".edit-form").get_by_role("button", name="Save").click()
    expect(post(baker, text)).to_contain_text(f"2.60 ({word})")
    post(baker, text).locator("[data-word=edited]").first.tap()
    dialog = baker.get_by_role("dialog")
    expect(dialog).to_contain_text("2.40")
    expect(dialog).to_contain_text(word)
    baker.keyboard.press("Escape")


def taken_back_for_everybody(lead: Page, baker: Page, manager: Page, text: str) -> None:
    """Deleted it leaves the feeds, the bell and the search; nothing of it is left to be opened."""
    manager.goto("/notifications/")
    bell = manager.locator(".bell__entry", has_text=text)
    expect(bell).to_be_visible()
    post(lead, text).locator(".post__head summary").click()
    post(lead, text).locator(".post__head").get_by_role("button", name="Delete").click()
    for page in (lead, baker):
        expect(post(page, text)).to_have_count(0)
    manager.reload()
    expect(manager.locator("main h1")).to_be_visible()
    expect(bell).to_have_count(0)
    manager.goto(f"/search/?q={text.split()[-1]}")
    expect(manager.locator("#search-found")).to_contain_text("Nothing found")
