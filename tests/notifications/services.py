"""Other people's servers as tests have them, on this machine: a push service and a mail server that remember."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from standalone.ports import LOOPBACK
from tests.ports import own_port


class PushService(ThreadingHTTPServer):
    """Takes every push, and counts them by the path of their address."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), _Push)
        self.got: Counter[str] = Counter()
        self.lock = threading.Lock()

    def handle_error(self, *_whose: Any) -> None:
        """A worker that is killed hangs up in the middle."""


class _Push(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: PushService

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.got[self.path] += 1
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_what: Any) -> None:
        """Not on the test's console."""


class MailServer:
    """Takes every mail, and counts those to one domain by Message-ID: a worker sends what other tests left, too."""

    def __init__(self, domain: str) -> None:
        self.domain = domain
        self.got: Counter[str] = Counter()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if any(address.endswith(f"@{self.domain}") for address in envelope.rcpt_tos):
            self.got[str(message_from_bytes(envelope.content or b"")["Message-ID"])] += 1
        return "250 taken"


@contextmanager
def push_service() -> Iterator[PushService]:
    with PushService() as service:
        threading.Thread(target=service.serve_forever, daemon=True).start()
        yield service
        service.shutdown()


@contextmanager
def mail_server(domain: str) -> Iterator[tuple[MailServer, int]]:
    keeper, port = MailServer(domain), own_port()
    controller = Controller(keeper, hostname=LOOPBACK, port=port)
    controller.start()
    yield keeper, port
    controller.stop()
