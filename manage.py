#!/usr/bin/env python3
"""The one door: `up` starts everything, `test` proves it, every other word is a Django command.

Written for any Python 3, so that an old one is told so in a sentence instead of a SyntaxError.
"""

import os
import sys

OURS = """  up      start everything on this machine: servers, web, worker, mail (python3 manage.py up --help)
  test    run the tests; further words go to pytest
  …       every other command is Django's and runs in the virtual environment
"""


def main():
    if sys.version_info < (3, 11):
        return "This needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2]
    if os.name != "posix":
        return "This needs Linux or macOS; on Windows, use it inside WSL."
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workplace.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in ("help", "--help", "-h") and len(sys.argv) < 3:
        print(OURS)
    from standalone import commands
    from standalone.refusal import sentence_for

    try:
        return commands.run(command, sys.argv[2:])
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        return sentence


if __name__ == "__main__":
    sys.exit(main())
