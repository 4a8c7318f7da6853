"""What the search's tests look through."""

from tests.chat.conftest import file_of
from tests.feed.conftest import answer, news, say

__all__ = ["answer", "file_of", "news", "say"]
