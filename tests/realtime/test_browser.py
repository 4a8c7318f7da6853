"""The browser's side of the socket, in a real Chromium against a server that is played by the test."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route, WebSocketRoute, expect

pytestmark = pytest.mark.browser
SITE = "http://acme.localhost:9"
PAGE = """<!doctype html><title>x</title><body>
<connection-state data-waiting="Reconnecting…" data-signed-out="You are signed out." data-sign-in="Sign in"
                  data-login="/accounts/login/"></connection-state>
<script type="module" src="/static/js/elements/connection-state.js"></script>"""
RECORD = """async () => {
  const { socket } = await import("/static/js/lib/socket.js");
  window.socket = socket;
  window.seen = [];
  for (const name of ["open", "closed", "catch-up", "realtime.resync", "chat.message_sent"])
    socket.on(name, ({ data }) => seen.push(data?.text ? `${name} ${data.text}` : name));
  socket.on("state", ({ state }) => seen.push(`[${state}]`));
}"""

LATE = """async () => {
  const { inTime } = await import("/static/js/lib/in-time.js");
  void inTime(() => import("/static/js/lib/part-dialog.js")).then(() => (window.came = true));
}"""


class Server:
    """What the test lets the server do."""

    def __init__(self, page: Page) -> None:
        self.page, self.lines, self.frames = page, [], []
        self.me, self.accepts, self.answers_pings = 200, True, True
        page.route(f"{SITE}/**", self.serve)
        page.route_web_socket(f"{SITE.replace('http', 'ws')}/ws/", self.open)

    def serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            file = settings.BASE_DIR / path.removeprefix("/").split("?")[0]
            return route.fulfill(path=file) if file.exists() else route.fulfill(status=404)
        if path == "/api/v1/me":
            return route.abort() if self.me == 0 else route.fulfill(status=self.me, json={})
        return route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")

    def open(self, line: WebSocketRoute) -> None:
        self.lines.append(line)
        if self.accepts:
            line.on_message(self.take)
        else:
            line.close(code=1011)

    def take(self, text: str) -> None:
        frame = json.loads(text)
        self.frames.append(frame)
        if frame["type"] == "ping" and self.answers_pings:
            self.lines[-1].send('{"type":"pong"}')

    def tell(self, type: str, v: int = 1, **data: Any) -> None:
        self.lines[-1].send(json.dumps({"type": type, "v": v, "data": data, "html": ""}))

    def seen(self) -> list[str]:
        return self.page.evaluate("seen.splice(0)")

    def wait(self, seconds: float) -> None:
        """Time passes for the page, not for us."""
        for _ in range(max(1, round(seconds))):
            self.page.clock.run_for(min(1000, seconds * 1000))
            self.page.wait_for_timeout(1)

    def until(self, script: str) -> None:
        """Ask from here: the page's own clock stands still."""
        for _ in range(500):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"waited in vain for {script}")

    def state(self, state: str) -> None:
        for _ in range(30):
            if self.page.evaluate("socket.state") == state:
                return
            self.wait(1)
        raise AssertionError(f"{self.page.evaluate('socket.state')}, not {state}")


@pytest.fixture
def server(page: Page) -> Server:
    server = Server(page)
    page.clock.install()
    page.goto(SITE)
    page.evaluate(RECORD)
    server.state("open")
    server.seen()
    return server


def test_events_reach_those_who_listen(server: Server):
    server.tell("chat.message_sent", text="hello")
    server.until("seen.length")
    assert server.seen() == ["chat.message_sent hello"]


def test_a_gap_means_catching_up(server: Server):
    server.tell("realtime.resync")
    server.until("seen.length == 2")
    assert server.seen() == ["catch-up", "realtime.resync"]


def test_who_listens_late_catches_up_at_once(server: Server):
    server.page.evaluate("void socket.on('catch-up', () => seen.push('late'))")
    server.wait(1)
    assert server.seen() == ["late"]


def test_an_event_of_a_newer_server_means_catching_up(server: Server):
    server.tell("chat.message_sent", v=99, text="?")
    server.tell("chat.thing_invented", text="?")
    server.until("seen.length == 2")
    assert server.seen() == ["catch-up", "catch-up"]


@pytest.mark.parametrize("end", ["click", "lost"])
def test_news_wait_while_something_is_pressed_since_it_might_be_what_they_replace(server: Server, end: str):
    server.page.evaluate("void socket.on('pong', () => seen.push('pong'))")
    server.page.mouse.move(5, 5)
    server.page.mouse.down()
    for text in ("one", "two"):
        server.tell("chat.message_sent", text=text)
    server.tell("pong")
    server.until("seen.length")
    assert server.seen() == ["pong"]
    if end == "click":
        server.page.mouse.up()
    else:  # outside the window; what moves next is no longer pressed
        server.page.evaluate("void dispatchEvent(new PointerEvent('pointermove', { buttons: 0 }))")
    server.wait(0.01)
    server.until("seen.length == 2")
    assert server.seen() == ["chat.message_sent one", "chat.message_sent two"]


@pytest.mark.parametrize("away", ["part-dialog", "words"])  # itself, and what it imports
def test_what_an_outage_kept_away_comes_though_the_connection_lived_through_it(server: Server, away: str):
    tries: list[str] = []

    def later(route: Route) -> None:
        tries.append(away)
        return route.abort() if len(tries) == 1 else route.fallback()

    server.page.route(f"**/lib/{away}.js", later)
    server.page.evaluate(LATE)
    server.page.wait_for_timeout(100)
    server.wait(6)
    server.until("window.came")
    assert (len(tries), server.page.evaluate("socket.state")) == (2, "open")


def test_presence_is_said_at_once_and_again_before_it_is_forgotten(server: Server):
    said = [frame for frame in server.frames if frame["type"] == "presence"]
    assert said == [{"type": "presence", "state": "active"}]
    server.wait(55)
    assert len([frame for frame in server.frames if frame["type"] == "presence"]) == 2


def test_it_catches_up_once_a_minute(server: Server):
    server.wait(65)
    assert server.seen().count("catch-up") == 1


def test_a_server_that_restarts_is_found_again_within_ten_seconds(server: Server):
    server.lines[-1].close(code=1012)
    server.until("seen.includes('closed')")
    server.wait(11)
    server.state("open")
    assert server.seen() == ["[waiting]", "closed", "[connecting]", "[open]", "open", "catch-up"]
    assert len(server.lines) == 2


def test_a_server_that_stays_away_is_asked_again_and_again_and_the_page_says_so(server: Server):
    server.accepts = False
    server.lines[-1].close(code=1012)
    server.wait(30)
    assert len(server.lines) > 2
    expect(server.page.locator("connection-state")).to_have_text("Reconnecting…")
    server.accepts = True
    server.wait(12)
    server.state("open")
    expect(server.page.locator("connection-state")).to_be_empty()


def test_a_short_break_is_not_worth_a_word(server: Server):
    server.lines[-1].close(code=4408)
    server.wait(2)
    server.state("open")
    expect(server.page.locator("connection-state")).to_be_empty()


def test_a_dead_line_is_noticed_by_its_silence(server: Server):
    server.answers_pings = False
    server.wait(40)
    server.answers_pings = True
    server.wait(12)
    server.state("open")
    assert len(server.lines) == 2


def test_signed_out_stops_and_offers_the_way_back(server: Server):
    server.me = 401
    server.lines[-1].close(code=4401)
    server.wait(3)
    server.state("signed-out")
    expect(server.page.locator("connection-state")).to_contain_text("You are signed out.")
    expect(server.page.locator("connection-state a")).to_have_attribute("href", "/accounts/login/?next=%2F")
    server.wait(60)
    assert len(server.lines) == 1, "it asks no more"


def test_a_session_that_was_only_looked_at_comes_back_at_once(server: Server):
    server.lines[-1].close(code=4401)
    server.wait(3)
    server.state("open")


def test_without_network_it_waits_and_hurries_when_it_returns(server: Server):
    server.accepts, server.me = False, 0
    server.lines[-1].close(code=1011)
    server.wait(5)
    server.accepts, server.me = True, 200
    server.page.evaluate("dispatchEvent(new Event('online'))")
    server.page.wait_for_timeout(50)
    server.state("open")


def test_after_sleep_it_asks_at_once(server: Server):
    server.page.clock.fast_forward(10 * 60_000)
    server.wait(3)
    assert "catch-up" in server.seen()


def test_a_suspended_companys_page_loads_again_to_say_so(server: Server):
    server.me = 403
    with server.page.expect_navigation():
        server.lines[-1].close(code=4403)
        server.page.clock.run_for(3000)


def test_sending_without_a_line_is_no_error(server: Server):
    assert server.page.evaluate("socket.send({ type: 'typing', place: 'thread:1' })") is True
    server.accepts = False
    server.lines[-1].close(code=1012)
    server.until("socket.state != 'open'")
    assert server.page.evaluate("socket.send({ type: 'typing', place: 'thread:1' })") is False


def test_one_listeners_fault_is_not_the_others(server: Server):
    server.page.evaluate("void socket.on('realtime.resync', () => { throw new Error('oh') })")
    server.page.evaluate("void socket.on('realtime.resync', () => seen.push('fine'))")
    server.tell("realtime.resync")
    server.until("seen.includes('fine')")


def run(page: Page, module: str, script: str) -> Any:
    Server(page)
    page.goto(f"{SITE}/empty.html")
    return page.evaluate(f"async () => {{ const m = await import('/static/js/models/{module}.js'); {script} }}")


def test_waiting_is_spread_over_ten_seconds_and_short_if_it_is_about_me_alone(page: Page):
    waits = run(page, "reconnect", "const r = new m.Reconnect(); return Array.from({length: 300}, () => r.next())")
    assert 0 <= min(waits) < 1500
    assert 8500 < max(waits) <= 10_000
    alone = run(
        page, "reconnect", "const r = new m.Reconnect(() => 1); return [r.next({alone: true}), r.next({alone: true})]"
    )
    assert alone == [1000, 10_000], "only the first time"


def test_sleep_is_a_gap_between_ticks_and_a_hidden_pages_slow_clock_is_none(page: Page):
    script = """let now = 0; const s = new m.Sleep(2000, () => now);
        return [2000, 62000, 64000, 200000, 202000, 100000].map((at) => ((now = at), s.woke()))"""
    assert run(page, "sleep", script) == [False, False, False, True, False, True]


def test_silence_is_asked_about_and_then_believed(page: Page):
    script = """let now = 1000; const h = new m.Heartbeat(() => now); const out = [h.look()];
        now += 26000; out.push(h.look()); h.asked(); out.push(h.look());
        now += 9000; out.push(h.look()); h.heard(); out.push(h.look()); return out"""
    assert run(page, "heartbeat", script) == ["fine", "ask", "fine", "dead", "fine"]


def test_a_page_hidden_for_a_moment_is_still_active(page: Page):
    script = """let now = 0; const p = new m.Presence(() => now);
        const out = [p.next(true), p.next(true), p.next(false)];
        now = 4000; out.push(p.next(false)); now = 6000; out.push(p.next(false)); out.push(p.next(true));
        now = 57000; out.push(p.next(true)); p.forget(); out.push(p.next(true)); return out"""
    assert run(page, "presence", script) == ["active", None, None, None, "away", "active", "active", "active"]


def test_of_several_questions_only_the_newest_is_answered(page: Page):
    script = """const done = {}; const ask = m.latest((name) => new Promise((answer) => (done[name] = answer)));
        const answers = [ask("old"), ask("new")]; done.new("new"); done.old("old"); return Promise.all(answers)"""
    assert run(page, "latest", script) == [None, "new"]
