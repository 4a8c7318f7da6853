"""CPU of the page process for each of Work Chat's hot requests, without a server around it.

    python -m bench.cost
    python -m bench.cost --profile send

The application is called in this process, so what other work on the machine does is not counted, though a full cache
and a shared core make the same work dearer: compare two versions within the same minute. `--profile` names where the
time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import itertools
import pstats
import sys
import time
from collections.abc import Callable
from typing import Any

import orjson

from bench import ears, stage
from bench.load import MEMBERS, PAGE, text

ROUNDS = 5


class Pages:
    """The web application, asked as a server would ask it."""

    def __init__(self) -> None:
        from workplace.wsgi import application

        self.application = application

    def ask(self, method: str, path: str, player: stage.Player, body: Any = None) -> Any:
        data, heads = b"" if body is None else orjson.dumps(body), []
        path, _, query = path.partition("?")
        asked = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": ""}
        asked |= {"HTTP_HOST": stage.HOST, "HTTP_X_SESSION_TOKEN": player.token, "HTTP_ACCEPT": "application/json"}
        asked |= {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1"}
        asked |= {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(data)), "wsgi.url_scheme": "http"}
        asked |= {"wsgi.input": io.BytesIO(data), "wsgi.errors": sys.stderr, "SERVER_PROTOCOL": "HTTP/1.1"}
        answer = self.application(asked, lambda status, _headers, *_: heads.append(status))
        said = b"".join(answer)
        answer.close()
        if not heads[0].startswith("20"):
            raise SystemExit(f"{method} {path} answered {heads[0]}: {said[:300]!r}")
        return orjson.loads(said)


def requests(players: list[stage.Player]) -> dict[str, Callable[[], Any]]:
    pages, (writer, *others) = Pages(), players
    begin = {"people": [str(each.id) for each in others], "name": "Bench", "client_id": ears.marked()}
    thread = f"/api/v1/threads/{pages.ask('POST', '/api/v1/threads', writer, begin)['id']}"
    places = itertools.count(1)

    def send() -> None:
        pages.ask("POST", f"{thread}/messages", writer, {"client_id": ears.marked(), "text": text()})

    for _ in range(PAGE * 2):
        send()
    return {
        "send": send,
        "page": lambda: pages.ask("GET", f"{thread}/messages?limit={PAGE}", writer),
        "page with fragments": lambda: pages.ask("GET", f"{thread}/messages?limit={PAGE}&html=1", writer),
        "read": lambda: pages.ask("POST", f"{thread}/read", others[0], {"seq": next(places)}),
        "changes": lambda: pages.ask("GET", f"{thread}/changes?since=0&limit=10", writer),
        "versions": lambda: pages.ask("GET", "/api/v1/threads/versions", writer),
    }


def measure(ask: Callable[[], Any], count: int) -> list[float]:
    """Milliseconds of CPU a request, of each round."""
    found = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(count):
            ask()
        found.append((time.process_time() - begun) / count * 1000)
    return sorted(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", default="", help="one of them, with where its time goes")
    parser.add_argument("--count", type=int, default=50, help="requests a round")
    asked = parser.parse_args()
    stage.set_up()
    hot = requests(stage.company(MEMBERS).players)
    if asked.profile:
        measure(hot[asked.profile], 20)
        profile = cProfile.Profile()
        profile.runcall(measure, hot[asked.profile], asked.count)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
        return
    for name, ask in hot.items():
        measure(ask, 5)
        rounds = measure(ask, min(asked.count, 1000))
        print(f"{name:<22} {rounds[0]:6.2f} ms of CPU at best, {rounds[ROUNDS // 2]:6.2f} ms in the middle")


if __name__ == "__main__":
    main()
