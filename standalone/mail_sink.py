"""Takes every mail this installation sends and keeps it in a folder, to be read at /mail/; none leaves the machine.

`python -m standalone.mail_sink PORT FOLDER`
"""

import signal
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox

from standalone.ports import LOOPBACK


def main(port: str, folder: str) -> None:
    for room in ("tmp", "new", "cur"):  # a folder that is there already is taken for a whole Maildir
        Path(folder, room).mkdir(parents=True, exist_ok=True)
    sink = Controller(Mailbox(Path(folder)), hostname=LOOPBACK, port=int(port), data_size_limit=50 * 1024 * 1024)
    sink.start()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    sink.stop()


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    main(*sys.argv[1:])
