# ruff: noqa: F811
"""What one looks at without being a part of it lives too: a colleague's profile, and the list of events."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import keeps_nobody_out_in_any_look
from tests.feed.test_browser import enter, post, words  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser
CALL = """async ([method, path, body]) => {
    const token = document.cookie.match(/csrftoken=([^;]+)/)?.[1];
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const answer = await fetch(`/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
    return answer.status === 204 ? null : answer.json();
}"""


def call(page: Page, method: str, path: str, body: dict | None = None):
    return page.evaluate(CALL, [method, path, body])


def test_a_profile_and_the_list_of_events_live_for_who_merely_looks(enter, words):
    alice, bob = enter("alice"), enter("bob")
    her = call(alice, "GET", "me")["id"]
    call(bob, "DELETE", f"people/{her}/follow")
    first = call(alice, "POST", "posts", {"group": None, "text": f"First {words}"})
    bob.goto(f"/people/{her}/")
    shown = post(bob, f"First {words}")
    expect(shown).to_be_visible()
    # The frame goes out when the socket opens; what came before it is caught up with.
    call(alice, "POST", f"posts/{first['id']}/comments", {"text": "Well said"})
    expect(shown.locator(".comment")).to_contain_text("Well said")
    call(alice, "POST", "posts", {"group": None, "text": f"Second {words}"})
    bob.get_by_role("button", name=re.compile("new post")).click()
    expect(post(bob, f"Second {words}")).to_be_visible()
    call(alice, "PUT", f"posts/{first['id']}/reactions", {"kind": "love"})
    expect(shown.locator(".post__counts .reactions [data-number]")).to_have_text("1")

    news = next(group for group in call(alice, "GET", "groups")["results"] if group["is_default"])["id"]
    bob.goto("/events/")
    begins = datetime.now(UTC) + timedelta(days=3)
    event = {"begins_at": begins.isoformat(), "ends_at": (begins + timedelta(hours=1)).isoformat(), "zone": "UTC"}
    made = call(alice, "POST", "posts", {"group": news, "text": "", "event": {**event, "title": words}})
    row = bob.locator("article", has=bob.get_by_role("heading", name=words))
    expect(row).to_be_visible()
    row.get_by_role("button", name="Maybe").click()
    expect(row.get_by_role("button", name="Maybe")).to_have_attribute("aria-pressed", "true")
    keeps_nobody_out_in_any_look(bob)
    call(alice, "PATCH", f"events/{made['event']['id']}", {"place": "Garden"})
    expect(row).to_contain_text("Garden")
    call(alice, "DELETE", f"posts/{made['id']}")
    expect(row).to_have_count(0)
