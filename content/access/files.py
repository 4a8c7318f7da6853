"""This file, for this person, or 404."""

from __future__ import annotations

from django.http import Http404

from content.hooks import HOLDERS
from content.models import Draft, File
from core.rest import to_pk
from people.models import User


def file_for(person: User, file_id: object) -> File:
    """A file that the person may open: its holder says so, or it is their own and waits."""
    file = File.objects.present().filter(pk=to_pk(file_id)).first()
    if file is None or not may_read(person, file):
        raise Http404
    return file


def may_read(person: User, file: File) -> bool:
    if not file.is_held:
        return file.uploader_id == person.pk
    owner = HOLDERS.get(file.held_as)
    return owner is not None and owner.may_read(person, file)


def file_to_change(person: User, file_id: object) -> File:
    """A file of one's own that one may still open."""
    file = file_for(person, file_id)
    if file.uploader_id != person.pk:
        raise Http404
    return file


def file_to_drop(person: User, file_id: object) -> File:
    """A file of one's own that nothing holds but a draft: what is held goes with what holds it."""
    file = file_to_change(person, file_id)
    if file.is_held and file.held_as != Draft.held_as:
        raise Http404
    return file


def readers_of(file: File) -> set[int]:
    """Who may know of it."""
    owner = HOLDERS.get(file.held_as)
    return {file.uploader_id} if owner is None else {file.uploader_id, *owner.audience(file.holder or 0)}


def sent_before(person: User, client_id: str) -> File | None:
    """What an earlier try with this `client_id` made."""
    return File.objects.present().filter(uploader=person, client_id=client_id).first() if client_id else None
