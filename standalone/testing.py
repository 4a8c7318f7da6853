"""`python3 manage.py test`: what the tests need of the machine, then pytest.

The servers are the tests' own business (tests/servers.py): each run has a private pair in a folder of its own.
"""

import os
import subprocess
import sys

from standalone import debian
from standalone.folders import ROOT
from standalone.refusal import Refusal

# A whole run: each process has its own PostgreSQL and Valkey, a file's tests stay together, browsers come last.
SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")


def main(arguments: list[str]) -> int:
    missing = debian.provide(ROOT / "tests" / "debian-packages.txt")
    if missing:
        tell(missing)
    if all(argument.startswith("-") for argument in arguments):
        arguments = [*SIDE_BY_SIDE, *arguments]
    # -P would hide the checkout; -m puts it on the path, so that `tests` can be imported
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT).returncode


def tell(missing: debian.Missing) -> None:
    if os.environ.get("REQUIRE_ALL") == "1":
        raise Refusal(f"Missing: {missing}. With REQUIRE_ALL=1 that is a failure.")
    print(f"Skipped where needed: {missing}.", flush=True)
