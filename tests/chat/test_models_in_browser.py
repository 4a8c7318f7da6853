"""Work Chat's models without a page: versions and gaps, the queue, receipts, runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser
SITE = "http://acme.localhost:9"
OUTBOX = """
const posted = [];
const answers = [];      // what the server does, in order: a message, or a problem to throw
const kept = { items: [] };
const told = [];
const box = new Outbox({
  post: async (item) => {
    posted.push(item.body.text);
    const answer = answers.length ? answers.shift() : { id: String(posted.length) };
    if (answer.problem) throw answer.problem;
    return answer;
  },
  storage: {
    load: () => kept.items.map((item) => structuredClone(item)),
    put(item) { this.remove(item.clientId); kept.items = [...kept.items, structuredClone(item)]; },
    remove: (id) => (kept.items = kept.items.filter(({ clientId }) => clientId !== id)),
  },
  sleep: () => new Promise((resolve) => setTimeout(resolve, 5)),
  makeId: () => `c${(box.made = (box.made ?? 0) + 1)}`,
});
box.addEventListener("change", ({ detail: { item, message } }) => told.push([item.body.text, item.state, !!message]));
const settle = async () => { for (let i = 0; i < 40; i += 1) await new Promise((resolve) => setTimeout(resolve, 5)); };
"""


@pytest.fixture
def run(page: Page) -> Callable[..., Any]:
    """`run("message-store", "MessageStore", "return new MessageStore(3).version")` in a real browser."""

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        file = settings.BASE_DIR / path.removeprefix("/")
        if path.startswith("/static/"):
            return route.fulfill(path=file)
        return route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html")

    page.route(f"{SITE}/**", serve)
    page.goto(SITE)

    def evaluate(module: str, names: str, script: str) -> Any:
        return page.evaluate(
            f"(async () => {{ const {{ {names} }} = await import('/static/js/models/{module}.js'); {script} }})()"
        )

    return evaluate


def store(run: Callable[..., Any], script: str) -> Any:
    return run("message-store", "MessageStore", f"const store = new MessageStore(5); {script}")


def test_the_next_version_is_fresh_and_no_gap(run):
    script = "return [store.take({ id: '1', version: 6 }), store.version]"
    assert store(run, script) == [{"fresh": True, "gap": False}, 6]


def test_the_same_twice_is_shown_once(run):
    assert store(run, "store.take({ id: '1', version: 6 }); return store.take({ id: '1', version: 6 })") == {
        "fresh": False,
        "gap": False,
    }


def test_the_one_after_the_next_is_a_gap_until_the_next_comes(run):
    script = """const first = store.take({ id: '2', version: 7 });
    const at = store.version;
    const second = store.take({ id: '1', version: 6 });
    return [first, at, second, store.version]"""
    assert store(run, script) == [{"fresh": True, "gap": True}, 5, {"fresh": True, "gap": False}, 7]


def test_catching_up_closes_the_gap(run):
    script = "store.take({ id: '2', version: 9 }); return [store.caughtUp(8), store.version]"
    assert store(run, script) == [False, 9]


def test_an_older_state_of_a_message_is_dropped(run):
    script = "store.hold('1', 5); return [store.take({ id: '1', version: 4 }), store.version]"
    assert store(run, script) == [{"fresh": False, "gap": False}, 5]


def test_a_rename_between_two_messages_is_no_gap(run):
    assert store(run, "store.moved(6); return [store.take({ id: '1', version: 7 }), store.version]") == [
        {"fresh": True, "gap": False},
        7,
    ]


def outbox(run: Callable[..., Any], script: str) -> Any:
    return run("outbox", "Outbox", OUTBOX + script)


def test_messages_go_out_in_order_and_are_forgotten_once_sent(run):
    script = "for (const text of ['a', 'b', 'c']) box.add('1', { text }); await settle(); return [posted, kept.items]"
    assert outbox(run, script) == [["a", "b", "c"], []]


def test_without_a_connection_they_wait_in_order(run):
    script = """answers.push({ problem: new TypeError('offline') }, { problem: new TypeError('offline') });
    box.add('1', { text: 'a' }); box.add('1', { text: 'b' }); await settle(); return [posted, kept.items.length]"""
    assert outbox(run, script) == [["a", "a", "a", "b"], 0]


def test_what_is_refused_stays_with_the_reason_and_does_not_hold_up_the_next(run):
    script = """answers.push({ problem: Object.assign(new Error(), { status: 403, text: 'gone' }) });
    box.add('1', { text: 'a' }); box.add('1', { text: 'b' }); await settle();
    return [posted, kept.items.map(({ body, state, why }) => [body.text, state, why])]"""
    assert outbox(run, script) == [["a", "b"], [["a", "failed", "gone"]]]


def test_a_second_try_sends_the_same_client_id(run):
    script = """answers.push({ problem: Object.assign(new Error(), { status: 400 }) });
    const { clientId } = box.add('1', { text: 'a' }); await settle(); box.retry(clientId); await settle();
    return [posted, kept.items, told.at(-1)]"""
    assert outbox(run, script) == [["a", "a"], [], ["a", "sending", True]]


@pytest.mark.parametrize("status", [401, 429, 503])
def test_what_passes_by_itself_is_tried_again(run, status):
    script = f"""answers.push({{ problem: Object.assign(new Error(), {{ status: {status}, retryAfter: 0 }}) }});
    box.add('1', {{ text: 'a' }}); await settle(); return [posted, kept.items]"""
    assert outbox(run, script) == [["a", "a"], []]


def test_a_broken_server_is_tried_a_few_times_and_then_a_person_is_asked(run):
    script = """for (let i = 0; i < 9; i += 1) answers.push({ problem: Object.assign(new Error(), { status: 500 }) });
    box.add('1', { text: 'a' }); await settle(); return [posted.length, kept.items[0].state]"""
    assert outbox(run, script) == [4, "failed"]


def test_what_came_back_by_the_socket_is_not_sent_again(run):
    script = """answers.push({ problem: new TypeError('cut off after the server took it') });
    const { clientId } = box.add('1', { text: 'a' }); await Promise.resolve(); box.settle(clientId, { id: '7' });
    await settle(); return [posted, kept.items]"""
    assert outbox(run, script) == [["a"], []]


def test_a_thread_that_is_stuck_does_not_hold_up_another(run):
    script = """answers.push({ problem: new TypeError('offline') });
    box.add('1', { text: 'a' }); box.add('2', { text: 'b' }); await settle(); return posted.slice(0, 2)"""
    assert outbox(run, script) == ["a", "b"]


def test_it_begins_with_what_an_earlier_page_left_in_its_order(run):
    script = """const left = (id, at) => ({ clientId: id, thread: '1', body: { text: id }, at, state: 'sending' });
    kept.items = [left('second', '2026-05-01T12:00:01Z'), left('first', '2026-05-01T12:00:00Z')];
    box.flush(); await settle(); return [posted, kept.items]"""
    assert outbox(run, script) == [["first", "second"], []]


def test_what_another_page_has_sent_meanwhile_is_not_sent_again(run):
    script = """answers.push({ problem: new TypeError('offline') });
    box.add('1', { text: 'a' }); box.add('1', { text: 'b' });
    kept.items = kept.items.filter(({ body }) => body.text !== 'b'); await settle(); return [posted, told.at(-1)]"""
    assert outbox(run, script) == [["a", "a"], ["b", "gone", False]]


def test_two_that_are_said_in_one_moment_keep_their_order(run):
    script = """answers.push({ problem: new TypeError('offline') });
    const ats = ['a', 'b', 'c'].map((text) => box.add('1', { text }).at); await settle();
    return [ats.every((at, i) => !i || at > ats[i - 1]), posted]"""
    assert outbox(run, script) == [True, ["a", "a", "b", "c"]]


def test_whoever_loses_the_turn_stops_and_asks_for_it_again(run):
    script = """let turns = 0;
    box.alone = async (thread, work) => { const hold = { lost: (turns += 1) === 1 }; await work(hold); };
    box.add('1', { text: 'a' }); await settle(); return [turns, posted]"""
    assert outbox(run, script) == [2, ["a"]]


def test_pages_tell_each_other_what_waits_fails_and_is_gone(run):
    script = """const news = []; const pages = { tell: (what) => news.push(structuredClone(what)) };
    const shelf = { load: () => [], put() {}, remove() {} };
    const other = new Outbox({ post: () => new Promise(() => {}), storage: shelf, makeId: () => 'x', others: pages });
    const heard = [];
    other.addEventListener('change', ({ detail: { item, message } }) => heard.push([item.state, message?.id]));
    const item = { clientId: 'y', thread: '1', body: { text: 'a' }, at: '2026-05-01T12:00:00Z' };
    shelf.load = () => [{ ...item, state: 'failed', why: 'no' }];
    pages.onTold({ clientId: 'y', item: { ...item, state: 'sending' } });
    pages.onTold({ clientId: 'y', item: { ...item, state: 'failed', why: 'no' } });
    const [{ why }] = other.of('1');
    pages.onTold({ clientId: 'y', message: { id: '7' } });
    return [why, heard, other.isEmpty]"""
    assert outbox(run, script) == [
        "no",
        [["sending", None], ["failed", None], ["failed", "7"]],
        True,
    ]


def receipts(run: Callable[..., Any], script: str) -> Any:
    members = "[{ id: '2', name: 'Bob', read: 3, delivered: 5 }, { id: '3', name: 'Carol', read: 1, delivered: 1 }]"
    return run("receipts", "Receipts", f"const receipts = new Receipts({members}); {script}")


def test_seen_beats_delivered_beats_sent(run):
    script = """const states = [3, 5, 6].map((seq) => receipts.stateOf(seq));
    return states.map(({ state, by }) => [state, by.map(({ name }) => name)])"""
    assert receipts(run, script) == [["seen", ["Bob"]], ["delivered", []], ["sent", []]]


def test_having_read_the_third_counts_for_the_first_two(run):
    script = "receipts.read('3', 3); return [1, 2, 3].map((seq) => receipts.stateOf(seq).by.length)"
    assert receipts(run, script) == [2, 2, 2]


def test_pointers_never_go_back(run):
    script = "return [receipts.read('2', 2), receipts.read('9', 9), receipts.stateOf(3).state]"
    assert receipts(run, script) == [False, False, "seen"]


def test_a_run_ends_after_five_minutes_with_the_author_or_with_the_day(run):
    script = """const at = (author, at) => ({ author, at });
    const first = at('1', '2026-05-01T12:00:00');
    return [at('1', '2026-05-01T12:04:59'), at('1', '2026-05-01T12:05:01'), at('2', '2026-05-01T12:01:00')]
      .map((next) => sameRun(first, next))
      .concat(sameRun(at('1', '2026-05-01T23:59:00'), at('1', '2026-05-02T00:01:00')), sameRun(null, first))"""
    assert run("runs", "sameRun", script) == [True, False, False, False, False]


def test_who_types_is_believed_for_five_seconds(run):
    script = """let now = 0; const people = new TypingPeople(() => now);
    people.started({ id: '2', name: 'Bob' }); now = 4_900; const before = people.names();
    people.started({ id: '3', name: 'Carol' }); now = 5_100; const after = people.names();
    people.stopped('3'); return [before, after, people.names()]"""
    assert run("typing-people", "TypingPeople", script) == [["Bob"], ["Carol"], []]


def test_unread_messages_are_counted_once_and_not_ones_own(run):
    script = """const index = new ThreadIndex('1');
    index.replace([{ id: '7', version: 3, read_seq: 2, unread: 0 }]);
    const said = (seq, author) => index.sent({ thread: '7', seq, version: seq + 1, author: { id: author } });
    const news = [said(3, '2'), said(3, '2'), said(4, '1'), said(5, '2')];
    return [news, index.unread]"""
    assert run("thread-index", "ThreadIndex", script) == [[True, False, True, True], 2]


def test_an_answer_that_an_event_overtook_does_not_count_back(run):
    script = """const index = new ThreadIndex('1');
    index.sent({ thread: '7', seq: 3, version: 3, author: { id: '2' } });
    const { stale } = index.replace([{ id: '7', version: 2, read_seq: 2, unread: 0 }]);
    return [index.unread, stale]"""
    assert run("thread-index", "ThreadIndex", script) == [1, []]


def test_what_is_behind_and_what_is_gone_is_told(run):
    script = """const index = new ThreadIndex('1');
    const row = (id, version) => ({ id, version, read_seq: 0, unread: 0 });
    index.replace([row('7', 2), row('8', 1)]);
    return index.replace([row('7', 4), row('9', 0)])"""
    assert run("thread-index", "ThreadIndex", script) == {"stale": ["7", "9"], "gone": ["8"]}


def test_an_answer_asked_for_earlier_does_not_take_back_what_somebody_chose_meanwhile(run):
    script = """const index = new ThreadIndex('1');
        const row = { id: '7', version: 1, read_seq: 0, unread: 2, muted_until: null };
        index.replace([row]);
        const asked = performance.now() - 1;
        index.keep('7', { muted_until: '2999-01-01T00:00:00Z' });
        index.replace([row], asked);
        index.replace([row], asked);
        const muted = index.unread;
        index.replace([row], performance.now() + 1);
        return [muted, index.unread];"""
    assert run("thread-index", "ThreadIndex", script) == [0, 2]


def test_the_read_pointer_is_told_while_somebody_looks_and_not_for_each_message(run):
    script = """const told = []; let looking = false;
    const pointer = new ReadPointer(2, { post: async (seq) => told.push(seq), isLooking: () => looking });
    pointer.saw(3); await new Promise((done) => setTimeout(done, 700)); const hidden = [...told];
    looking = true; for (const seq of [4, 5, 6]) pointer.saw(seq);
    await new Promise((done) => setTimeout(done, 900)); return [hidden, told]"""
    assert run("read-pointer", "ReadPointer", script) == [[], [6]]


CONCERNS = """
const said = (more) => ({ author: { id: "2" }, kind: "text", mentions: [], reply_to: null, means_all: false, ...more });
const me = "1";
const on = { kind: "group", isMuted: false, takesAll: true, blocked: [] };
"""


@pytest.mark.parametrize(
    ("message", "place", "rings"),
    [
        ("{}", "{}", False),
        ("{}", "{ kind: 'direct' }", True),
        ("{}", "{ kind: 'direct', isMuted: true }", False),
        ("{ mentions: [{ id: me }] }", "{ isMuted: true }", True),
        ("{ reply_to: { author: { id: me } } }", "{}", True),
        ("{ reply_to: { author: { id: me } } }", "{ isMuted: true }", False),
        ("{ means_all: true }", "{}", True),
        ("{ means_all: true }", "{ takesAll: false }", False),
        ("{ author: { id: me } }", "{ kind: 'direct' }", False),
        ("{ kind: 'event' }", "{ kind: 'direct' }", False),
        ("{ mentions: [{ id: me }] }", "{ blocked: ['2'] }", False),
        ("{ mentions: [{ id: me }] }", "{ blocked: ['3'] }", True),
    ],
)
def test_what_concerns_a_person_rings(run, message, place, rings):
    script = f"{CONCERNS} return concerns(said({message}), me, {{ ...on, ...{place} }})"
    assert run("ring-choice", "concerns", script) is rings


@pytest.mark.parametrize(
    ("pages", "choice"),
    [
        ([{"isVisible": True, "isFocused": True, "isLooking": True}, {"isVisible": True}], None),
        ([{"isVisible": True}, {"isVisible": True, "isFocused": True, "maySound": True}], {"toast": "1", "sound": "1"}),
        ([{"maySound": True}, {"isVisible": True}], {"toast": "1", "sound": "0"}),
        ([{}, {"maySound": True}], {"toast": None, "sound": "1"}),
    ],
)
def test_one_page_shows_and_one_sounds(run, pages, choice):
    states = {"isVisible": False, "isFocused": False, "isLooking": False, "maySound": False}
    given = [{**states, **page, "id": str(number)} for number, page in enumerate(pages)]
    assert run("ring-choice", "choose", f"return choose({json.dumps(given)})") == choice


KEPT = """const said = (seq, version, html = 'x') => ({ id: String(seq), seq, version, html });
const thread = { id: '1', version: 5, ahead: [], messages: [said(1, 2), said(2, 5)] };
"""


def test_what_is_kept_knows_up_to_where_nothing_is_missing(run):
    script = """const gap = withNews(thread, [said(4, 7)]); const whole = withNews(gap, [said(3, 6), said(1, 1)]);
    return [gap.version, whole.version, whole.messages.map(({ seq, version }) => [seq, version])]"""
    assert run("kept-thread", "withNews", KEPT + script) == [5, 7, [[1, 2], [2, 5], [3, 6], [4, 7]]]


def test_a_device_keeps_fifty_messages_and_not_too_many_characters(run):
    script = """const many = Array.from({ length: 60 }, (_, seq) => said(seq, seq));
    const long = [said(1, 1, 'y'.repeat(200_000)), said(2, 2, 'z'.repeat(200_000))];
    return [bounded(many).map(({ seq }) => seq).at(0), bounded(many).length, bounded(long).map(({ seq }) => seq)]"""
    assert run("kept-thread", "bounded", KEPT + script) == [10, 50, [2]]


def test_the_twenty_conversations_that_were_touched_last_stay(run):
    script = "return tooMany(Array.from({ length: 22 }, (_, at) => ({ id: String(at), at })))"
    assert run("kept-thread", "tooMany", KEPT + script) == ["1", "0"]
