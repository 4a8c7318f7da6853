"""Asking other people's servers, at addresses that strangers typed, without being led into our own house.

A name is resolved once and the connection goes to the very address that was looked at, so a name that says
one thing to the check and another to the connection gains nothing. Redirects are followed by hand and looked
at again. httpcore does the HTTP: it follows nothing, keeps no cookies, reads no proxy from the environment,
and lets us put in the connection ourselves, which is where the guard belongs.
"""

from __future__ import annotations

import functools
import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import certifi
import httpcore
import idna
from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import Refusal

USER_AGENT = "Workplace-LinkFetcher/1.0"
LONGEST_URL = 2_000
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
IDLE = 5.0  # seconds without a byte
CHUNK = 64 * 1024
PORTS = {"http": 80, "https": 443}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64, NAT64_LOCAL = ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48")
GLOBAL_V6 = ipaddress.ip_network("2000::/3")
# Set apart by IANA; which of them Python calls global differs from release to release.
SET_APART = [
    ipaddress.ip_network(block)
    for block in ("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "2001::/23", "2001:db8::/32", "3fff::/20")
]
NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
NOT_IN_URLS = re.compile(r"[\x00-\x20\x7f\\]")
KEPT_IN_PATHS = "/%:@!$&'()*+,;=~-._"


class Reason(StrEnum):
    BAD_ADDRESS = "bad_address"
    PRIVATE_ADDRESS = "private_address"
    UNKNOWN_HOST = "unknown_host"
    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_ANSWER = "bad_answer"


class Unfetchable(Refusal):
    """The address cannot or must not be asked; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason, words_for(reason))
        self.reason = reason


def words_for(reason: Reason) -> str:
    return {
        Reason.BAD_ADDRESS: _("This is not a web address that can be opened."),
        Reason.PRIVATE_ADDRESS: _("This address is not on the public internet."),
        Reason.UNKNOWN_HOST: _("There is no such site."),
        Reason.UNREACHABLE: _("The site does not answer."),
        Reason.INSECURE: _("The site could not prove that it is itself."),
        Reason.TOO_SLOW: _("The site is too slow."),
        Reason.TOO_BIG: _("The site sends more than we take."),
        Reason.TOO_MANY_REDIRECTS: _("The site leads on and on."),
        Reason.BAD_ANSWER: _("The site answers what we cannot read."),
    }[reason]


@dataclass(frozen=True)
class Fetched:
    """What a server answered; `url` is where the redirects ended, `body` is unpacked."""

    status: int
    url: str
    content_type: str
    body: bytes
    cut: bool = False  # there was more

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        return self.content_type.partition(";")[0].strip().lower()


def fetch(
    url: str,
    *,
    most_bytes: int,
    seconds: float,
    accept: str = "*/*",
    cut: bool = False,
    method: str = "GET",
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    redirects: int = MOST_REDIRECTS,
    shun: Callable[[str], bool] = lambda host: False,
) -> Fetched:
    """Ask a public server, within `seconds` in all and for at most `most_bytes`, packed or unpacked.

    A longer answer is refused, or with `cut` read no further. Hosts that `shun` knows are asked nothing, wherever
    a redirect leads. Raises Unfetchable.
    """
    asking = _Asking(time.monotonic() + seconds, most_bytes, cut)
    sent = {"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "gzip", **(headers or {})}
    for _turn in range(redirects + 1):
        parts = parse(url)
        if shun(str(parts.hostname)):
            raise Unfetchable(Reason.PRIVATE_ADDRESS)
        answer, onward = asking.ask(method, parts, sent, body)
        if onward is None:
            return answer
        try:
            url = urljoin(answer.url, onward)
        except ValueError:  # `http://[`
            raise Unfetchable(Reason.BAD_ADDRESS) from None
    raise Unfetchable(Reason.TOO_MANY_REDIRECTS)


def parse(url: str) -> SplitResult:
    """The address in the one spelling that is asked for: http(s), a plain name or number, no secrets in it."""
    if len(url) > LONGEST_URL or NOT_IN_URLS.search(url):
        raise Unfetchable(Reason.BAD_ADDRESS)
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise Unfetchable(Reason.BAD_ADDRESS) from None
    if parts.scheme not in PORTS or parts.username is not None or parts.password is not None:
        raise Unfetchable(Reason.BAD_ADDRESS)
    if (port or PORTS[parts.scheme]) not in settings.FETCH_PORTS:
        raise Unfetchable(Reason.BAD_ADDRESS)
    host = plain_host(host)
    if not (_is_name(host) or is_public(ipaddress.ip_address(host))):
        raise Unfetchable(Reason.PRIVATE_ADDRESS)
    at = f"[{host}]" if ":" in host else host
    return SplitResult(
        parts.scheme,
        at if port in (None, PORTS[parts.scheme]) else f"{at}:{port}",
        quote(parts.path or "/", safe=KEPT_IN_PATHS),
        quote(parts.query, safe=KEPT_IN_PATHS + "?"),
        "",
    )


def _is_name(host: str) -> bool:
    return ":" not in host and not NUMBER.fullmatch(host.rsplit(".", 1)[-1])


def port_of(parts: SplitResult) -> int:
    return parts.port or PORTS[parts.scheme]


def plain_host(host: str) -> str:
    """A name in ASCII, or a number as it is usually written; the many other spellings of numbers are refused."""
    if ":" in host:
        if "%" in host:
            raise Unfetchable(Reason.PRIVATE_ADDRESS)  # a zone: an address of this machine's own wires
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise Unfetchable(Reason.BAD_ADDRESS) from None
    host = host.rstrip(".")
    try:
        host = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        raise Unfetchable(Reason.BAD_ADDRESS) from None
    host = host.lower()
    if NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:  # 2130706433, 0x7f.1, 0177.0.0.1, 127.1
            raise Unfetchable(Reason.PRIVATE_ADDRESS) from None
    if not re.fullmatch(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", host) or len(host) > 253:
        raise Unfetchable(Reason.BAD_ADDRESS)
    if "." not in host or host.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        raise Unfetchable(Reason.PRIVATE_ADDRESS)
    return host


def is_public(address: Address) -> bool:
    """Whether this number belongs to somebody on the internet, whatever way it is wrapped."""
    if isinstance(address, ipaddress.IPv4Address):
        return _is_ordinary(address)
    inner = address.ipv4_mapped or address.sixtofour
    if address in NAT64:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    if address in NAT64_LOCAL or address.teredo is not None or address not in GLOBAL_V6 or address.scope_id:
        return False
    return _is_ordinary(address)


def _is_ordinary(address: Address) -> bool:
    if address.is_multicast or address.is_reserved or any(address in block for block in SET_APART):
        return False
    return address.is_global


def public_addresses(host: str, port: int, *, seconds: float) -> list[str]:
    """The numbers behind a name. One private number among them and none is believed."""
    found = _resolve_within(host, port, seconds) if _is_name(host) else [host]
    if not found:
        raise Unfetchable(Reason.UNKNOWN_HOST)
    if not all(is_public(ipaddress.ip_address(one)) for one in found):
        raise Unfetchable(Reason.PRIVATE_ADDRESS)
    return found


def resolve(host: str, port: int) -> list[str]:
    """What the system's resolver says; an edge of ours that tests put another in place of."""
    return list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def dial(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """A connection to one number; the other edge."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)


def _resolve_within(host: str, port: int, seconds: float) -> list[str]:
    """The system's resolver knows no time limit of ours: it is waited for on a thread of its own."""
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as unknown:
            answers.put(unknown)

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        found = answers.get(timeout=max(0.01, seconds))
    except queue.Empty:
        raise Unfetchable(Reason.TOO_SLOW) from None
    if isinstance(found, Exception):
        raise Unfetchable(Reason.UNKNOWN_HOST) from None
    return found


class _Asking:
    """One `fetch`, over all its redirects: they share the time."""

    def __init__(self, until: float, most_bytes: int, cut: bool) -> None:
        self.until, self.most_bytes, self.cut = until, most_bytes, cut

    def left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise Unfetchable(Reason.TOO_SLOW)
        return left

    def ask(
        self, method: str, parts: SplitResult, headers: Mapping[str, str], body: bytes
    ) -> tuple[Fetched, str | None]:
        """One answer, and where it leads on to."""
        url, wait = urlunsplit(parts), min(IDLE, self.left())
        times = {"connect": wait, "read": wait, "write": wait, "pool": wait}
        try:
            with (
                httpcore.ConnectionPool(ssl_context=_tls(), network_backend=_Guarded(self), retries=0) as pool,
                pool.stream(
                    method,
                    httpcore.URL(url),
                    headers=[("Connection", "close"), *headers.items()],
                    content=body or None,
                    extensions={"timeout": times},
                ) as response,
            ):
                return self.read(response, url)
        except httpcore.TimeoutException:
            raise Unfetchable(Reason.TOO_SLOW) from None
        except httpcore.ConnectError as failed:
            insecure = isinstance(failed.__cause__ or failed.__context__, ssl.SSLError) or "SSL" in str(failed)
            raise Unfetchable(Reason.INSECURE if insecure else Reason.UNREACHABLE) from None
        except httpcore.NetworkError:
            raise Unfetchable(Reason.UNREACHABLE) from None
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, UnicodeError, ValueError):
            raise Unfetchable(Reason.BAD_ANSWER) from None

    def read(self, response: httpcore.Response, url: str) -> tuple[Fetched, str | None]:
        known = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        kind, onward = known.get("content-type", ""), known.get("location")
        if response.status in REDIRECTS and onward:
            return Fetched(response.status, url, kind, b""), onward
        body, was_cut = self.gather(_unpacked(response.iter_stream(), known.get("content-encoding", "")))
        return Fetched(response.status, url, kind, body, was_cut), None

    def gather(self, chunks: Iterable[bytes]) -> tuple[bytes, bool]:
        got = bytearray()
        for chunk in chunks:
            got += chunk
            if len(got) > self.most_bytes:
                if not self.cut:
                    raise Unfetchable(Reason.TOO_BIG)
                return bytes(got[: self.most_bytes]), True
            self.left()
        return bytes(got), False


def _unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body piece by piece: a bomb is unpacked no further than to the first piece that is too much."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unfetchable(Reason.BAD_ANSWER)
    unpacker = zlib.decompressobj(wbits=47)
    try:
        for chunk in chunks:
            while chunk:
                yield unpacker.decompress(chunk, CHUNK)
                chunk = unpacker.unconsumed_tail
    except zlib.error:
        raise Unfetchable(Reason.BAD_ANSWER) from None


class _Guarded(httpcore.NetworkBackend):
    """Connects to the address that was looked at, and keeps the time."""

    def __init__(self, asking: _Asking) -> None:
        self.asking = asking

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, **_options: Any
    ) -> httpcore.NetworkStream:
        failed: Exception = Unfetchable(Reason.UNREACHABLE)
        for address in public_addresses(host, port, seconds=min(IDLE, self.asking.left()))[:3]:
            try:
                return _Timed(dial(address, port, min(IDLE, self.asking.left())), self.asking)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as away:
                failed = away
        raise failed


class _Timed(httpcore.NetworkStream):
    """A connection whose every step has only what is left of the whole: one byte a second is not progress."""

    def __init__(self, stream: httpcore.NetworkStream, asking: _Asking) -> None:
        self.stream, self.asking = stream, asking

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, min(timeout or IDLE, self.asking.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, min(timeout or IDLE, self.asking.left()))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self.stream.start_tls(ssl_context, server_hostname, min(timeout or IDLE, self.asking.left()))
        return _Timed(secured, self.asking)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


@functools.cache
def _tls() -> ssl.SSLContext:
    """The system's authorities and certifi's; the name is checked."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
