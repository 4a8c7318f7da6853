"""The floor: what a message costs on this machine, now, without any framework.

    python -m bench.floor

One bare process: a WebSocket server that looks the sender's session, person and membership up, counts the thread on,
writes the message and the read pointer in one transaction (psycopg), publishes it through Valkey and pushes it to the
other's socket. And a bare echo. Quote other figures as multiples of these, from the same minute.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
import uuid
from typing import Any

import orjson
import psycopg
import websockets
from redis import asyncio as aioredis

from bench import stage

TABLES = """
DROP SCHEMA IF EXISTS bench_floor CASCADE;
CREATE SCHEMA bench_floor;
SET search_path = bench_floor;
CREATE TABLE session (key text PRIMARY KEY, person bigint NOT NULL);
CREATE TABLE person (id bigint PRIMARY KEY, name text NOT NULL, active bool NOT NULL);
CREATE TABLE thread (id bigint PRIMARY KEY, version bigint NOT NULL, last_seq bigint NOT NULL, changed_at timestamptz);
CREATE TABLE member (thread bigint, person bigint, read_seq bigint NOT NULL, PRIMARY KEY (thread, person));
CREATE TABLE message (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, thread bigint NOT NULL, seq bigint NOT NULL,
    version bigint NOT NULL, author bigint NOT NULL, text text NOT NULL, client_id text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (thread, seq), UNIQUE (author, client_id)
);
CREATE INDEX ON message (thread, version);
INSERT INTO session VALUES ('key-of-one', 1), ('key-of-two', 2);
INSERT INTO person VALUES (1, 'One', true), (2, 'Two', true);
INSERT INTO thread VALUES (1, 0, 0, now());
INSERT INTO member VALUES (1, 1, 0), (1, 2, 0);
"""
CHANNEL = "bench_floor"


class Floor:
    """The bare server."""

    def __init__(self, database: Any, valkey: aioredis.Redis) -> None:
        self.database, self.valkey = database, valkey
        self.sockets: dict[int, Any] = {}

    async def serve(self, line: Any) -> None:
        self.sockets[int(line.request.path.strip("/"))] = line
        async for text in line:
            frame = orjson.loads(text)
            if frame["type"] == "ping":
                await line.send('{"type":"pong"}')
            else:
                await self.say(frame)
                await line.send('{"type":"done"}')

    async def say(self, frame: dict[str, str]) -> None:
        ask = self.database.execute
        (person,) = await (await ask("SELECT person FROM session WHERE key = %s", [frame["key"]])).fetchone()
        await (await ask("SELECT id, name FROM person WHERE id = %s AND active", [person])).fetchone()
        await (await ask("SELECT 1 FROM member WHERE thread = 1 AND person = %s", [person])).fetchone()
        async with self.database.transaction():
            counted = (
                "UPDATE thread SET version = version + 1, last_seq = last_seq + 1, changed_at = now() WHERE id = 1"
            )
            seq, version = await (await ask(f"{counted} RETURNING last_seq, version")).fetchone()
            members = await (await ask("SELECT person FROM member WHERE thread = 1")).fetchall()
            row = [seq, version, person, frame["text"], frame["client_id"]]
            written = (
                "INSERT INTO message (thread, seq, version, author, text, client_id) VALUES (1, %s, %s, %s, %s, %s)"
            )
            await ask(written, row)
            await ask("UPDATE member SET read_seq = %s WHERE thread = 1 AND person = %s", [seq, person])
        await self.valkey.publish(CHANNEL, orjson.dumps({"to": [each for (each,) in members], **frame}))

    async def hear(self, pubsub: Any) -> None:
        async for message in pubsub.listen():
            if message["type"] == "message":
                for person in orjson.loads(message["data"])["to"]:
                    if person in self.sockets:
                        await self.sockets[person].send(message["data"].decode())


async def measure(count: int, database_url: str, valkey_url: str) -> None:
    database = await psycopg.AsyncConnection.connect(database_url, autocommit=True)
    await database.execute(TABLES)
    valkey = aioredis.Redis.from_url(valkey_url)
    pubsub = valkey.pubsub()
    await pubsub.subscribe(CHANNEL)
    floor = Floor(database, valkey)
    hearing = asyncio.create_task(floor.hear(pubsub))
    async with websockets.serve(floor.serve, "127.0.0.1", 0, compression=None) as server:
        port = server.sockets[0].getsockname()[1]
        await talk(count, port)
    hearing.cancel()
    await database.execute("DROP SCHEMA bench_floor CASCADE")
    await database.close()


async def talk(count: int, port: int) -> None:
    pings, heard = [], []
    url = f"ws://127.0.0.1:{port}"
    async with websockets.connect(f"{url}/1", compression=None) as one, websockets.connect(f"{url}/2") as two:
        for number in range(count + 20):
            words = {"type": "say", "key": "key-of-one", "client_id": uuid.uuid4().hex, "text": f"Message {number}."}
            begun = time.perf_counter()
            await one.send(orjson.dumps(words).decode())
            await two.recv()
            heard.append(time.perf_counter() - begun)
            while orjson.loads(await one.recv())["type"] != "done":
                pass
            begun = time.perf_counter()
            await two.send('{"type":"ping"}')
            await two.recv()
            pings.append(time.perf_counter() - begun)
    print(stage.line("floor: echo", pings[20:]))
    print(stage.line("floor: stored and heard", heard[20:]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    asked = parser.parse_args()
    from standalone import environment

    environment.fill_in()
    stage.only_here(os.environ["DATABASE_URL"])
    stage.only_here(os.environ["REDIS_URL"])
    asyncio.run(measure(min(asked.count, stage.MOST), os.environ["DATABASE_URL"], os.environ["REDIS_URL"]))
