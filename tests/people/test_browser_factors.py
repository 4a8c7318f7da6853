"""Passkeys, an authenticator app and the phone's code, walked through in a real browser on a whole installation."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, keeps_nobody_out, window
from tests.people.conftest import totp
from tests.people.test_browser import sign_in
from tests.people.test_devices import IPHONE

pytestmark = pytest.mark.browser
HOME = re.compile("localhost:[0-9]+/$")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_passkeys(page):
    """The page's browser has a fingerprint reader, and somebody's finger is on it."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def sign_out(page: Page, demo) -> None:
    page.goto(demo.url("acme.localhost", "/accounts/logout/"))
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(demo.url("acme.localhost", "/accounts/login/"))


def test_a_passkey_is_added_signs_in_alone_and_is_removed(demo, with_passkeys):
    page = with_passkeys
    sign_in(page, demo, "dan@acme.example")
    page.goto(demo.url("acme.localhost", "/accounts/2fa/webauthn/add/"))
    keeps_nobody_out(page)
    page.get_by_label("Its name").fill("Dan's laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    keeps_nobody_out(page)
    sign_out(page, demo)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(HOME)
    page.goto(demo.url("acme.localhost", "/accounts/2fa/webauthn/"))
    keeps_nobody_out(page)
    page.get_by_role("link", name="Remove Dan's laptop").click()
    keeps_nobody_out(page)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("None yet")).to_be_visible()


def fresh(secret: str) -> str:
    """A code that does not end while it is typed: who sees it end takes the next."""
    left = 30 - time.time() % 30
    if left < 15:
        time.sleep(left)
    return totp(secret, time.time())


def test_an_authenticator_app_is_set_up_and_asked_for(demo, page):
    sign_in(page, demo, "ella@acme.example")
    page.goto(demo.url("acme.localhost", "/accounts/2fa/totp/activate/"))
    keeps_nobody_out(page)
    page.get_by_text("You cannot scan it?").click()
    secret = page.locator(".secret__key").inner_text().replace(" ", "")
    page.get_by_label("The six digits").fill(fresh(secret))
    page.get_by_role("button", name="Switch it on").click()
    code = page.locator(".recovery-codes code").first.inner_text()
    sign_out(page, demo)
    page.get_by_label("Work address").fill("ella@acme.example")
    page.get_by_label("Password", exact=True).fill("workplace-demo")
    page.get_by_role("button", name="Sign in", exact=True).click()
    keeps_nobody_out(page)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(HOME)


def test_a_phone_follows_the_code_and_the_screen_says_so_at_once(demo, page, chromium):
    sign_in(page, demo, "bob@acme.example")
    page.goto(demo.url("acme.localhost", "/settings/phone/"))
    keeps_nobody_out(page)
    page.get_by_role("button", name="Show the code").click()
    expect(page.get_by_text(re.compile("Works for another 4:"))).to_be_visible()
    keeps_nobody_out(page)
    code = page.evaluate(
        """async () => {
          const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
          const code = await (await fetch("/api/v1/sign-in-codes", { method: "POST", headers })).json();
          document.querySelector("sign-in-code").dataset.code = code.id; // the one drawn before it is dead now
          return code;
        }"""
    )
    phone = window(chromium, user_agent=IPHONE, viewport=PHONE).new_page()
    phone.goto(code["link"])
    keeps_nobody_out(phone)
    phone.get_by_role("button", name="Sign in").click()
    phone.wait_for_url(HOME)
    expect(page.get_by_role("heading", name="Safari on iPhone is signed in.")).to_be_visible()
    page.get_by_role("link", name="See your devices").click()
    keeps_nobody_out(page)
    expect(page.get_by_text("by code from")).to_be_visible()
    phone.goto(demo.url("acme.localhost", "/people/"))
    page.get_by_role("button", name="Sign out Safari on iPhone").click()
    expect(page.get_by_text("That device is signed out.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_label("Work address")).to_be_visible()
    phone.context.close()
