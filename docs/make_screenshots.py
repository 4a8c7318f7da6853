"""Take the README's pictures of a running demo: `.venv/bin/python docs/make_screenshots.py [http://localhost:8000]`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "img"
PASSWORD = "workplace-demo"  # noqa: S105  (the demo's, known to everybody)
PICTURES = [
    ("feed", "/", 1280, 800, "light"),
    ("chat", "/chat/", 1280, 800, "light"),
    ("chat-phone", "/chat/", 390, 800, "dark"),
]


def take(browser: Browser, public: str, name: str, path: str, width: int, height: int, scheme: str) -> None:
    """Sign in as Bob at Acme and photograph one page; in Work Chat, with the busiest thread open."""
    at = urlsplit(public)
    acme = f"{at.scheme}://acme.{at.netloc}"
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="en", device_scale_factor=1.5
    )
    page = context.new_page()
    page.goto(f"{acme}/accounts/login/")
    page.fill("input[name=login]", "bob@acme.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{acme}/")
    page.goto(acme + path)
    if path == "/chat/":
        page.get_by_text("Morning shift").first.click()
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main() -> None:
    public = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, public, *picture)
        browser.close()


if __name__ == "__main__":
    main()
