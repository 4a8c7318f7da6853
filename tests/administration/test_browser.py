"""A new admin sets the company up on a phone, in a real browser; and nobody is kept out of any room."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import keeps_nobody_out, keeps_nobody_out_in_any_look, window
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
ROOMS = ["general", "domains", "domains/new.example", "domains/new.example/remove", "entry", "requests", "people"]
ROOMS += ["people/2", "people/2/close", "people/1", "roles", "log"]


def sign_in(page: Page, demo, address: str = "alice@acme.example") -> None:
    page.goto(demo.url("acme.localhost", "/accounts/login/"))
    page.get_by_label("Work address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile("localhost:[0-9]+/$"))


def go(page: Page, demo, room: str) -> None:
    page.goto(demo.url("acme.localhost", f"/settings/company/{room}/"))


def logo() -> dict[str, object]:
    out = BytesIO()
    Image.new("RGB", (600, 300), "#14532d").save(out, "PNG")
    return {"name": "logo.png", "mimeType": "image/png", "buffer": out.getvalue()}


def colour_of_the_button(page: Page) -> str:
    return page.locator(".office-preview .button").evaluate("it => getComputedStyle(it).backgroundColor")


def test_a_company_is_set_up_on_a_phone(demo, page):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, demo)
    page.get_by_label(re.compile("Your menu")).click()
    page.get_by_role("link", name="Company settings").click()
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()

    expect(page.locator("photo-picker label.button")).to_be_visible()
    page.locator("input[name=logo]").set_input_files(logo())
    expect(page.get_by_text("Your logo is on every page now.")).to_be_visible()
    expect(page.locator(".brand .tile img")).to_be_visible()

    before, chosen = colour_of_the_button(page), page.locator("input[name=colour]").input_value()
    page.locator("input[name=colour]").fill("#fffde7")
    take = page.get_by_role("button", name=re.compile("Take #"))
    expect(take).to_be_visible()
    keeps_nobody_out(page)
    take.click()
    expect(take).to_be_hidden()
    page.locator("input[name=colour]").fill("#6d28d9")
    page.locator('link[href*="6d28d9"]').wait_for(state="attached")
    expect(page.locator(".office-preview .button")).not_to_have_css("background-color", before)
    page.locator("input[name=colour]").fill(chosen)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()

    page.get_by_role("link", name="Mail domains").first.click()
    page.get_by_role("textbox", name="Mail domain").fill("new.example")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Send the code").click()
    page.get_by_role("textbox", name="Code").fill(demo.code_for("postmaster@new.example"))
    page.get_by_role("button", name="Prove it").click()
    expect(page.get_by_text("new.example is proven.")).to_be_visible()

    go(page, demo, "general")
    page.get_by_role("button", name="Remove").click()  # the rest of the suite knows Acme without it
    expect(page.locator(".brand .tile img")).to_be_hidden()
    go(page, demo, "domains/new.example/remove")
    page.get_by_role("button", name="Remove").click()


def test_every_room_is_open_to_everybody_s_eyes_and_hands(demo, page):
    sign_in(page, demo)
    go(page, demo, "domains")
    page.get_by_role("textbox", name="Mail domain").fill("new.example")
    page.get_by_role("button", name="Go on").click()
    for room in ROOMS:
        go(page, demo, room)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        keeps_nobody_out_in_any_look(page)


def test_without_javascript_settings_are_saved(demo, chromium):
    context = window(chromium, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, demo)
    go(page, demo, "entry")
    try:
        page.get_by_label("asks first").check()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page.get_by_label("asks first")).to_be_checked()
    finally:  # the rest of the suite signs up at once
        page.get_by_label("joins at once").check()
        page.get_by_role("button", name="Save", exact=True).click()
        context.close()
