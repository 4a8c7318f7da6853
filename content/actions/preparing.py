"""What the worker does with files: pictures made fit to be shown, and what nobody needs swept away."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.files import File as Contents
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from content.access import readers_of
from content.actions.drafts import forget_old_files
from content.actions.files import RAW, erase_files, give_space_back
from content.events import FilePrepared
from content.files import rendering
from content.files.names import with_ending
from content.fragments import file_html
from content.models import File, Space
from content.serializers import file_data
from content.tasks import remove_bytes, tidy
from core.schema import entered, inside
from core.storage import Folder
from realtime.publish import publish
from tenants.models import Company

storage = cast("Folder", default_storage)  # or Bucket, which does the same
logger = logging.getLogger(__name__)

MOST_TRIES = 3
SECONDS = 120  # of the clock; of work less (see rendering)
FORMS = ("clean", "view", "thumb")
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
UNHELD_FOR = timedelta(days=1)
IN_DRAFTS_FOR = timedelta(days=30)  # since the draft was touched last
BATCH = 500


class NotRendered(Exception):
    """The process ended in a way that another try might not."""


def prepare(*, file: int) -> None:
    """Make a picture's sizes, without what the camera wrote into it. One that kills its worker thrice is broken."""
    row = File.objects.filter(pk=file).first()
    if row is None:
        return
    if row.state != File.State.PREPARING:
        default_storage.delete(f"{row.path}/{RAW}")  # the worker died after the row was written and before this
        return
    File.objects.filter(pk=file).update(tries=F("tries") + 1)
    found = _make_forms(row.path) if row.tries < MOST_TRIES else None
    _finish(row.path, found)
    default_storage.delete(f"{row.path}/{RAW}")


def _make_forms(path: str) -> dict[str, Any] | None:
    """Lay the picture's sizes into the storage; None if it is broken."""
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        found = _render(path, Path(folder))
        if found:
            for form in FORMS:
                with (Path(folder) / form).open("rb") as made:
                    default_storage.delete(f"{path}/{form}")
                    default_storage.save(f"{path}/{form}", Contents(made))
            found["sizes"] = [(Path(folder) / form).stat().st_size for form in FORMS]
    return found


def _render(path: str, folder: Path) -> dict[str, Any] | None:
    """What the other process found; None if the picture is broken."""
    raw = folder / RAW
    with raw.open("wb") as file:
        for piece in storage.stream(f"{path}/{RAW}")[1]:
            file.write(piece)
    command = [sys.executable, "-m", rendering.__name__, str(raw), str(folder)]
    try:
        ended = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise NotRendered("took too long") from None
    if ended.returncode == rendering.BROKEN:
        logger.info("a picture is broken: %s", ended.stderr.decode(errors="replace")[-300:])
        return None
    if ended.returncode:
        raise NotRendered(f"ended with {ended.returncode}: {ended.stderr.decode(errors='replace')[-300:]}")
    return json.loads(ended.stdout)


@transaction.atomic
def _finish(path: str, found: dict[str, Any] | None) -> None:
    """Write down how it went, for all copies."""
    rows = list(File.objects.filter(path=path, state=File.State.PREPARING).select_for_update())
    if not rows:  # erased meanwhile, or done by another worker
        if not File.objects.filter(path=path).exists():
            remove_bytes.send(path=path)
        return
    changes: dict[str, Any] = {"state": File.State.BROKEN, "stored": 0}
    if found:
        clean, *_others = sizes = found["sizes"]
        changes = {"state": File.State.READY, "size": clean, "stored": sum(sizes)}
        changes |= {column: found[column] for column in ("mime", "width", "height")}
    same = File.objects.filter(path=path)  # a second look: a copy made while we waited for the lock
    same.update(**changes)
    give_space_back(bytes=rows[0].stored - changes["stored"])
    for row in same:
        if found:
            row.name = with_ending(row.name, ENDINGS[row.mime])
            row.save(update_fields=["name"])
        publish(FilePrepared(**file_data(row), html=file_html(row)), to=readers_of(row))


def tidy_everywhere() -> None:
    """Ask each company's own task to look through its files."""
    hour = timezone.now().strftime("%Y-%m-%dT%H")
    for company in Company.objects.taking_work():
        with inside(company), transaction.atomic():
            tidy.send(key=f"tidy-files-{hour}")


def tidy_up() -> None:
    """Erase what nothing held for a day and what was taken away a day ago; remove bytes that no row knows."""
    since = timezone.now() - UNHELD_FOR
    forget_old_files(since=timezone.now() - IN_DRAFTS_FOR)
    while old := list(File.objects.outlived(since).values_list("pk", flat=True)[:BATCH]):
        erase_files(files=old)
    remove_strays(since=since)
    recount()


def remove_strays(*, since: datetime) -> int:
    """Bytes without a row: a process died between laying them down and writing the row, or a bucket was restored."""
    strays = 0
    batch: dict[str, list[str]] = {}
    for name, changed in storage.names_under(f"{entered()}/files"):
        if changed < since:
            batch.setdefault(name.rsplit("/", 1)[0], []).append(name)
        if len(batch) >= BATCH:
            strays += _remove_unknown(batch)
            batch = {}
    return strays + _remove_unknown(batch)


def _remove_unknown(batch: dict[str, list[str]]) -> int:
    known = set(File.objects.filter(path__in=batch).values_list("path", flat=True))
    strays = [name for path, names in batch.items() if path not in known for name in names]
    for name in strays:
        default_storage.delete(name)
    return len(strays)


@transaction.atomic
def recount() -> None:
    """The count of bytes as the rows have it; nobody adds to it meanwhile."""
    space = Space.objects.select_for_update().first()
    if space is not None:
        space.used = File.objects.bytes_on_disk()
        space.save(update_fields=["used"])


def forget_bytes(*, path: str) -> None:
    """Remove all forms of a file that no row has any more."""
    if not File.objects.filter(path=path).exists():
        for form in (RAW, *FORMS):
            default_storage.delete(f"{path}/{form}")
