"""The project's own virtual environment: made when missing, refreshed when the requirements change.

Standard library only: this runs before anything is installed.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from standalone.folders import ROOT, VENV
from standalone.processes import die_with_parent
from standalone.progress import Progress
from standalone.refusal import Refusal, is_about_a_full_disk, reason_in

RUN = ROOT / "requirements.txt"
DEVELOP = ROOT / "requirements-dev.txt"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
HALF_DONE = VENV / "half-installed"


def active() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def ensure(*requirements: Path) -> None:
    """Bring the environment to what the requirement files say; quick when there is nothing to do."""
    if is_current(requirements):
        return
    VENV.mkdir(exist_ok=True)
    with one_at_a_time():
        if is_current(requirements):  # another start did it while this one waited
            return
        if not is_sound():
            make()
        install(requirements)


def is_current(requirements: tuple[Path, ...]) -> bool:
    """Whether these very files were installed, to the end, for the Python that is still there."""
    if not PYTHON.exists() or HALF_DONE.exists() or not fits_its_python():
        return False
    installed = stamp()
    return all(installed.get(file.name) == digest(file) for file in requirements)


def stamp() -> dict[str, str]:
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def fits_its_python() -> bool:
    """After an upgrade of the machine's Python, the packages lie in the folder of the old one."""
    name = PYTHON.resolve().name
    return not re.fullmatch(r"python3\.\d+", name) or (VENV / "lib" / name).is_dir()


def is_sound() -> bool:
    """A link leads to an environment kept elsewhere, which is used but never erased."""
    if VENV.is_symlink():
        return True
    if HALF_DONE.exists() or not PYTHON.exists() or not fits_its_python():
        return False
    return subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two starts at once must not install into one folder; the second waits."""
    handle = os.open(VENV, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another start is installing; waiting for it …", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def make() -> None:
    print(f"Making a virtual environment in {VENV.name} …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if made.returncode:
        raise Refusal(why_no_environment(made.stdout + made.stderr))


def why_no_environment(output: str) -> str:
    if is_about_a_full_disk(output):
        return "The disk is full: the virtual environment needs about 400 MB. Make some room and start again."
    if "ensurepip" in output or "No module named venv" in output:
        version = ".".join(map(str, sys.version_info[:2]))
        return (
            f"This Python comes without its venv module. On Debian and Ubuntu: apt install python{version}-venv, "
            "then start again."
        )
    return f"The virtual environment could not be made. Python said: {reason_in(output)}"


def install(requirements: tuple[Path, ...]) -> None:
    """Install, and remember it only when all is there: what was cut short is begun again next time."""
    HALF_DONE.touch()
    files = [word for file in requirements for word in ("-r", str(file))]
    quick = ["--disable-pip-version-check", "--progress-bar", "off", "--no-compile"]
    command = [PYTHON, "-m", "pip", "install", *quick, *files]
    print(f"Installing {' and '.join(file.name for file in requirements)} …", flush=True)
    output, status = follow(command)
    if status:
        raise Refusal(why_not_installed(output))
    compile_all()
    STAMP.write_text(json.dumps(stamp() | {file.name: digest(file) for file in requirements}))
    HALF_DONE.unlink()


def compile_all() -> None:
    """On every core, where pip would use one. Some packages carry files for other Pythons: those may fail."""
    subprocess.run([PYTHON, "-m", "compileall", "-q", "-j", "0", VENV / "lib"], capture_output=True)


def follow(command: list) -> tuple[str, int]:
    """Run pip, show how far it is, keep what it said."""
    lines, progress, fetched = [], Progress(), 0
    speech = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, **speech, preexec_fn=die_with_parent(signal.SIGTERM)) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            if found := re.match(r"(?:Collecting|Processing) (?:\S*/)?([\w.-]+)", line.strip()):
                fetched += 1
                progress.step(f"fetched {fetched} packages, {found[1]}")
            elif line.startswith("Installing collected packages"):
                progress.done(f"fetched {fetched} packages, now unpacking them")
        status = pip.wait()
    progress.done("" if status else "installed")
    return "".join(lines), status


def why_not_installed(output: str) -> str:
    if is_about_a_full_disk(output):
        return "The disk is full: the packages need about 400 MB. Make some room and start again."
    if re.search(r"Connection|ConnectTimeout|Temporary failure in name resolution|Network is unreachable", output):
        return (
            "The packages could not be fetched: pip reaches no package index from here. Check the network "
            f"and pip's own settings, then start again. pip said: {reason_in(output)}"
        )
    return f"The packages could not be installed. pip said: {reason_in(output)}"
