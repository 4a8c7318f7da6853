"""Server time through the real views, in this process: what a page costs with nobody else there.

Another app adds a line to MEASURES: a name, a target in milliseconds (p50, p95) or None, and what to ask.
"""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench import stage

READERS = 40
WARM = 20


@dataclass
class Visit:
    """One person's browser and API client on the company's host."""

    person: Any
    client: Any
    chance: random.Random
    everyone_group: int

    def get(self, path: str, **query: object) -> Any:
        answer = self.client.get(path, query)
        if answer.status_code >= 400:
            raise SystemExit(f"{path} answers {answer.status_code}: {answer.content[:300]!r}")
        return answer

    def send(self, path: str, body: dict[str, object], **more: Any) -> Any:
        answer = self.client.post(path, body, content_type="application/json", **more)
        if answer.status_code >= 400:
            raise SystemExit(f"{path} answers {answer.status_code}: {answer.content[:300]!r}")
        return answer


def top(visit: Visit) -> None:
    choose(visit, "top")
    visit.get("/")


def new(visit: Visit) -> None:
    choose(visit, "new")
    visit.get("/")


def new_later(visit: Visit) -> None:
    """The third page."""
    visit.get("/api/v1/feed", cursor=visit.cursor, order="new")


def api_new(visit: Visit) -> None:
    visit.get("/api/v1/feed", order="new")


def api_top(visit: Visit) -> None:
    visit.get("/api/v1/feed", order="top")


def group(visit: Visit) -> None:
    visit.get(f"/groups/{visit.everyone_group}/")


def post_page(visit: Visit) -> None:
    visit.get(f"/posts/{visit.post}/")


def say(visit: Visit) -> None:
    body = {"group": str(visit.everyone_group), "text": "Good morning, all", "client_id": uuid.uuid4().hex}
    visit.send("/api/v1/posts", body)


def answer(visit: Visit) -> None:
    visit.send(f"/api/v1/posts/{visit.post}/comments", {"text": "Yes", "client_id": uuid.uuid4().hex})


def complete(visit: Visit) -> None:
    visit.get("/api/v1/mentionable", q=visit.chance.choice(["an", "mül", "gar", "b", "elis"]))


def directory(visit: Visit) -> None:
    visit.get("/api/v1/people", q=visit.chance.choice(["ana", "müll", "bakery", "lyon gar"]))


def search(visit: Visit) -> None:
    visit.get("/api/v1/search", q=visit.chance.choice(["flour", "freezer figures", "équipe", "meeting room"]))


Ask = Callable[[Any], None]
MEASURES: list[tuple[str, tuple[int, int] | None, Ask]] = [
    ("home, Top, a page", (30, 60), top),
    ("home, New, a page", (30, 60), new),
    ("home, Top, API of 30", None, api_top),
    ("home, New, API of 30", None, api_new),
    ("home, New, third page, API", None, new_later),
    ("a group of everyone, a page", None, group),
    ("a post's page", None, post_page),
    ("posting into a group of everyone", (30, 30), say),
    ("a comment there", None, answer),
    ("names after @", (20, 20), complete),
    ("the directory by half a name", (20, 20), directory),
    ("search over everything", None, search),
]


def choose(visit: Visit, order: str) -> None:
    """Not part of what is measured: `paused` in `timed` takes it out."""
    if visit.order != order:
        from feed.actions import choose_order

        begun, worked = time.perf_counter(), time.process_time()
        choose_order(person=visit.person, order=order)
        visit.paused += time.perf_counter() - begun
        visit.worked += time.process_time() - worked
        visit.order = order


def visits(host: str) -> list[Visit]:
    from django.conf import settings
    from django.test import Client

    from feed.models import Post
    from groups.models import Group
    from people.models import User

    chance = random.Random(11)  # noqa: S311
    largest = Group.objects.order_by("-member_count", "pk").first()
    people = list(User.objects.here().order_by("pk"))
    if len(people) < READERS:
        raise SystemExit(f"{host} is empty: `make --host {host}` first")
    made = []
    for person in chance.sample(people, READERS):
        client = Client(headers={"host": host})
        client.cookies[settings.SESSION_COOKIE_NAME] = stage.session_of(person)
        visit = Visit(person, client, chance, largest.pk)
        visit.order, visit.paused, visit.worked = "", 0.0, 0.0
        posts = Post.objects.home_of(person).filter(group=largest).order_by("-created_at")
        visit.post = posts.values_list("pk", flat=True)[chance.randrange(20)]
        made.append(visit)
    return made


def measure(host: str, times: int) -> None:
    from core.schema import inside

    company = stage.listed(host)
    with inside(company):
        print_size()
        these = visits(host)
        for visit in these:
            visit.cursor = visit.get("/api/v1/feed", order="new", limit=40).json()["next"] or ""
        for name, target, ask in MEASURES:
            seconds, busy = timed(these, ask, times)
            wanted = f"  target {target[0]} / {target[1]} ms" if target else ""
            cpu = f"cpu p50 {stage.percentile(busy, 0.5) * 1000:.1f} ms"
            print(f"{stage.line(name, seconds)}  {cpu}  {queries(these[0], ask)} queries{wanted}", flush=True)


def timed(these: list[Visit], ask: Ask, times: int) -> tuple[list[float], list[float]]:
    """How long each took, and how much of that this process worked: on a busy machine the rest is waiting."""
    for place in range(WARM):
        ask(these[place % len(these)])
    seconds, busy = [], []
    for place in range(times):
        visit = these[place % len(these)]
        visit.paused, visit.worked, begun, worked = 0.0, 0.0, time.perf_counter(), time.process_time()
        ask(visit)
        seconds.append(time.perf_counter() - begun - visit.paused)
        busy.append(time.process_time() - worked - visit.worked)
    return seconds, busy


def queries(visit: Visit, ask: Ask) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask(visit)
    with CaptureQueriesContext(connection) as captured:
        ask(visit)
    return len([each for each in captured if not str(each["sql"]).startswith(("SET ", "BEGIN", "COMMIT"))])


def compare(big: str, small: str, times: int) -> None:
    """New, in turns, so that what else runs on the machine strikes both alike."""
    from core.schema import inside

    found = {host: stage.listed(host) for host in (big, small)}
    with inside(found[big]):
        print_size()
        large = visits(big)
    with inside(found[small]):
        print_size()
        little = visits(small)
    seconds: dict[str, list[float]] = {big: [], small: []}
    busy: dict[str, list[float]] = {big: [], small: []}
    for _ in range(max(times // 40, 1)):
        for host, these in ((big, large), (small, little)):
            with inside(found[host]):
                took, worked = timed(these, new, 40)
                seconds[host] += took
                busy[host] += worked
    for host in (big, small):
        cpu = f"cpu p50 {stage.percentile(busy[host], 0.5) * 1000:.1f} ms"
        print(f"{stage.line(f'home, New, {host}', seconds[host])}  {cpu}")
    halves = [stage.percentile(seconds[host], 0.5) for host in (big, small)]
    print(f"ratio of the p50: {halves[0] / halves[1]:.2f}  (target ≤ 1.20)")


def print_size() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        tables = (
            "people_user",
            "groups_group",
            "feed_post",
            "feed_comment",
            "feed_postreaction",
            "feed_commentreaction",
        )
        counts = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts.append(f"{cursor.fetchone()[0]:,} {table.partition('_')[2]}")
        print(" · ".join(counts))


def plans(host: str) -> None:
    from django.db import connection

    from core.schema import inside
    from feed.finding import newest_sql
    from feed.models import Post
    from people.models import User

    with inside(stage.listed(host)), connection.cursor() as cursor:
        person = User.objects.here().order_by("pk")[100]
        sql, params = newest_sql(person, 21, "TRUE", ())
        latest = Post.objects.filter(pk__in=[*Post.objects.order_by("-pk").values_list("pk", flat=True)[:20]])
        for name, text, values in (
            ("the newest of a home feed", sql, params),
            ("twenty posts with all that an entry shows", *latest.for_reader(person).query.sql_with_params()),
        ):
            print(f"\n— {name}")
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, SUMMARY) {text}", values)
            print("\n".join(row[0] for row in cursor.fetchall()))
