"""Files on S3-compatible storage: `core.storage.Folder` over the network. Taken where `S3_BUCKET` is set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from core.storage import CHUNK

GONE = {"404", "NoSuchKey", "NotFound", "InvalidRange"}


class Bucket(S3Storage):
    """Nothing in it is public and no address of it leaves us: what is read comes through our own process."""

    def stream(self, name: str, start: int = 0, length: int | None = None) -> tuple[int, Iterator[bytes]]:
        """So many bytes, and they themselves, from `start` on. FileNotFoundError comes at once, not while reading."""
        asked = {}
        if start or length is not None:
            asked["Range"] = f"bytes={start}-{'' if length is None else start + length - 1}"
        try:
            found = self.bucket.Object(self._normalize_name(clean_name(name))).get(**asked)
        except ClientError as problem:
            if problem.response["Error"]["Code"] in GONE:
                raise FileNotFoundError(name) from None
            raise
        return found["ContentLength"], found["Body"].iter_chunks(CHUNK)

    def names_under(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """All that lies under a folder, and since when."""
        start = self._normalize_name(clean_name(prefix)).rstrip("/") + "/"
        for thing in self.bucket.objects.filter(Prefix=start):
            yield thing.key.removeprefix(self.location).lstrip("/"), thing.last_modified
