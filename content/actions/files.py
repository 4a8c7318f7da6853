"""Files: taken in, put somewhere, copied, taken away. Each assumes that `access` was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from django.core.files import File as Contents
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.files.limits import limits_here, no_space, too_big, too_many_waiting
from content.files.looking import look_at
from content.files.names import clean_name
from content.hooks import HOLDERS
from content.models import File, Space
from content.models.files import ALT_LENGTH, new_place
from content.tasks import prepare_file, remove_bytes
from core.errors import Conflict, Refusal
from core.rest import to_pk
from people.models import User

RAW = "raw"


def take_file(
    *,
    person: User,
    source: IO[bytes],
    size: int,
    name: str,
    alt_text: str = "",
    duration: int | None = None,
    client_id: str | None = None,
) -> tuple[File, bool]:
    """What somebody sent, whole, as a file that nothing holds yet; and whether it is new.

    Looks at the bytes, lays them into the storage and only then writes the row. If anything goes wrong neither
    stays. A retry with the same `client_id` returns the first. Raises Refusal.
    """
    check_room(person=person, size=size)
    if not size:
        raise Refusal("empty", _("This file is empty."))
    seen = look_at(source, size, duration=duration)
    path = new_place()
    source.seek(0)
    default_storage.save(f"{path}/{RAW}", Contents(source))
    try:
        with transaction.atomic():
            _claim_space(size)
            file = File.objects.create(
                uploader=person,
                name=clean_name(name),
                alt_text=alt_text.strip()[:ALT_LENGTH],
                kind=seen.kind,
                mime=seen.mime,
                size=size,
                stored=size,
                width=seen.width,
                height=seen.height,
                duration=seen.duration,
                state=File.State.PREPARING if seen.kind == File.Kind.PICTURE else File.State.READY,
                path=path,
                client_id=client_id or None,
            )
            if file.state == File.State.PREPARING:
                prepare_file.send(file=file.pk)
    except IntegrityError:
        default_storage.delete(f"{path}/{RAW}")
        earlier = File.objects.filter(uploader=person, client_id=client_id or None).first() if client_id else None
        if earlier is None:
            raise
        return earlier, False
    except BaseException:
        default_storage.delete(f"{path}/{RAW}")
        raise
    return file, True


def check_room(*, person: User, size: int) -> None:
    """Refuse early what would be refused late: before the bytes have travelled. Raises Refusal (413)."""
    limits = limits_here()
    if size > limits.file:
        raise too_big(limits.file)
    if Space.objects.filter(used__gt=limits.company - size).exists():
        raise no_space()
    if File.objects.waiting_of(person.pk).bytes_on_disk() > limits.waiting - size:
        raise too_many_waiting()


@transaction.atomic
def hold(*, files: Sequence[object], held_as: str, holder: int, by: User) -> list[File]:
    """Put files that `by` sent into a thing, in this order. Raises Refusal for one that is not there to be put.

    Call it in the transaction that makes or changes the thing; ids come as the API gives them.
    """
    if not files:
        return []
    _check_number(len(files), held_as, holder)
    wanted = _distinct(files)
    rows = {row.pk: row for row in File.objects.waiting_of(by.pk).filter(pk__in=wanted).select_for_update()}
    if len(rows) != len(wanted):
        text = _("One of the files is not there any more. Please add it again.")
        raise Conflict("file_gone", text, fields={"files": [text]})
    first = _next_place(held_as, holder)
    for place, pk in enumerate(wanted, start=first):
        row = rows[pk]
        row.held_as, row.holder, row.place = held_as, holder, place
        row.save(update_fields=["held_as", "holder", "place"])
    return [rows[pk] for pk in wanted]


@transaction.atomic
def release(*, held_as: str, holder: int) -> list[File]:
    """Take a thing's files out of it, in their order, so that something else may hold them: in the same transaction,
    for what nothing holds is its uploader's alone and goes after a day."""
    files = list(File.objects.of(held_as, [holder]).select_for_update())
    File.objects.filter(pk__in=[file.pk for file in files]).update(held_as="", holder=None)
    return files


@transaction.atomic
def let_go(*, files: Iterable[File]) -> None:
    """Take files out of what holds them; after a day they are erased, until then `put_back` returns them."""
    File.objects.filter(pk__in=[file.pk for file in files], deleted_at=None).update(deleted_at=timezone.now())


@transaction.atomic
def put_back(*, files: Iterable[File]) -> None:
    """Undo of `let_go`."""
    File.objects.filter(pk__in=[file.pk for file in files]).update(deleted_at=None)


@transaction.atomic
def copy_for(*, files: Sequence[File], person: User) -> list[File]:
    """Copies of files that the person may read, to be put somewhere else; the bytes are shared, not copied."""
    locked = File.objects.present().select_for_update().in_bulk([file.pk for file in files])
    if len(locked) != len({file.pk for file in files}):
        raise Http404
    return [_copy(locked[file.pk], person) for file in files]


@transaction.atomic
def describe_file(*, file: File, alt_text: str) -> File:
    """Say in words what a picture shows, for those who do not see it."""
    file.alt_text = alt_text.strip()[:ALT_LENGTH]
    file.save(update_fields=["alt_text"])
    return file


@transaction.atomic
def erase_files(*, files: Iterable[int]) -> int:
    """Remove rows for good, and the bytes that no other row shares; how many rows went."""
    rows = list(File.objects.filter(pk__in=list(files)).select_for_update())
    File.objects.filter(pk__in=[row.pk for row in rows]).delete()
    stored = {row.path: row.stored for row in rows}
    shared = set(File.objects.filter(path__in=stored).values_list("path", flat=True))
    for path in stored.keys() - shared:
        give_space_back(bytes=stored[path])
        remove_bytes.send(path=path, key=f"remove-{path}")
    return len(rows)


def give_space_back(*, bytes: int) -> None:
    Space.objects.update(used=F("used") - bytes)


def _claim_space(size: int) -> None:
    """One UPDATE decides: of two uploads that would fill the last place only one gets it."""
    Space.objects.get_or_create(pk=1)
    if not Space.objects.filter(used__lte=limits_here().company - size).update(used=F("used") + size):
        raise no_space()


def _check_number(number: int, held_as: str, holder: int) -> None:
    most = HOLDERS[held_as].most
    if File.objects.of(held_as, [holder]).count() + number > most:
        text = ngettext("At most %(most)s file.", "At most %(most)s files.", most) % {"most": most}
        raise Refusal("too_many_files", text, fields={"files": [text]})


def _distinct(files: Sequence[object]) -> list[int]:
    return list(dict.fromkeys(to_pk(file) for file in files))


def _next_place(held_as: str, holder: int) -> int:
    last = File.objects.filter(held_as=held_as, holder=holder).aggregate(last=Max("place"))["last"]
    return 0 if last is None else last + 1


def _copy(file: File, person: User) -> File:
    kept = ("name", "alt_text", "kind", "mime", "size", "stored", "width", "height", "duration", "state", "path")
    return File.objects.create(uploader=person, **{column: getattr(file, column) for column in kept})
