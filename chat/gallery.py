"""What a thread holds beside words: its pictures, other files and voice notes, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from chat.examples import ANA, AT, FILE, page
from chat.models import Message
from content.models import File, with_files
from content.serializers import FileSerializer, file_data
from core.examples import example
from core.rest import IdField
from people.serializers import PersonRefSerializer, person_ref

KINDS = ("picture", "file", "voice")


class ThreadFile(FileSerializer):
    message = IdField(help_text="The message that holds it.")
    seq = serializers.IntegerField(help_text="The place of that message in the thread.")
    author = PersonRefSerializer()
    sent_at = serializers.DateTimeField()


@example(answer=page({**FILE, "message": "5402", "seq": 19, "author": ANA, "sent_at": AT}))
class ThreadFiles(serializers.Serializer):
    results = ThreadFile(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next, older page; null on the last.")


def kind_of(request: Request) -> str:
    """`kind` of the query; a clear answer to any other."""
    kind = request.query_params.get("kind", "picture")
    if kind not in KINDS:
        raise ValidationError({"kind": [_("One of: %(kinds)s.") % {"kinds": ", ".join(KINDS)}]})
    return kind


def files_shown(messages: Iterable[Message], kind: str) -> list[tuple[Message, File]]:
    """The files of that kind in these messages, in the opposite of the order in which one reads."""
    return [
        (message, file)
        for message in with_files(list(messages))
        for file in reversed(message.files)
        if kind == "voice" or file.is_picture == (kind == "picture")
    ]


def file_rows(messages: Iterable[Message], kind: str) -> list[dict[str, Any]]:
    return [
        {
            **file_data(file),
            "message": str(message.pk),
            "seq": message.seq,
            "author": person_ref(message.author),
            "sent_at": message.created_at,
        }
        for message, file in files_shown(messages, kind)
    ]
