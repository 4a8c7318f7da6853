"""A person's own page: what colleagues see of them, and how they want to see the network."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from core.pictures import open_picture, square_webp
from people.models import User, photo_path

PROFILE = ("name", "title", "department", "place", "time_zone", "language")
SEEN_EVERY = timedelta(minutes=15)


@transaction.atomic
def change_profile(*, person: User, changes: dict[str, str]) -> None:
    """Write the given fields of PROFILE; they are clean already."""
    known = {field: value for field, value in changes.items() if field in PROFILE}
    for field, value in known.items():
        setattr(person, field, value)
    if known:
        person.save(update_fields=[*known])


def choose_language(*, person: User, language: str) -> None:
    person.language = language
    person.save(update_fields=["language"])


def set_photo(*, person: User, file: IO[bytes], size: int) -> None:
    """Take a new face: cut square, in two sizes, under a name that never existed. Raises BadPicture."""
    picture = open_picture(file, size, enough=2 * User.PHOTO)
    name = photo_path(person, f"{secrets.token_hex(12)}.webp")
    before = person.photo.name or ""
    for path, side in ((name, User.PHOTO), (User.small_photo(name), User.SMALL_PHOTO)):
        default_storage.save(path, ContentFile(square_webp(picture, side)))
    person.photo.name = name
    person.save(update_fields=["photo"])
    transaction.on_commit(lambda: _forget_files(before))


def remove_photo(*, person: User) -> None:
    before = person.photo.name or ""
    person.photo.name = ""
    person.save(update_fields=["photo"])
    transaction.on_commit(lambda: _forget_files(before))


def _forget_files(name: str) -> None:
    if name:
        default_storage.delete(name)
        default_storage.delete(User.small_photo(name))


def finish_welcome(*, person: User) -> None:
    """The first visit is over, seen to its end or skipped."""
    if not person.welcomed_at:
        person.welcomed_at = timezone.now()
        person.save(update_fields=["welcomed_at"])


def note_seen(*, person: User) -> None:
    """That the person is here; written at most every quarter of an hour, by one of the requests of that moment."""
    now = timezone.now()
    if person.seen_at is None or person.seen_at < now - SEEN_EVERY:
        User.objects.filter(pk=person.pk).exclude(seen_at__gte=now - SEEN_EVERY).update(seen_at=now)
        person.seen_at = now
