"""Threads as the list shows them to one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from chat.event_words import line_of
from chat.models import Member, Message, Thread
from chat.serializers import seen_of
from chat.stickers import in_words
from chat.words import files_in_words, without_text
from content.models import Draft, with_files
from core.text import to_html
from people.models import User

NAMED = 4  # others named in place of a group's missing name
PREVIEW = 120


@dataclass(frozen=True)
class Row:
    """One thread, for one reader: who else is in it, and what was said last."""

    thread: Thread
    reader: User
    others: Sequence[User]
    last: Message | None
    draft: str = ""

    @property
    def partner(self) -> User | None:
        """The other one of two; None in a group and in one's notes."""
        return None if self.thread.is_group or not self.others else self.others[0]

    @property
    def title(self) -> str:
        if self.partner:
            return str(self.partner)
        if self.thread.is_notes:
            return _("Notes to self")
        return self.thread.name or ", ".join(person.get_short_name() for person in self.others[:NAMED])

    @property
    def unnamed(self) -> int:
        """Others beyond those whom the title names."""
        if self.thread.name or not self.thread.is_group:
            return 0
        return max(0, self.thread.member_count - 1 - NAMED)

    @property
    def preview(self) -> str:
        """The last message in one line, without its markup."""
        if self.last is None or self.last.deleted_at:
            return ""
        if self.last.is_event:
            return line_of(self.last, self.reader)
        if self.last.sticker:
            return in_words(self.last)
        return _in_one_line(self.last.text) or without_text(self.last)


def rows_of(threads: Sequence[Thread], reader: User) -> list[Row]:
    """Rows of a page of threads: members and last messages in one query each."""
    others: dict[int, list[User]] = {}
    for member in Member.objects.first_few(threads, NAMED + 1):
        if member.person_id != reader.pk:
            others.setdefault(member.thread_id, []).append(member.person)
    last = {message.thread_id: message for message in Message.objects.last_of(threads)}
    with_files([message for message in last.values() if message.file_count])
    drafts = _drafts_of(threads, reader)
    return [
        Row(thread, reader, others.get(thread.pk, []), seen_of(thread, last.get(thread.pk)), drafts.get(thread.pk, ""))
        for thread in threads
    ]


def row_of(thread: Thread, members: Iterable[Member], reader: User) -> Row:
    """The row of one thread whose members are at hand."""
    others = [member.person for member in members if member.person_id != reader.pk]
    last = seen_of(thread, Message.objects.last_of([thread]).first())
    return Row(thread, reader, others, last)


def _drafts_of(threads: Sequence[Thread], reader: User) -> dict[int, str]:
    """What the reader began to write in these threads, in one line each; of files without words what they are."""
    places = {f"thread:{thread.pk}": thread.pk for thread in threads}
    drafts = list(Draft.objects.filter(person=reader, place__in=places))
    with_files([draft for draft in drafts if not draft.text.strip()])
    lines = {draft.place: _in_one_line(draft.text) or files_in_words(draft.files) for draft in drafts}
    return {places[place]: line for place, line in lines.items() if line}


def _in_one_line(text: str) -> str:
    return " ".join(unescape(strip_tags(to_html(text[: PREVIEW * 4]))).split())[:PREVIEW]
