"""Files as the API and events show them.

The functions write them, the classes describe them in the OpenAPI document; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from rest_framework import serializers

from content import examples
from content.models import File
from content.models.files import ALT_LENGTH
from core.examples import example
from core.rest import IdField

PATH = "Path on this host, for those who may read what holds the file; with the cookie or `X-Session-Token`."


@example(answer=examples.FILE)
class FileSerializer(serializers.Serializer):
    id = IdField()
    kind = serializers.ChoiceField(choices=File.Kind.choices, help_text="Decided by the bytes.")
    name = serializers.CharField()
    mime = serializers.CharField(help_text="`application/octet-stream` for all that is not shown or played.")
    size = serializers.IntegerField(help_text="Bytes.")
    width = serializers.IntegerField(allow_null=True, help_text="Known before the picture can be shown.")
    height = serializers.IntegerField(allow_null=True)
    duration = serializers.IntegerField(allow_null=True, help_text="Milliseconds.")
    alt_text = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(
        choices=File.State.choices, help_text="A picture is `preparing` for some seconds, then `ready` or `broken`."
    )
    url = serializers.CharField(help_text=f"{PATH} Answers to `Range`.")
    view_url = serializers.CharField(allow_null=True, help_text="A picture of at most 1600 pixels a side.")
    thumb_url = serializers.CharField(allow_null=True, help_text="A picture of at most 320 pixels a side.")


@example(asked={"alt_text": "The oven, open"})
class FileChangesSerializer(serializers.Serializer):
    alt_text = serializers.CharField(max_length=ALT_LENGTH, allow_blank=True)


class MultipartFileSerializer(serializers.Serializer):
    file = serializers.FileField()
    name = serializers.CharField(required=False, help_text="Instead of the part's own file name.")
    alt_text = serializers.CharField(max_length=ALT_LENGTH, required=False, allow_blank=True)
    duration = serializers.IntegerField(required=False, help_text="Milliseconds of a recording, if known.")
    client_id = serializers.CharField(max_length=120, required=False)


def file_data(file: File) -> dict[str, Any]:
    """A file, the same for all who may read it."""
    at = f"/files/{file.pk}"
    return {
        "id": str(file.pk),
        "kind": file.kind,
        "name": file.name,
        "mime": file.mime,
        "size": file.size,
        "width": file.width,
        "height": file.height,
        "duration": file.duration,
        "alt_text": file.alt_text,
        "state": file.state,
        "url": f"{at}/original/{quote(file.name, safe='')}",
        "view_url": f"{at}/view" if file.is_picture else None,
        "thumb_url": f"{at}/thumb" if file.is_picture else None,
    }


def files_data(files: Iterable[File]) -> list[dict[str, Any]]:
    return [file_data(file) for file in files]
