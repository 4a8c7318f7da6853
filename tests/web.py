"""Other people's servers: real ones on this machine, which the fetcher believes to be out on the internet."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core import fetching

OUTSIDE = "93.184.215.14"  # a public number; connections to it end up here


class Visit(BaseHTTPRequestHandler):
    """One request; `self.server.answer(self)` writes what the test wants."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.visits.append(self)
        self.close_connection = True
        try:
            self.server.answer(self)
        except OSError:
            return  # the other side had enough

    do_POST = do_GET

    def say(self, body: bytes | str = b"", kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str):
        body = body.encode() if isinstance(body, str) else body
        self.start(status, **{"Content_Type": kind, "Content_Length": str(len(body)), **headers})
        self.wfile.write(body)

    def start(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *arguments: object) -> None:
        """Hanging up in the middle is what some tests are about."""


class Web:
    """`web.site("example.com", lambda visit: visit.say("<title>…"))`; names known nowhere do not resolve."""

    def __init__(self) -> None:
        self.addresses: dict[str, list[str] | Callable[[], list[str]]] = {}
        self.servers: list[Server] = []
        self.dialled: list[str] = []
        self.at: dict[str, int] = {}

    def site(self, name: str, answer: Callable[[Visit], None], *, tls: ssl.SSLContext | None = None) -> Server:
        server = Server(("127.0.0.1", 0), Visit)
        server.answer, server.visits = answer, []
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.servers.append(server)
        number = f"93.184.215.{len(self.servers)}"
        self.addresses[name], self.at[number] = [number], server.server_port
        return server

    def resolve(self, host: str, port: int) -> list[str]:
        known = self.addresses.get(host)
        if known is None:
            raise OSError(f"no {host} in this web")
        return known() if callable(known) else known

    def dial(self, address: str, port: int, timeout: float):
        self.dialled.append(address)
        return DIAL("127.0.0.1", self.at[address], timeout)

    def close(self) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()


DIAL = fetching.dial


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    web = Web()
    monkeypatch.setattr(fetching, "resolve", web.resolve)
    monkeypatch.setattr(fetching, "dial", web.dial)
    yield web
    web.close()
