"""The feed, its groups, people and search by forms alone: two browsers without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.feed.test_browser import enter, post, words  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser
NO_SCRIPT = {"java_script_enabled": False}


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role(role, name=name, exact=True).first.click()


def write(page: Page, text: str, part: str = "") -> None:
    """A post where the page is, with one of the composer's parts open."""
    page.fill("#composer-text", text)
    if part:
        page.get_by_label(part, exact=True).check()


def menu(page: Page, text: str, entry: str) -> None:
    post(page, text).locator(".post__head summary").click()
    post(page, text).get_by_role("link", name=entry).click()


def closed_group(bob: Page, carol: Page, words: str) -> str:  # noqa: F811
    """Bob's own, with Carol in it: she asks, he says yes."""
    bob.goto("/groups/new/")
    bob.fill("[name=name]", f"Ovens {words[-8:]}")
    bob.get_by_text("Everyone finds it and may ask to join").click()
    press(bob, "Make the group")
    home = f"/groups/{re.search(r'/groups/([0-9]+)/', bob.url)[1]}/"
    carol.goto(home)
    carol.locator("summary", has_text="Ask to join").click()
    carol.get_by_label("A few words to its admins").fill("I bake.")
    press(carol, "Send")
    expect(carol.get_by_text("You asked to join")).to_be_visible()
    bob.goto(f"{home}entry/")
    press(bob, "Accept Carol Clark")
    expect(bob.get_by_text("Nobody waits.")).to_be_visible()
    return home


def test_everything_of_a_post_by_forms_alone(enter, words):  # noqa: F811
    bob, carol = enter("bob", **NO_SCRIPT), enter("carol", **NO_SCRIPT)
    home = closed_group(bob, carol, words)
    polls_and_events(bob, carol, home, words)
    put_off(bob, home, words)
    important(bob, carol, home, words)
    kept_and_shared(bob, carol, home, words)
    comments(bob, carol, words)
    carol.goto(f"{home}leave/")
    press(carol, "Leave")
    carol.goto(home)
    expect(carol.get_by_text("Its members read here")).to_be_visible()


def polls_and_events(bob: Page, carol: Page, home: str, words: str) -> None:  # noqa: F811
    bob.goto(home)
    write(bob, f"{words} poll", "Poll")
    bob.get_by_placeholder("Option 1", exact=True).fill("Bakery")
    press(bob, "Post")
    expect(bob.get_by_text("A poll needs at least two options.")).to_be_visible()
    expect(bob.get_by_placeholder("Option 1", exact=True)).to_have_value("Bakery")
    bob.get_by_placeholder("Option 2", exact=True).fill("River")
    bob.get_by_label("Readers may add options").check()
    press(bob, "Post")
    write(bob, f"{words} feast", "Event")
    bob.get_by_label("Title").fill("Feast")
    bob.fill("#event-begins", "2031-05-01T18:00")
    bob.fill("#event-ends", "2031-05-01T17:00")
    press(bob, "Post")
    expect(bob.get_by_text("It ends before it begins.")).to_be_visible()
    bob.fill("#event-ends", "2031-05-01T20:00")
    press(bob, "Post")
    carol.goto(home)
    poll = post(carol, f"{words} poll")
    poll.get_by_text("River", exact=True).click()
    poll.get_by_role("button", name="Vote").click()
    expect(poll.get_by_role("radio", name="River")).to_be_checked()
    expect(poll).to_contain_text("1 person voted")
    poll.locator("summary", has_text="Add an option").click()
    poll.get_by_role("textbox", name="Add an option").fill("Garden")
    poll.get_by_role("button", name="Add", exact=True).click()
    expect(poll.get_by_role("radio", name="Garden")).to_be_visible()
    post(carol, f"{words} feast").get_by_role("button", name="Maybe").click()
    expect(post(carol, f"{words} feast")).to_contain_text("1 may come")
    post(carol, f"{words} poll").get_by_role("link", name="1 person voted").click()
    expect(carol.get_by_role("main")).to_contain_text("Carol Clark")


def put_off(bob: Page, home: str, words: str) -> None:  # noqa: F811
    bob.goto(home)
    write(bob, f"{words} later", "Publish later")
    press(bob, "Schedule")
    waiting = bob.get_by_role("listitem").filter(has_text=f"{words} later")
    waiting.locator("summary", has_text="Change").click()
    waiting.get_by_label("Text").fill(f"{words} even later")
    waiting.get_by_role("button", name="Save").click()
    waiting = bob.get_by_role("listitem").filter(has_text=f"{words} even later")
    waiting.get_by_role("button", name="Do not publish").click()
    expect(bob.get_by_text("It will not be published.")).to_be_visible()


def important(bob: Page, carol: Page, home: str, words: str) -> None:  # noqa: F811
    bob.goto(home)
    write(bob, f"{words} fire drill", "Important")
    bob.get_by_label("For how long").select_option("2")
    press(bob, "Post")
    expect(post(bob, f"{words} fire drill").locator(".mark--important")).to_contain_text("Read by 0 of 1")
    post(bob, f"{words} fire drill").get_by_role("link", name="Read by 0 of 1").click()
    press(bob, "Ask those who have not read it")
    expect(bob.get_by_text("They were asked again:")).to_be_visible()
    carol.goto("/")
    expect(carol.locator("article.post").first).to_contain_text(f"{words} fire drill")
    post(carol, f"{words} fire drill").get_by_role("button", name="Read", exact=True).click()
    expect(post(carol, f"{words} fire drill").get_by_role("button", name="Read", exact=True)).to_have_count(0)
    bob.goto(home)
    expect(post(bob, f"{words} fire drill")).to_contain_text("Read by 1 of 1")
    menu(bob, f"{words} fire drill", "Make important")
    press(bob, "Not important any more")
    expect(bob.locator(".mark--important")).to_have_count(0)


def kept_and_shared(bob: Page, carol: Page, home: str, words: str) -> None:  # noqa: F811
    bob.goto(home)
    menu(bob, f"{words} fire drill", "Pin to the top")
    bob.get_by_label("For how long").select_option("1")
    press(bob, "Pin")
    bob.goto(home)
    menu(bob, f"{words} feast", "Pin to the top")
    press(bob, "Pin")
    bob.goto(home)
    bob.locator(".pins__one").last.get_by_role("button", name="up").click()
    bob.locator(".pins__one").first.get_by_role("button", name="Take down").click()
    expect(bob.locator(".pins__one")).to_have_count(1)

    carol.goto("/saved/")
    carol.locator("summary", has_text="New list").click()
    carol.get_by_label("Name of the list").fill(f"Try {words[-8:]}")
    press(carol, "Create")
    carol.goto(home)
    post(carol, f"{words} poll").get_by_role("button", name="Save for later").click()
    expect(post(carol, f"{words} poll").get_by_role("button", name="Saved")).to_be_visible()
    carol.goto("/saved/")
    row = carol.locator(".saved__one", has_text=f"{words} poll")
    row.locator("summary").click()
    row.get_by_role("button", name=f"Try {words[-8:]}").click()
    carol.get_by_role("link", name=f"Try {words[-8:]} 1").click()
    carol.locator(".saved__one", has_text=f"{words} poll").get_by_role("button", name="Do not keep").click()
    press(carol, "Undo")
    expect(carol.locator(".saved__one", has_text=f"{words} poll")).to_be_visible()

    carol.goto("/people/3/")
    write(carol, f"{words} for all")
    press(carol, "Post")
    bob.goto("/people/3/")
    post(bob, f"{words} for all").get_by_role("link", name="Share").click()
    bob.get_by_label("Where").select_option(label=f"Ovens {words[-8:]}")
    bob.get_by_label("Your words").fill(f"{words} shared")
    press(bob, "Share")
    expect(post(bob, f"{words} shared").locator("blockquote")).to_contain_text(f"{words} for all")


def comments(bob: Page, carol: Page, words: str) -> None:  # noqa: F811
    bob.goto("/people/3/")
    post(bob, f"{words} for all").locator(".post__action", has_text="Like").click()
    expect(post(bob, f"{words} for all").locator(".post__action[aria-pressed=true]").first).to_be_visible()
    post(bob, f"{words} for all").get_by_role("link", name="Comment", exact=True).click()
    bob.get_by_label("Write a comment").fill("First")
    press(bob, "Send")
    carol.goto(bob.url)
    carol.locator(".comment", has_text="First").get_by_role("link", name="Reply").click()
    carol.get_by_label("Write a reply").fill("Second")
    carol.locator(".replies").get_by_role("button", name="Send").click()
    expect(carol.locator(".replies .comment")).to_contain_text("Second")
    carol.locator(".replies .comment").get_by_role("button", name="Like").click()
    expect(carol.locator(".replies .comment [aria-pressed=true]")).to_be_visible()
    bob.goto(bob.url)
    bob.locator(".comment", has_text="First").first.get_by_role("link", name="Edit").first.click()
    bob.locator(".edit-form textarea").fill("First of all")
    press(bob, "Save")
    bob.locator(".comment", has_text="First of all").first.get_by_role("link", name="edited").click()
    expect(bob.get_by_role("main")).to_contain_text("First of all")
    expect(bob.locator(".version")).to_have_count(2)


def test_people_and_search_by_forms_alone(enter, words):  # noqa: F811
    bob = enter("bob", **NO_SCRIPT)
    bob.goto("/settings/profile/")
    bob.get_by_label("Skills").fill("Coffee, First aid, Lamination")
    bob.get_by_label("About").fill(words)
    bob.locator("form", has=bob.get_by_label("About")).get_by_role("button", name="Save").click()
    bob.goto("/people/2/")
    expect(bob.get_by_text(words)).to_be_visible()
    bob.get_by_role("link", name="Lamination").click()
    expect(bob.locator("#people-found")).to_contain_text("Bob Brown")
    bob.goto("/settings/profile/")
    bob.get_by_label("Skills").fill("Coffee, First aid")  # as others know him
    bob.locator("form", has=bob.get_by_label("About")).get_by_role("button", name="Save").click()
    bob.goto("/people/")
    bob.locator("[name=department]").select_option("Bakehouse")
    press(bob, "Show")
    expect(bob.locator("#people-found")).to_contain_text("Dan Doyle")
    expect(bob.locator("#people-found")).not_to_contain_text("Carol Clark")
    bob.get_by_role("button", name="Follow Liam Lynch").click()
    expect(bob.get_by_text("You follow Liam Lynch now.")).to_be_visible()
    bob.get_by_role("link", name="Dan Doyle").click()
    press(bob, "Org chart", "link")
    bob.goto("/search/")
    bob.get_by_role("searchbox", name="Search").fill("bread")
    bob.locator("[name=period]").select_option(index=2)
    press(bob, "Show")
    expect(bob.locator(".found mark").first).to_be_visible()
    bob.goto("/settings/status/")
    bob.goto("/notifications/")
