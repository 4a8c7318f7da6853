"""`python3 manage.py up`: everything on this machine with one command, and all of it gone with Ctrl-C."""

import os
import shutil

from standalone import lock, options
from standalone.folders import HOME, private
from standalone.start import Start


def main(arguments: list[str]) -> int:
    chosen = options.parse(arguments)
    os.umask(0o077)
    private(HOME)
    with lock.held(HOME):
        if chosen.reset:
            options.confirm_reset(HOME, chosen.yes)
            erase(HOME)
        return Start(chosen, HOME).run()


def erase(folder: "os.PathLike[str]") -> None:
    """All but the lock, which this very start holds."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry)
        elif entry.name != "lock":
            os.unlink(entry)
