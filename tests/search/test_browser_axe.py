"""People, search and events keep nobody out, on a light phone and a dark laptop; the way everywhere by keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP
from tests.feed.test_browser import enter  # noqa: F401  (fixture)
from tests.feed.test_browser_axe import go_to, is_at, looked_at

pytestmark = pytest.mark.browser
PAGES = (
    ("/people/?q=e&department=Bakehouse", "Ella Egan"),
    ("/search/?q=rye&kind=post&period=year", "rye"),
    ("/search/?q=qqqzzzxx", "qqqzzzxx"),
    ("/events/", "Events"),
)


def test_pages_of_people_search_and_events_in_any_look(enter):  # noqa: F811
    page = enter("bob", viewport=DESKTOP)
    for path, text in PAGES:
        page.goto(path)
        expect(page.locator("main")).to_contain_text(re.compile(text, re.IGNORECASE))
        looked_at(page)
    page.goto("/people/?department=Bakehouse")
    page.get_by_role("link", name="Dan Doyle").click()
    expect(page.get_by_role("heading", name="3 report to Dan Doyle")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Org chart").click()
    expect(page.get_by_role("treeitem", name="Dan Doyle, Baker", exact=True)).to_be_visible()
    looked_at(page)


def test_the_way_everywhere_gives_the_focus_back(enter):  # noqa: F811
    page = enter("bob", viewport=DESKTOP)
    page.goto("/people/")
    switcher, opener = page.locator("#switcher"), page.locator("[data-switcher]")
    field, chosen = switcher.get_by_role("combobox"), switcher.locator("[aria-selected=true]")
    page.wait_for_load_state("networkidle")
    opener.focus()
    page.keyboard.press("Control+k")
    is_at(page, field)
    page.keyboard.type("liam")
    expect(switcher.get_by_role("option", name="Liam Lynch").first).to_be_visible()
    looked_at(page)
    first = chosen.get_attribute("id")
    page.keyboard.press("ArrowDown")
    expect(chosen).not_to_have_id(first)
    is_at(page, field)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_id(first)
    go_to(page, switcher.get_by_role("button", name="Close"), most=3)
    page.keyboard.press("Escape")
    expect(switcher).to_be_hidden()
    is_at(page, opener)
    page.keyboard.press("Enter")
    is_at(page, field)
    expect(field).to_have_value("")
    page.keyboard.type("liam")
    expect(switcher.get_by_role("option", name="Liam Lynch").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Liam Lynch")).to_be_visible()
