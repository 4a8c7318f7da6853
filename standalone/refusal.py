"""What the launcher can't do, said as a sentence with the way out; never a traceback."""

import errno


class Refusal(Exception):
    """The launcher stops here. Its text is the whole answer: what is wrong, and what to do."""


def sentence_for(error: BaseException) -> str | None:
    """The sentence to print for an error, or nothing where it is a fault of ours and the traceback helps."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        where = f" ({error.filename})" if error.filename else ""
        return f"The disk is full{where}. Make some room and start again: nothing that was kept is lost."
    return None
