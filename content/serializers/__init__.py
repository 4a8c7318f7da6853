"""What posts, comments and messages share, as the API and events show it."""

from content.serializers.files import (
    FileChangesSerializer,
    FileSerializer,
    MultipartFileSerializer,
    file_data,
    files_data,
)

__all__ = ["FileChangesSerializer", "FileSerializer", "MultipartFileSerializer", "file_data", "files_data"]
