"""Where what is being done now comes from: the address and device of the request this thread is answering.

Actions are called by pages, the API, tasks and commands; only the first two come from somewhere. So the request
leaves a note here, and whoever writes down what was done (audit) reads it. Callers need not pass it along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

LONGEST_DEVICE = 300


@dataclass(frozen=True)
class Origin:
    address: str | None = None
    device: str = ""  # the browser's or app's own name


_request: ContextVar[HttpRequest | None] = ContextVar("request_answered_now", default=None)


def origin() -> Origin:
    """Nowhere, unless a request is being answered."""
    request = _request.get()
    if request is None:
        return Origin()
    return Origin(address_of(request), request.headers.get("User-Agent", "")[:LONGEST_DEVICE].replace("\0", ""))


def address_of(request: HttpRequest) -> str | None:
    """The network's address, as far as our own proxies vouch for it."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:  # the proxies do not say what they must: better no address than a made-up one
        return None


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """What is done in this block comes from where the request does."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


class OriginMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with answering(request):
            return self.get_response(request)
