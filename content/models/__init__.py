"""What posts, comments and messages share: texts, reactions, mentions (each app makes its own tables), and files."""

from content.models.files import File, FileQuerySet, HasFiles, Space, with_files
from content.models.writing import Mention, Reaction, Version, Writing, WritingQuerySet

__all__ = [
    "File",
    "FileQuerySet",
    "HasFiles",
    "Mention",
    "Reaction",
    "Space",
    "Version",
    "Writing",
    "WritingQuerySet",
    "with_files",
]
