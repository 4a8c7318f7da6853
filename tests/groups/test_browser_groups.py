"""A group's life in real browsers: made, asked, let in, a post approved, archived; live, and by forms alone."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import enter_as, keeps_nobody_out_in_any_look

pytestmark = pytest.mark.browser


@pytest.fixture
def enter(chromium: Browser, demo) -> Iterator[Callable[..., Page]]:
    """`enter("bob")`: Bob's browser, signed in. Nothing may go wrong in its console."""
    opened, wrong = [], []

    def make(name: str, **options) -> Page:
        page = enter_as(name, chromium, demo.url("acme.localhost", ""), **options)
        opened.append(page.context)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        return page

    yield make
    for context in opened:
        context.close()
    assert [line for line in wrong if "409" not in line] == [], "a question before opening a group is a 409"


def test_a_group_is_born_lives_and_is_archived(enter):
    bob, carol = enter("bob"), enter("carol")
    name = f"Ovens {uuid.uuid4().hex[:6]}"
    bob.goto("/groups/")
    bob.get_by_role("link", name="New group").click()
    bob.fill("[name=name]", name)
    bob.fill("[name=purpose]", "Who fires which oven?")
    bob.get_by_text("Everyone finds it and may ask to join").click()
    bob.select_option("[name=approval]", "all")
    keeps_nobody_out_in_any_look(bob)
    bob.get_by_role("button", name="Make the group").click()
    expect(bob.get_by_role("heading", name="Invite colleagues")).to_be_visible()
    keeps_nobody_out_in_any_look(bob)
    group = re.search(r"/groups/(\d+)/", bob.url)[1]

    # Carol asks by keyboard; the page that Bob has open shows it, and hers shows the answer.
    bob.goto(f"/groups/{group}/entry/")
    carol.goto(f"/groups/{group}/")
    carol.locator("summary", has_text="Ask to join").focus()
    carol.keyboard.press("Enter")
    carol.get_by_label("A few words to its admins").fill("I bake.")
    keeps_nobody_out_in_any_look(carol)
    carol.get_by_role("button", name="Send").click()
    expect(carol.get_by_text("You asked to join")).to_be_visible()
    expect(bob.get_by_text("I bake.")).to_be_visible()
    keeps_nobody_out_in_any_look(bob)
    bob.get_by_role("button", name="Accept Carol Clark").click()
    expect(bob.get_by_text("Nobody waits.")).to_be_visible()
    expect(carol.get_by_text("You asked to join")).to_have_count(0)
    expect(carol.locator("#group-head").get_by_role("link", name="Invite")).to_be_visible()

    # Her post waits; Bob's page shows it, and lets it in.
    bob.goto(f"/groups/{group}/waiting/")
    expect(carol.locator("#composer-text")).to_be_visible()
    carol.locator("feed-list:defined").wait_for(state="attached")
    carol.fill("#composer-text", "The second one is cold")
    carol.get_by_role("button", name="Post", exact=True).click()
    expect(carol.get_by_text("Your post waits until")).to_be_visible()
    expect(bob.get_by_text("The second one is cold")).to_be_visible()
    keeps_nobody_out_in_any_look(bob)
    bob.get_by_role("button", name="Let it in").click()
    expect(bob.get_by_text("Nothing waits")).to_be_visible()
    expect(carol.locator("article.post", has_text="The second one is cold")).to_be_visible()

    # More people see it only after a question.
    bob.goto(f"/groups/{group}/settings/")
    bob.get_by_text("Everyone finds it, reads it and may join.").click()
    bob.get_by_role("button", name="Save", exact=True).click()
    expect(bob.get_by_text("More people will see this group.")).to_be_visible()
    keeps_nobody_out_in_any_look(bob)
    bob.get_by_label("Yes, do it").check()
    bob.get_by_role("button", name="Save", exact=True).click()
    expect(bob.locator("#group-head").get_by_text("Open group")).to_be_visible()

    for room in ("members", "files", "numbers", "rule", "leave"):
        bob.goto(f"/groups/{group}/{room}/")
        keeps_nobody_out_in_any_look(bob)

    bob.goto(f"/groups/{group}/archive/")
    bob.get_by_role("button", name="Archive", exact=True).click()
    expect(bob.get_by_text("This group is archived.")).to_be_visible()
    expect(carol.get_by_text("This group is archived.")).to_be_visible()


def test_by_forms_alone(enter):
    carol = enter("carol", java_script_enabled=False)
    name = f"Quiet {uuid.uuid4().hex[:6]}"
    carol.goto("/groups/new/")
    carol.fill("[name=name]", name)
    carol.get_by_role("button", name="Make the group").click()
    group = re.search(r"/groups/(\d+)/", carol.url)[1]
    carol.fill("[name=q]", "alice")
    carol.keyboard.press("Enter")
    carol.get_by_label("Alice Adams").check()
    carol.get_by_role("button", name="Invite the chosen").click()
    carol.goto(f"/groups/{group}/rule/")
    carol.get_by_label("Place is").fill("The moon")
    carol.get_by_role("button", name="Whom does it mean?").click()
    expect(carol.get_by_text("Nobody in the company matches this.")).to_be_visible()
    carol.goto(f"/groups/{group}/leave/")
    carol.get_by_role("button", name="Leave").click()
    expect(carol).to_have_url(re.compile("/groups/$"))
