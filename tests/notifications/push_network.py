"""A push service that a real Chromium believes in: it lets the browser check in, registers it, keeps a line open to it
and sends down that line what the product hands over. The browser's side of Google's own protocol, as far as it is
needed for one browser on this machine; all it knows of the messages is that they are encrypted.

    check-in and registration    HTTP, small protobuf and form answers
    the open line ("MCS")        TLS: a version byte, then frames of tag, length, protobuf
"""

from __future__ import annotations

import asyncio
import datetime
import secrets
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from standalone.ports import LOOPBACK

VERSION = 41
PING, PONG, LOGIN, WELCOME, DATA = 0, 1, 2, 3, 8  # tags of frames


def number(value: int) -> bytes:
    """A protobuf varint."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def integer(field: int, value: int) -> bytes:
    return number(field << 3) + number(value)


def text(field: int, value: str | bytes) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return number(field << 3 | 2) + number(len(raw)) + raw


def fixed(field: int, value: int) -> bytes:
    return number(field << 3 | 1) + struct.pack("<Q", value)


def frame(tag: int, body: bytes) -> bytes:
    return bytes([tag]) + number(len(body)) + body


class PushNetwork:
    """The two ends: browsers on one side, `deliver` on the other."""

    def __init__(self, folder: Path) -> None:
        self.registered: dict[str, dict[str, str]] = {}
        self.lines: set[asyncio.StreamWriter] = set()
        self.sent = 0
        self.loop = asyncio.new_event_loop()
        self.web = ThreadingHTTPServer((LOOPBACK, 0), _handler_of(self))
        self.certificate = certificate(folder)

    @property
    def flags(self) -> list[str]:
        """What makes Chromium use us."""
        web = f"http://{LOOPBACK}:{self.web.server_address[1]}"
        return [
            f"--gcm-checkin-url={web}/checkin",
            f"--gcm-registration-url={web}/register",
            f"--gcm-mcs-endpoint=https://{LOOPBACK}:{self.line_port}",
            "--ignore-certificate-errors",
        ]

    def deliver(self, address: str, headers: dict[str, str], body: bytes) -> int:
        """As `push_service.post`: the status a push service would answer."""
        token = urlsplit(address).path.rsplit("/", 1)[-1]
        app = self.registered.get(token)
        if app is None:
            return 410
        self.sent += 1
        entries = {"subtype": app.get("X-subtype", ""), "content-encoding": headers["Content-Encoding"]}
        message = b"".join(
            [
                text(2, f"m{self.sent}"),
                text(3, app.get("sender", "")),
                text(5, app["app"]),
                *(text(7, text(1, name) + text(2, value)) for name, value in entries.items()),
                text(9, f"p{self.sent}"),
                integer(17, int(headers["TTL"])),
                integer(18, int(time.time() * 1000)),
                text(21, body),
            ]
        )
        asyncio.run_coroutine_threadsafe(self._send(frame(DATA, message)), self.loop).result(10)
        return 201

    async def _send(self, raw: bytes) -> None:
        for line in list(self.lines):
            line.write(raw)
            await line.drain()

    async def _line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One browser's open line."""
        try:
            await reader.readexactly(1)  # its version
            while True:
                tag = (await reader.readexactly(1))[0]
                await reader.readexactly(await _length(reader))
                if tag == LOGIN:
                    welcome = text(1, "welcome") + integer(8, int(time.time() * 1000))
                    writer.write(bytes([VERSION]) + frame(WELCOME, welcome))
                    self.lines.add(writer)
                elif tag == PING:
                    writer.write(frame(PONG, b""))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            self.lines.discard(writer)
            writer.close()

    def start(self) -> None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(self.certificate)
        for serve in (self.loop.run_forever, self.web.serve_forever):
            threading.Thread(target=serve, daemon=True).start()
        opening = asyncio.start_server(self._line, LOOPBACK, 0, ssl=tls)
        server = asyncio.run_coroutine_threadsafe(opening, self.loop).result(10)
        self.line_port = server.sockets[0].getsockname()[1]

    def end(self) -> None:
        self.web.shutdown()
        self.web.server_close()
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def _hang_up(self) -> None:
        mine = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not mine]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def answer(self, path: str, body: bytes) -> bytes:
        """Check-in and registration."""
        if path.startswith("/checkin"):
            now, ids = int(time.time() * 1000), (0x0B0E11, 0x5EC2E7)
            return integer(1, 1) + integer(3, now) + fixed(7, ids[0]) + fixed(8, ids[1]) + text(11, "1")
        asked = dict(parse_qsl(body.decode()))
        token = f"t{secrets.token_urlsafe(24)}"
        if asked.get("delete"):
            return f"token={asked.get('X-subtype', '')}".encode()
        self.registered[token] = asked
        return f"token={token}".encode()


async def _length(reader: asyncio.StreamReader) -> int:
    value, shift = 0, 0
    while True:
        byte = (await reader.readexactly(1))[0]
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value


def _handler_of(network: PushNetwork) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            out = network.answer(self.path, self.rfile.read(int(self.headers.get("Content-Length", 0))))
            self.send_response(200)
            kind = "application/x-protobuf" if self.path.startswith("/checkin") else "text/plain"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(out)))
            self.end_headers()
            self.wfile.write(out)

        def log_message(self, *_what: Any) -> None:
            """Not on the test's console."""

    return Handler


def certificate(folder: Path) -> Path:
    """For a day, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .sign(key, hashes.SHA256())
    )
    path = folder / "network.pem"
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def push_network(folder: Path) -> Iterator[PushNetwork]:
    network = PushNetwork(folder)
    network.start()
    yield network
    network.end()
