"""Ports for the servers of tests, each kept from every other run and process of this machine until this one ends.

They lie below those the system gives to connections and to servers that ask for port 0: between the choice and
the server's start, which on a slow machine may be a minute later, nobody is given them.
"""

from __future__ import annotations

import fcntl
import os
import random
import tempfile
from pathlib import Path
from typing import TextIO

from standalone.ports import is_free

PLACE = Path(tempfile.gettempdir(), f"workplace-ports-of-tests-{os.getuid()}")  # an empty file for each
MANY, LEAST = 10_000, 1024
_kept: list[TextIO] = []


def own_port() -> int:
    """A free port that is this process's from now on."""
    PLACE.mkdir(exist_ok=True)
    end = first_given_away()
    for port in random.sample(range(max(LEAST, end - MANY), end), MANY):
        if keep(port):
            return port
    raise RuntimeError("not one port is free")


def first_given_away() -> int:
    """Where the system's own ports begin; what leaves no room below is taken for Linux' usual choice."""
    try:
        first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    except OSError:
        first = 0
    return first if first >= LEAST + MANY else 32768


def keep(port: int) -> bool:
    lock = open(PLACE / str(port), "a")  # noqa: SIM115  (open, and so locked, as long as the process)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return False
    if not is_free(port):
        lock.close()
        return False
    _kept.append(lock)
    return True
