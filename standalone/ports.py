"""Ports of this machine: free ones, and the same again next time where they are still free."""

import contextlib
import json
import socket
from pathlib import Path

from standalone.folders import write_private
from standalone.refusal import Refusal

LOOPBACK = "127.0.0.1"


def is_free(port: int, host: str = LOOPBACK) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    return free_beside([])[0]


def free_beside(kept: list[int], count: int = 1) -> list[int]:
    """So many free ports that differ, and are none of those: each is held until the last is found."""
    found: list[int] = []
    with contextlib.ExitStack() as held:
        while len(found) < count:
            probe = held.enter_context(socket.socket())
            probe.bind((LOOPBACK, 0))
            if (port := probe.getsockname()[1]) not in kept:
                found.append(port)
    return found


def same_again(names: list[str], file: Path) -> dict[str, int]:
    """A port for each name, no two the same: last time's where it is free, since clients and bookmarks know it."""
    try:
        last = json.loads(file.read_text())
    except (OSError, ValueError):
        last = {}
    ports: dict[str, int] = {}
    for name in names:
        if name in last and last[name] not in ports.values() and is_free(last[name]):
            ports[name] = last[name]
    others = [name for name in names if name not in ports]
    ports |= zip(others, free_beside(list(ports.values()), len(others)), strict=True)
    if ports != last:
        write_private(file, json.dumps(ports))
    return ports


def must_be_free(port: int, host: str) -> None:
    """Said before anything starts: two minutes later nobody reads it."""
    if port < 1024 and not is_free(port, host) and is_free(0, host):
        raise Refusal(
            f"Port {port} is taken, or reserved to the administrator. Choose another: python3 manage.py up --port 8000"
        )
    if not is_free(0, host):
        raise Refusal(f"This machine has no address {host}. Leave out --host, or give one it has.")
    if not is_free(port, host):
        raise Refusal(
            f"Port {port} is taken by another program. End that one, or choose another port: "
            f"python3 manage.py up --port {port + 1}"
        )
