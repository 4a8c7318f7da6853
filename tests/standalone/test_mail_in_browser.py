"""The mail box as the person at the machine uses it."""

import pytest


@pytest.mark.browser
def test_a_new_mail_appears_by_itself(demo, page):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(demo.url(path="/mail/"))
    demo.send_mail("A mail that came later")
    page.get_by_role("link", name="A mail that came later").click()
    page.get_by_role("heading", name="A mail that came later").wait_for()
    assert errors == []
