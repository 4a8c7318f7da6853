"""Everything the style page shows, in a real browser: readable for all, usable by keyboard, installable."""

import pytest
from playwright.sync_api import expect

from tests.browser import ARGUMENTS, PHONE, SECONDS, browser_here, keeps_nobody_out_in_any_look
from workplace.style import PARTS

pytestmark = pytest.mark.browser
WORKER_READY = "navigator.serviceWorker.ready.then(() => true)"


def test_the_style_page_is_for_developers_only(client, acme):
    assert client.get("/style/", headers={"host": "acme.localhost"}).status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_nothing_on_it_keeps_anyone_out(page, served, part):
    page.goto(served("acme", f"/style/{part}/"))
    keeps_nobody_out_in_any_look(page)


def test_nothing_on_it_breaks_the_content_security_policy(page, served):
    said = []
    page.on("console", lambda message: said.append(message.text))
    for part in PARTS:
        page.goto(served("acme", f"/style/{part}/"))
    assert [text for text in said if "Content Security Policy" in text] == []


def test_the_first_tab_skips_to_the_content(page, served):
    page.goto(served("acme", "/style/feed/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_my_menu_works_by_keyboard(page, served):
    page.goto(served("acme", "/style/feed/"))
    summary = page.locator(".nav__me summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.menu__panel') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert not page.locator(".nav__me details").evaluate("menu => menu.open")


def test_a_chosen_look_stays_and_is_there_before_the_first_paint(page, served):
    page.goto(served("acme", "/style/feed/"))
    page.locator(".nav__me summary").click()
    page.get_by_role("button", name="Dark").click()
    page.reload(wait_until="commit")
    page.wait_for_selector("html[data-theme=dark]")
    expect(page.locator("body")).to_have_css("color-scheme", "dark")


def test_posts_are_walked_with_j_and_k_and_keys_are_listed_behind_a_question_mark(page, served):
    page.goto(served("acme", "/style/feed/"))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "post-2"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "post-1"
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keyboard shortcuts").is_visible()


def test_a_letter_in_a_text_field_is_a_letter(page, served):
    page.goto(served("acme", "/style/feed/"))
    field = page.get_by_label("What is new?")
    field.click()
    page.keyboard.type("j?k")
    assert field.input_value() == "j?k"
    assert not page.locator("#shortcuts").is_visible()


@pytest.fixture
def installed(chromium, served, tmp_path):
    """A browser that keeps things, as installing needs, with the service worker at work."""
    context = chromium.browser_type.launch_persistent_context(
        tmp_path, executable_path=browser_here(), args=ARGUMENTS, viewport=PHONE
    )
    context.set_default_timeout(SECONDS)
    page = context.new_page()
    page.goto(served("acme", "/style/feed/"))
    page.evaluate(WORKER_READY)
    yield page
    context.close()


def test_the_network_installs_in_the_companys_name(installed):
    devtools = installed.context.new_cdp_session(installed)
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert '"name": "Acme"' in manifest["data"]


def test_without_a_connection_a_page_says_so_and_nobodys_content_is_kept(installed, served):
    installed.reload(wait_until="networkidle")
    installed.context.set_offline(True)
    installed.goto(served("acme", "/"))
    assert installed.get_by_role("heading", name="No connection").is_visible()
    kept = installed.evaluate(
        "caches.keys().then(async names => (await Promise.all(names.map(async name =>"
        " (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname)))).flat())"
    )
    assert "/offline/" in kept
    assert [path for path in kept if not path.startswith(("/static/", "/brand.css", "/icon-", "/offline/"))] == []
