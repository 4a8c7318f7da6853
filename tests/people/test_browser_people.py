"""The directory, the chart and the way everywhere, in a real browser on a whole installation."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import enter_as, keeps_nobody_out

pytestmark = pytest.mark.browser
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def test_people_are_found_followed_and_placed_by_keyboard_and_tap(chromium, demo):
    page = enter_as("bob", chromium, demo.url("acme.localhost", ""), **DESK)
    page.goto("/people/")
    page.locator("[name=q]").fill("elal eagn")
    expect(page.locator("#people-found h2")).to_have_text(["Ella Egan"])
    page.locator("[name=q]").fill("")
    page.locator("[name=department]").select_option("Bakehouse")
    expect(page.locator("#people-found h2")).to_have_text(["Dan Doyle", "Ella Egan", "Inès Imbert", "Liam Lynch"])
    expect(page).to_have_url(re.compile("department=Bakehouse"))
    keeps_nobody_out(page)
    with page.expect_response(lambda answer: answer.url.endswith("/follow")):
        page.get_by_role("button", name="Follow Ella Egan").click()
    expect(page.get_by_role("button", name="Following Ella Egan")).to_be_visible()

    page.get_by_role("link", name="Dan Doyle").click()
    expect(page.get_by_role("link", name="Sourdough")).to_be_visible()
    expect(page.get_by_role("heading", name="3 report to Dan Doyle")).to_be_visible()
    keeps_nobody_out(page)
    page.get_by_role("link", name="Org chart").click()
    tree = page.get_by_role("tree")
    expect(tree.get_by_role("treeitem", name="Carol Clark")).to_be_visible()
    keeps_nobody_out(page)
    tree.get_by_role("treeitem", name="Dan Doyle, Baker", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(tree.get_by_role("treeitem", name="Liam Lynch")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(tree.get_by_role("treeitem", name="Ella Egan")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Following Ella Egan")).to_be_visible()
    page.goto("/people/")
    page.get_by_role("link", name="Org chart").click()
    tree.get_by_role("treeitem", name="Bob Brown, Shop manager").wait_for()
    tree.get_by_role("treeitem", name="Dan Doyle, Baker", exact=True).get_by_text("Team of Dan Doyle").locator(
        ".."
    ).click()
    expect(tree.get_by_role("treeitem", name="Liam Lynch")).to_be_visible()  # a branch that came now

    page.goto("/settings/profile/")
    page.get_by_role("combobox", name="Add a skill").press_sequentially("sour")
    page.get_by_role("option", name="Sourdough").click()
    page.get_by_role("combobox", name="Add a skill").press_sequentially("Tarts,")
    expect(page.locator(".skill-chips .chip")).to_have_text(["Coffee", "First aid", "Sourdough", "Tarts"])
    page.get_by_role("button", name="Remove Coffee").click()
    expect(page.locator("input[name=skills]")).to_have_value("First aid, Sourdough, Tarts")
    keeps_nobody_out(page)
    page.context.close()


def test_one_goes_anywhere_by_control_k_and_searches_everything(chromium, demo):
    page = enter_as("bob", chromium, demo.url("acme.localhost", ""), **DESK)
    page.goto("/groups/")
    field = page.get_by_role("combobox", name="Person, group, conversation or page")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    field.press_sequentially("liam")
    expect(page.get_by_role("option", name="Liam Lynch").first).to_be_visible()
    keeps_nobody_out(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Liam Lynch")).to_be_visible()
    page.goto("/groups/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_have_text("Liam Lynch")  # where one was lately
    field.press_sequentially("oven")
    expect(page.get_by_role("option", name="Search everywhere for “oven”")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=oven"))
    expect(page.locator(".found mark").first).to_have_text(re.compile("oven", re.IGNORECASE))
    keeps_nobody_out(page)
    page.get_by_role("searchbox", name="Search").fill("ines")
    expect(page.locator(".found h2").first).to_have_text("People")
    expect(page.locator(".found mark").first).to_have_text("Inès")
    page.context.close()

    phone = enter_as("bob", chromium, demo.url("acme.localhost", ""), **PHONE)
    phone.goto("/search/?q=oven")
    keeps_nobody_out(phone)
    phone.goto("/people/")
    keeps_nobody_out(phone)
    phone.locator("[data-switcher]").click()
    phone.locator("#switcher").get_by_role("combobox").fill("grace")
    phone.locator("#switcher").get_by_role("option", name="Grace Gallagher").first.click()
    expect(phone.get_by_role("heading", name="Grace Gallagher")).to_be_visible()
    phone.context.close()
