"""A file on its way in: onto this machine's disk, piece by piece, and nowhere else until it is whole.

The temporary file has no name, so that even a process that is killed leaves nothing behind.
"""

from __future__ import annotations

import tempfile
from typing import IO, Protocol

from django.conf import settings
from django.http import UnreadablePostError
from django.utils.translation import gettext as _

from content.files.limits import too_big
from core.errors import Refusal

PIECE = 256 * 1024


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class LengthRequired(Refusal):
    """Without a length it could not be told from one that was cut off."""

    status = 411


def declared_length(said: str | None) -> int:
    """What `Content-Length` says. Raises LengthRequired."""
    if not said or not said.isascii() or not said.isdigit():
        raise LengthRequired("length_required", _("Please say how long it is (Content-Length)."))
    return int(said)


def spool(stream: Stream, *, declared: int, most: int) -> IO[bytes]:
    """All that comes, as a file to be closed. Raises Refusal if it is more than `most` or less than declared."""
    file = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  (the caller closes it)
    try:
        got = 0
        while piece := _next(stream):
            got += len(piece)
            if got > most:
                raise too_big(most)
            file.write(piece)
        if got != declared:
            raise _cut_off()
    except BaseException:
        file.close()
        raise
    return file


def _next(stream: Stream) -> bytes:
    try:
        return stream.read(PIECE)
    except UnreadablePostError:
        raise _cut_off() from None


def _cut_off() -> Refusal:
    return Refusal("cut_off", _("The file did not arrive whole. Please send it again."))
