"""Who is there, as pages tell and others ask."""

from __future__ import annotations

import time

from realtime import presence
from tests.sockets import here, hung_up, opened


def seen_by(client, *people) -> dict[str, str]:
    answer = client.get("/api/v1/presence", {"ids": ",".join(str(person.pk) for person in people)})
    assert answer.status_code == 200
    return {row["person"]: row["state"] for row in answer.json()["results"]}


async def says(line, state: str) -> None:
    await line.send_json_to({"type": "presence", "state": state})
    await line.send_json_to({"type": "ping"})
    assert await line.next() == {"type": "pong"}


def test_a_person_is_there_while_a_page_says_so(scenario, alice, bob, carol, client_of, line_of):
    client = client_of(alice)

    async def story():
        (page,) = await opened(line_of(bob))
        assert await here(seen_by, client, bob, carol) == {str(bob.pk): "offline", str(carol.pk): "offline"}
        await says(page, "active")
        assert await here(seen_by, client, bob, carol) == {str(bob.pk): "active", str(carol.pk): "offline"}
        await says(page, "away")
        assert await here(seen_by, client, bob) == {str(bob.pk): "away"}
        await hung_up(page)
        assert await here(seen_by, client, bob) == {str(bob.pk): "offline"}

    scenario(story)


def test_the_liveliest_of_several_sockets_counts(scenario, alice, bob, client_of, line_of):
    client = client_of(alice)

    async def story():
        page, phone = await opened(line_of(bob), line_of(bob))
        await says(page, "away")
        await says(phone, "active")
        assert await here(seen_by, client, bob) == {str(bob.pk): "active"}
        await hung_up(phone)
        assert await here(seen_by, client, bob) == {str(bob.pk): "away"}
        await hung_up(page)

    scenario(story)


def test_what_was_said_a_minute_ago_is_forgotten(scenario, alice, bob, client_of, line_of, monkeypatch):
    client = client_of(alice)

    async def story():
        (page,) = await opened(line_of(bob))
        await says(page, "active")
        now = time.time()
        monkeypatch.setattr(presence.time, "time", lambda: now + presence.LIFE + 2)
        assert await here(seen_by, client, bob) == {str(bob.pk): "offline"}
        await hung_up(page)

    scenario(story)


def test_equal_ids_in_two_companies_are_two_people(scenario, alice, bob, gina, client_of, line_of):
    client, ginas_client = client_of(alice), client_of(gina)

    async def story():
        (page,) = await opened(line_of(bob))
        await says(page, "active")
        assert await here(seen_by, client, bob) == {str(bob.pk): "active"}
        assert await here(seen_by, ginas_client, gina) == {str(gina.pk): "offline"}
        await hung_up(page)

    scenario(story)


def test_without_valkey_everybody_is_offline(client_of, alice, bob, settings):
    client = client_of(alice)
    presence.valkey.cache_clear()
    settings.REDIS_URL = "redis://127.0.0.1:1"
    assert seen_by(client, bob) == {str(bob.pk): "offline"}
    presence.valkey.cache_clear()


def test_what_is_asked_must_be_ids(client_of, alice):
    client = client_of(alice)
    for ids in ("", "x", "1,,2", "1" * 20, ",".join(["1"] * 101)):
        answer = client.get("/api/v1/presence", {"ids": ids})
        assert answer.status_code == 400
        assert answer.json()["fields"].keys() == {"ids"}


def test_strangers_are_not_told(stranger):
    assert stranger.get("/api/v1/presence", {"ids": "1"}).status_code == 401


def test_who_is_not_there_was_last_seen(scenario, alice, bob, carol, client_of, line_of):
    client = client_of(alice)

    def last(person):
        (row,) = client.get("/api/v1/presence", {"ids": str(person.pk)}).json()["results"]
        return row["last_seen"]

    async def story():
        (page,) = await opened(line_of(bob))
        await says(page, "active")
        assert await here(last, bob) is None
        await hung_up(page)
        assert (await here(last, bob)).startswith("20")

    scenario(story)


def test_who_hides_is_not_seen_and_does_not_see(scenario, alice, bob, api_of, client_of, line_of):
    client, bobs, api = client_of(alice), client_of(bob), api_of(bob)

    async def story():
        page, other = await opened(line_of(bob), line_of(alice))
        await says(page, "active")
        await says(other, "active")
        assert await here(seen_by, client, bob) == {str(bob.pk): "active"}
        await here(api.patch, "/api/v1/me", {"shows_presence": False})
        assert await here(seen_by, client, bob) == {str(bob.pk): "offline"}
        assert await here(seen_by, bobs, alice) == {str(alice.pk): "offline"}
        assert await page.closed_with() == 1012
        (again,) = await opened(line_of(bob))
        await says(again, "active")
        assert await here(seen_by, client, bob) == {str(bob.pk): "offline"}
        await here(api.patch, "/api/v1/me", {"shows_presence": True})
        assert await here(seen_by, bobs, alice) == {str(alice.pk): "active"}
        await hung_up(other)

    scenario(story)


def test_who_watches_is_told_at_once_and_others_are_not(scenario, alice, bob, carol, gina, line_of):
    async def story():
        watcher, other, elsewhere = await opened(line_of(alice), line_of(carol), line_of(gina))
        for line in (watcher, elsewhere):
            await line.send_json_to({"type": "watch", "people": [str(bob.pk)]})
            await line.send_json_to({"type": "ping"})
            assert await line.next() == {"type": "pong"}
        (page,) = await opened(line_of(bob))
        await says(page, "active")
        event = await watcher.next()
        assert event["type"] == "realtime.presence_changed"
        assert event["data"] == {"person": str(bob.pk), "state": "active"}
        await says(page, "active")
        assert await watcher.hears_nothing()
        assert await other.hears_nothing()
        assert await elsewhere.hears_nothing()
        await hung_up(page, watcher, other, elsewhere)

    scenario(story)


def test_nonsense_is_not_watched(scenario, bob, line_of):
    async def story():
        (page,) = await opened(line_of(bob))
        for people in (["x"], [None], 7, [{}]):
            await page.send_json_to({"type": "watch", "people": people})
            assert (await page.next())["type"] == "realtime.frame_refused"
        await hung_up(page)

    scenario(story)
