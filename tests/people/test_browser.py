"""The way in, walked through in a real browser on a whole installation."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import keeps_nobody_out, window
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def sign_in(page: Page, demo, address: str) -> None:
    page.goto(demo.url("acme.localhost", "/accounts/login/"))
    page.get_by_label("Work address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile("localhost:[0-9]+/$"))


def test_a_stranger_signs_up_by_code_and_is_welcome(demo, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(demo.url("acme.localhost", "/accounts/signup/"))
    keeps_nobody_out(page)
    page.get_by_label("Work address").fill("dora@acme.example")
    page.get_by_role("button", name="Send me a code").click()
    keeps_nobody_out(page)
    page.get_by_label("Code").fill(demo.code_for("dora@acme.example"))
    page.get_by_role("button", name="Go on").click()
    keeps_nobody_out(page)
    page.get_by_label("Your name").fill("Dora Day")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="Welcome, Dora")).to_be_visible()
    keeps_nobody_out(page)
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    page.goto(demo.url("acme.localhost", "/settings/profile/"))
    assert page.get_by_label("Time zone").input_value() in (zone, "UTC")


def test_an_invite_is_sent_opened_and_claimed(demo, page, chromium):
    sign_in(page, demo, "bob@acme.example")
    page.goto(demo.url("acme.localhost", "/people/invite/"))
    page.get_by_label("Address").fill("erin@acme.example")
    page.get_by_role("button", name="Send the invite").click()
    expect(page.get_by_text("erin@acme.example").first).to_be_visible()
    keeps_nobody_out(page)
    guest = window(chromium).new_page()
    guest.goto(demo.link_for("erin@acme.example", "/join/"))
    keeps_nobody_out(guest)
    guest.get_by_label("Your name").fill("Erin Earl")
    guest.get_by_role("button", name="Join").click()
    expect(guest.get_by_role("heading", name="Welcome, Erin")).to_be_visible()
    guest.context.close()
    page.reload()
    expect(page.get_by_text("Joined as Erin Earl")).to_be_visible()


def test_colleagues_are_found_while_one_types(demo, page):
    sign_in(page, demo, "bob@acme.example")
    page.goto(demo.url("acme.localhost", "/people/"))
    keeps_nobody_out(page)
    page.get_by_role("searchbox").press_sequentially("ines")
    expect(page).to_have_url(re.compile("q=ines"))
    expect(page.locator(".person-card")).to_have_count(1)
    expect(page.get_by_role("link", name="Inès Imbert")).to_be_visible()
    page.get_by_role("link", name="Inès Imbert").click()
    expect(page.get_by_role("heading", name="Inès Imbert")).to_be_visible()
    keeps_nobody_out(page)


def test_a_photo_is_there_as_soon_as_it_is_chosen(demo, page):
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "JPEG")
    sign_in(page, demo, "carol@acme.example")
    page.goto(demo.url("acme.localhost", "/settings/profile/"))
    keeps_nobody_out(page)
    expect(page.locator("photo-picker label.button")).to_be_visible()  # from here on, chosen is sent
    with page.expect_navigation():
        page.locator("input[type=file]").set_input_files(
            {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
        )
    face = page.locator("main .avatar--xl img")
    expect(face).to_be_visible()
    expect(face).to_have_js_property("naturalWidth", 512)


@pytest.mark.parametrize("path", ["/accounts/2fa/", "/accounts/password/change/"])
def test_account_pages_keep_nobody_out(demo, page, path):
    sign_in(page, demo, "bob@acme.example")
    page.goto(demo.url("acme.localhost", path))
    keeps_nobody_out(page)
