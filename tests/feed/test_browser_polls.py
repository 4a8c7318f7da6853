"""Polls and events in real browsers: from the composer to the other, live, kept over a reload; and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.feed.test_browser import enter, pill, post, words  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_a_poll_and_an_event_from_the_composer_to_the_other_and_back(enter, words):  # noqa: F811
    alice, bob = enter("alice"), enter("bob")

    # What was begun is there after a reload: the text, the poll, its options.
    alice.fill("#composer-text", words)
    alice.get_by_label("Poll", exact=True).check()
    alice.get_by_placeholder("Option 1", exact=True).fill("Bakery")
    alice.get_by_placeholder("Option 2", exact=True).fill("River")
    expect(alice.get_by_placeholder("Option 3", exact=True)).to_be_visible()
    expect(alice.get_by_placeholder("Option 4", exact=True)).to_be_hidden()
    with alice.expect_response(
        lambda answer: "/drafts/" in answer.url and answer.request.method == "PUT" and answer.ok
    ):
        alice.get_by_label("Readers may add options").check()
    alice.reload()
    expect(alice.get_by_placeholder("Option 2", exact=True)).to_have_value("River")
    expect(alice.get_by_label("Readers may add options")).to_be_checked()

    alice.get_by_role("button", name="Post", exact=True).click()
    expect(post(alice, words).get_by_role("radio", name="Bakery")).to_be_visible()
    expect(alice.get_by_placeholder("Option 1", exact=True)).to_be_hidden()
    pill(bob).click()
    theirs = post(bob, words)

    # A vote is shown at once and crosses; so does another option; the end comes to both.
    theirs.get_by_text("Bakery", exact=True).click()
    expect(theirs.get_by_role("button", name="Withdraw my vote")).to_be_visible()
    expect(post(alice, words)).to_contain_text("1 person voted")
    expect(post(alice, words).get_by_role("radio", name="Bakery")).not_to_be_checked()
    theirs.get_by_text("Add an option").first.click()
    post(alice, words).get_by_text("Add an option").first.click()
    post(alice, words).get_by_role("textbox", name="Add an option").fill("Park")
    post(alice, words).get_by_role("button", name="Add", exact=True).click()
    expect(theirs.get_by_role("radio", name="Park")).to_be_visible()  # which closes nothing
    theirs.get_by_role("textbox", name="Add an option").fill("Garden")
    theirs.get_by_role("button", name="Add", exact=True).click()
    expect(post(alice, words).get_by_role("radio", name="Garden")).to_be_visible()
    post(alice, words).get_by_role("button", name="Close the poll").click()
    expect(theirs.get_by_text("Closed", exact=True)).to_be_visible()
    expect(theirs.get_by_role("radio", name="Bakery")).to_be_disabled()
    theirs.get_by_role("link", name="1 person voted").click()
    expect(bob.get_by_role("dialog", name="Who voted")).to_contain_text("Bob")
    bob.keyboard.press("Escape")

    # An event that ends before it begins is said at its field; what was typed stays.
    alice.fill("#composer-text", f"{words} feast")
    alice.get_by_label("Event", exact=True).check()
    alice.get_by_label("Title").fill("Feast")
    alice.fill("#event-begins", "2031-05-01T18:00")
    alice.keyboard.press("Tab")
    expect(alice.locator("#event-ends")).to_have_value("2031-05-01T19:00")
    alice.fill("#event-ends", "2031-05-01T17:00")
    alice.get_by_role("button", name="Post", exact=True).click()
    expect(alice.get_by_text("It ends before it begins.")).to_be_visible()
    expect(alice.locator("#event-ends")).to_be_focused()
    alice.fill("#event-ends", "2031-05-01T20:00")
    alice.get_by_role("button", name="Post", exact=True).click()
    feast = post(alice, f"{words} feast")
    expect(feast.get_by_role("heading", name="Feast")).to_be_visible()
    pill(bob).click()
    post(bob, f"{words} feast").get_by_role("button", name="Maybe").click()
    expect(post(bob, f"{words} feast").locator('[data-answer="maybe"][aria-pressed="true"]')).to_be_visible()
    expect(feast).to_contain_text("1 may come")

    # What is put off waits in its list.
    alice.fill("#composer-text", f"{words} later")
    alice.get_by_label("Publish later").check()
    alice.get_by_role("button", name="Schedule").click()
    alice.get_by_role("button", name="Posts that wait").click()
    waiting = alice.get_by_role("listitem").filter(has_text=f"{words} later")
    waiting.get_by_role("button", name="Do not publish").click()
    expect(alice.get_by_text("It will not be published.")).to_be_visible()


def test_a_poll_without_a_script(enter, words):  # noqa: F811
    page = enter("bob", java_script_enabled=False)
    page.fill("#composer-text", words)
    page.get_by_label("Poll", exact=True).check()
    page.get_by_placeholder("Option 1", exact=True).fill("Bakery")
    page.get_by_placeholder("Option 2", exact=True).fill("River")
    page.get_by_role("button", name="Post", exact=True).click()
    post(page, words).get_by_text("River", exact=True).click()
    post(page, words).get_by_role("button", name="Vote").click()
    expect(post(page, words)).to_contain_text("1 person voted")
    expect(post(page, words).get_by_role("radio", name="River")).to_be_checked()
