"""What earlier starts of this folder have done."""

import json
from pathlib import Path

from standalone.folders import write_private


class State:
    """Few facts, each noted when it is so: `started` (a start went to its end), `database`, `demo`."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __contains__(self, fact: str) -> bool:
        return fact in self.read()

    def read(self) -> list[str]:
        try:
            return json.loads(self.file.read_text())
        except (OSError, ValueError):
            return []

    def note(self, fact: str) -> None:
        write_private(self.file, json.dumps(sorted({*self.read(), fact})))
