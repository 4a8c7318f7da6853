"""What the launcher can't do, said as a sentence with the way out; never a traceback."""

import errno
import re


class Refusal(Exception):
    """The launcher stops here. Its text is the whole answer: what is wrong, and what to do."""


def is_about_a_full_disk(output: str) -> bool:
    """However the program that failed has put it."""
    return "No space left on device" in output or "Check free disk space" in output


def reason_in(output: str) -> str:
    """The line of a program's words that tells why it failed: the first that calls itself an error, or the last."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"\b(ERROR|FATAL|PANIC|error):", line)]
    return [*errors[:1], *lines[-1:], "nothing"][0]


def sentence_for(error: BaseException) -> str | None:
    """The sentence to print for an error, or nothing where it is a fault of ours and the traceback helps."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        where = f" ({error.filename})" if error.filename else ""
        return f"The disk is full{where}. Make some room and start again: nothing that was kept is lost."
    return None
