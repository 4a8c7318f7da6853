"""Journey 6 from end to end in real browsers: the baker's phone, the pastry chef's French one, the office's laptop, and
in the evening the baker's own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.chat.test_browser import PHONE, bubble, enter, group, row, say, use, words
from tests.chat.test_browser_files import choose, photo
from tests.chat.test_browser_talk import filled
from tests.chat.test_browser_threads import hold
from tests.chat.test_browser_voice import note, record

__all__ = ["enter", "words"]
pytestmark = pytest.mark.browser
LAPTOP = {"viewport": {"width": 1440, "height": 900}}
Enter, Words = Callable[..., Page], Callable[[], str]


def test_the_bakers_day(enter: Enter, words: Words):
    baker = enter("dan", **PHONE)
    chef = from_the_cellar(enter, baker, words())
    typing_shows_and_goes_while_a_sticker_is_sought(baker, chef)
    a_photo_and_a_voice_note(baker, chef, words())
    office, shift = enter("alice", **LAPTOP), words()
    address = group(office, shift, "Dan", "Inès", "Carol")
    laptop = many_unread(enter, baker, office, shift, address)
    answered_and_reacted(baker, office, words())
    muted_but_meant(baker, office, shift, words)
    a_draft_goes_along(baker, laptop, shift, words())
    who_has_read(baker, office, chef, address, words())
    changed_and_taken_back(baker, office, chef, words)
    layers_close_in_order(baker, address)


def state(page: Page, text: str, name: str) -> Locator:
    return bubble(page, text).locator(f".message__state[data-state={name}]")


def from_the_cellar(enter: Enter, baker: Page, text: str) -> Page:
    """Half a name without its accent finds her; without a signal it waits, then goes out, arrives, is seen."""
    baker.tap("[data-new]")
    baker.fill("#new-thread input[type=search]", "ine")
    baker.tap("#new-thread .picker__person[data-name^='Inès']")
    baker.tap("#new-thread [data-go]")
    expect(baker.locator(".conversation__name h1")).to_contain_text("Inès Imbert")
    baker.locator("file-picker:defined").wait_for(state="attached")
    baker.context.set_offline(True)
    expect(baker.locator("offline-banner .banner")).to_be_visible()
    say(baker, text)
    expect(baker.locator(".message--sending [data-state=sending] .icon-clock")).to_be_visible()
    baker.context.set_offline(False)
    expect(state(baker, text, "sent")).to_be_visible()
    expect(baker.locator(".message--sending")).to_have_count(0)
    chef = enter("ines", **PHONE)
    mine = chef.locator(".threads__list .thread-row", has_text=text)
    expect(mine.locator(".count")).to_contain_text(re.compile(r"\d"))
    expect(chef).to_have_title(re.compile(r"^\(\d+\+?\) "))
    expect(state(baker, text, "delivered")).to_be_visible()
    mine.locator("a").tap()
    expect(bubble(chef, text)).to_be_in_viewport()
    expect(chef.locator(".unread-line")).to_be_visible()
    expect(state(baker, text, "seen")).to_contain_text("Seen by Inès Imbert")
    expect(state(baker, text, "seen").locator(".avatar")).to_be_visible()
    expect(mine).to_have_attribute("data-unread", "0")
    return chef


def typing_shows_and_goes_while_a_sticker_is_sought(baker: Page, chef: Page) -> None:
    chef.locator("chat-composer textarea").press_sequentially("Oui")
    expect(baker.locator(".typing")).to_contain_text("Inès is writing")
    baker.tap("[data-stickers]")
    baker.tap(".sticker-tray__one[data-key='olo/hug']")
    expect(chef.locator(".message[data-seq] img[data-sticker='olo/hug']").last).to_be_in_viewport()
    expect(baker.locator(".typing")).to_be_hidden()  # she writes no more, and says nothing
    chef.fill("chat-composer textarea", "")


def a_photo_and_a_voice_note(baker: Page, chef: Page, text: str) -> None:
    choose(baker, photo("oven.jpg", "coral", (4000, 2000)))
    expect(baker.locator(".file-row[data-state=sent]")).to_have_count(1)
    say(baker, text)
    picture = bubble(chef, text).locator("a.file--picture")
    expect(picture.locator("img")).to_be_visible()
    size = "async (link) => (await createImageBitmap(await (await fetch(link.href)).blob())).width"
    assert 2000 < picture.evaluate(size) <= 3200  # made smaller on its way, and no smaller than anybody looks at
    notes = chef.locator("voice-note").count()
    record(baker)
    baker.get_by_role("button", name="Stop recording").tap()
    listening = baker.locator(".recorder voice-note")
    expect(listening.locator("rect")).to_have_count(48)
    listening.get_by_role("button", name="Play").tap()
    baker.wait_for_function("(audio) => audio.played.length > 0", arg=listening.locator("audio").element_handle())
    baker.get_by_role("button", name="Send the voice note").tap()
    expect(baker.locator(".recorder")).to_be_hidden()
    expect(chef.locator("voice-note")).to_have_count(notes + 1)
    heard = note(chef, -1).locator("voice-note")
    length = int(heard.get_attribute("data-length"))
    assert length >= 2_000
    expect(heard.locator(".voice__time")).to_have_text(f"0:{int(length / 1000 + 0.5):02}")
    heard.locator(".voice__play").tap()
    chef.wait_for_function("(audio) => audio.played.length > 0", arg=heard.locator("audio").element_handle())
    heard.locator(".voice__speed").tap()
    expect(heard.locator(".voice__speed")).to_have_text(re.compile("^1[.,]5"))
    assert heard.locator("audio").evaluate("(audio) => audio.playbackRate") == 1.5


def many_unread(enter: Enter, baker: Page, office: Page, shift: str, address: str) -> Page:
    """41 that he has not read: by a link to the last he comes to the line, and his laptop agrees of all of it."""
    filled(office, 41)
    office.reload()
    expect(bubble(office, "number 41.")).to_be_in_viewport()
    baker.locator(".conversation__back").tap()
    laptop = enter("dan", **LAPTOP)
    for device in (baker, laptop):
        expect(row(device, shift).locator(".count")).to_have_text("41 unread")
    last = bubble(office, "number 41.").get_attribute("data-id")
    baker.goto(f"{address}?message={last}")
    expect(baker.locator("[data-chip=unread]")).to_contain_text("41")
    baker.locator("[data-chip=unread]").tap()
    expect(baker.locator(".unread-line")).to_be_in_viewport()
    expect(bubble(baker, "number 1.")).to_be_in_viewport()
    expect(row(laptop, shift)).to_have_attribute("data-unread", "0")  # who saw the last has read those before it
    baker.locator(".conversation__back").tap()
    hold(baker, row(baker, shift))
    baker.locator("#thread-menu").get_by_role("menuitem", name="Mark as unread").tap()
    for device in (baker, laptop):
        expect(row(device, shift).locator("[data-mark=marked]")).to_be_visible()
    row(baker, shift).locator("a").tap()
    for device in (baker, laptop):
        expect(row(device, shift)).not_to_have_attribute("data-marked", "")
    return laptop


def answered_and_reacted(baker: Page, office: Page, text: str) -> None:
    """A pull to the right answers, a tap has the six at hand, a rest has everything."""
    said = bubble(baker, "number 41.").locator(".bubble")
    expect(said).to_be_in_viewport()
    touch = """(bubble, steps) => { for (const [type, x] of steps) bubble.dispatchEvent(
        new PointerEvent(type, { bubbles: true, pointerType: 'touch', clientX: x, clientY: 300 })); }"""
    pull = [["pointerdown", 100], ["pointermove", 130], ["pointermove", 170], ["pointerup", 170]]
    expect(baker.locator("link[href*=chat-tools]")).to_be_attached()  # the tools are awake
    said.evaluate(touch, pull)
    expect(baker.locator(".reply-bar")).to_contain_text("number 41.")
    say(baker, text)
    expect(bubble(office, text).locator(".bubble__quote")).to_contain_text("number 41.")
    said.first.tap()
    baker.locator(".message.is-open [data-react-with='❤️']").tap()
    chip = bubble(office, "number 41.").first.locator("[data-react='❤️']")
    expect(chip).to_contain_text("1")
    chip.click()
    expect(bubble(baker, "number 41.").first.locator("[data-react='❤️']")).to_contain_text("2")
    said.first.evaluate(touch, [["pointerdown", 100]])
    sheet = baker.locator("#message-sheet")
    expect(sheet.locator("[data-tool=forward]")).to_be_visible()
    said.first.evaluate(touch, [["pointerup", 100]])
    sheet.locator("[data-tool=reacted]").tap()
    expect(baker.locator("#who-marked li")).to_have_count(2)
    baker.keyboard.press("Escape")


def muted_but_meant(baker: Page, office: Page, shift: str, words: Words) -> None:
    baker.locator(".conversation__back").tap()
    hold(baker, row(baker, shift))
    baker.locator("#thread-menu").get_by_role("menuitem", name="Mute for an hour").tap()
    expect(row(baker, shift).locator("[data-mark=muted]")).to_be_visible()
    bell = int(baker.locator("[data-nav=bell] .count").first.get_attribute("data-count") or 0)
    say(office, plain := words())
    expect(row(baker, shift)).to_contain_text(plain)
    expect(baker.locator(".toast--message")).to_have_count(0)
    office.locator("chat-composer textarea").press_sequentially("@Da")
    office.locator(".suggestions__item", has_text="Dan Doyle").click()
    office.keyboard.type("five trays")
    office.keyboard.press("Enter")
    expect(baker.locator("[data-nav=bell] .count").first).to_have_attribute("data-count", str(bell + 1))
    row(baker, shift).locator("a").tap()
    expect(bubble(baker, "five trays").locator(".mention--me")).to_have_text("@Dan Doyle")


def a_draft_goes_along(baker: Page, laptop: Page, shift: str, text: str) -> None:
    baker.fill("chat-composer textarea", text)
    baker.locator(".conversation__back").tap()
    for device in (baker, laptop):
        expect(row(device, shift).locator("[data-draft]")).to_contain_text(text)
    row(laptop, shift).locator("a").click()
    expect(laptop.locator("chat-composer textarea")).to_have_value(text)
    laptop.press("chat-composer textarea", "Enter")
    expect(bubble(laptop, text)).to_be_visible()
    expect(row(baker, shift).locator("[data-draft]")).to_have_count(0)
    row(baker, shift).locator("a").tap()
    expect(baker.locator("chat-composer textarea")).to_have_value("")
    laptop.context.close()


def who_has_read(baker: Page, office: Page, chef: Page, address: str, text: str) -> None:
    say(office, text)
    expect(state(office, text, "seen")).to_be_visible()
    use(office, text, "info")
    dialog = office.locator("#message-info")
    expect(dialog).to_contain_text("Seen by 1 of 3")
    expect(dialog.locator("section", has_text="Not yet seen by 2 of 3")).to_contain_text("Inès Imbert")
    chef.goto(address)  # at the line, with all that she missed below it
    chef.locator("[data-chip=latest]").tap()
    expect(bubble(chef, text)).to_be_in_viewport()
    expect(dialog.locator("section", has_text="Seen by 2 of 3").first).to_contain_text("Inès Imbert")
    expect(dialog).to_contain_text("Not yet seen by 1 of 3")
    office.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def changed_and_taken_back(baker: Page, office: Page, chef: Page, words: Words) -> None:
    say(office, typo := words())
    use(office, typo, "edit")
    expect(office.locator("chat-composer textarea")).to_have_value(typo)
    say(office, right := words())
    expect(bubble(baker, right).locator(".bubble__edited")).to_have_text("edited")
    expect(bubble(chef, right).locator(".bubble__edited")).to_have_text("modifié")
    use(office, right, "remove")
    office.click("#confirm-remove-message .button--danger")
    for page, stub in ((office, "This message was removed"), (chef, "Ce message a été supprimé")):
        expect(page.locator(".bubble--deleted")).to_have_text(stub)
        expect(bubble(page, right)).to_have_count(0)


def layers_close_in_order(baker: Page, address: str) -> None:
    baker.locator("[data-details]").tap()
    expect(baker.locator(".details")).to_be_visible()
    baker.go_back()
    expect(baker.locator(".details")).to_be_hidden()
    expect(baker.locator("[data-details]")).to_be_focused()
    assert baker.url == address
    baker.locator(".conversation__back").tap()
    expect(baker.locator(".threads")).to_be_visible()
    expect(baker.locator(".thread-row__link:focus")).to_have_attribute(
        "href", re.compile(re.escape(address.split("/chat")[1]))
    )
    baker.goto(address)
    baker.locator(".conversation__back").tap()  # where nothing is behind it, too
    expect(baker.locator(".threads")).to_be_visible()
