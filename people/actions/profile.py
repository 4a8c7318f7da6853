"""A person's own page: what colleagues see of them, and how they want to see the network."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from core.pictures import open_picture, square_webp
from people import hooks
from people.events import StatusChanged
from people.models import User, photo_path
from people.records import OWN, RULED, refuse_kept
from people.serializers import person_ref, status_data
from people.skills import clean_skills
from realtime.presence import forget as forget_presence
from realtime.publish import COME_BACK, close_sockets, publish

SEEN_EVERY = timedelta(minutes=15)


@transaction.atomic
def change_profile(*, person: User, changes: dict[str, Any]) -> None:
    """Write the given fields of OWN, clean already, that HR does not keep for itself."""
    refuse_kept(person, changes)
    known = {field: value for field, value in changes.items() if field in OWN}
    if "skills" in known:
        known["skills"] = clean_skills(known["skills"])
    for field, value in known.items():
        setattr(person, field, value)
    if known:
        person.save(update_fields=[*known])
    if not RULED.isdisjoint(known):
        hooks.profile_changed(person=person)


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


@transaction.atomic
def set_status(*, person: User, emoji: str, text: str, until: datetime | None) -> None:
    """Say something of oneself beside the name, until a moment or for good. Values are clean already."""
    person.status_emoji, person.status_text, person.status_until = emoji, text, until
    person.save(update_fields=["status_emoji", "status_text", "status_until"])
    publish(StatusChanged(person=person_ref(person), status=status_data(person)), to=_who_looks())


def clear_status(*, person: User) -> None:
    """Of who says nothing there is nothing to clear, and nobody to tell."""
    if person.status_emoji or person.status_text:
        set_status(person=person, emoji="", text="", until=None)


def _who_looks() -> list[int]:
    return list(User.objects.lately_here().values_list("pk", flat=True))


def clear_old_statuses() -> None:
    """Forget the words of statuses whose time is over. Nobody is told: each page knows when one ends."""
    over = User.objects.filter(status_until__lte=timezone.now())
    over.update(status_emoji="", status_text="", status_until=None)


@transaction.atomic
def show_presence(*, person: User, shows: bool) -> None:
    """Be seen by colleagues while here, and see them; or neither."""
    if person.shows_presence != shows:
        person.shows_presence = shows
        person.save(update_fields=["shows_presence"])
        if not shows:
            forget_presence(person.pk)
        close_sockets(people=[person.pk], code=COME_BACK)  # they come back with what holds now


def note_seen(*, person: User) -> None:
    """That the person is here; written at most every quarter of an hour, by one of the requests of that moment."""
    now = timezone.now()
    if person.seen_at is None or person.seen_at < now - SEEN_EVERY:
        User.objects.filter(pk=person.pk).exclude(seen_at__gte=now - SEEN_EVERY).update(seen_at=now)
        person.seen_at = now
