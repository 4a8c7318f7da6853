"""Threads and messages as results of a search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from chat.access import threads_listed
from chat.models import Message, Thread
from chat.peace import unheard_by
from chat.rows import rows_of
from chat.searching import newest_with
from content.finding import files_called, found_file
from content.search import Found, Question
from content.searching import Excerpt, marks_of, parts_of, question_of
from core.text import plain
from people.models import User

SHOWN = 200  # characters of a saved message


@dataclass(frozen=True)
class Hit:
    """A message that was found, with the name its thread has for this reader."""

    message: Message
    title: str
    excerpt: Excerpt

    @property
    def link(self) -> str:
        return link_to(self.message)


def link_to(message: Message) -> str:
    """Opens a message in its place."""
    return f"{reverse('chat:thread', args=[message.thread_id])}?message={message.pk}"


def find_threads(person: User, question: Question, most: int) -> list[Found]:
    threads = threads_listed(person, question.text)
    if question.group:
        threads = threads.filter(group=question.group)
    start = question.offset
    rows = rows_of(list(threads.order_by("-changed_at", "-pk")[start : start + most]), person)
    return [
        Found(
            id=str(row.thread.pk),
            title=row.title,
            title_marks=marks_of(row.title, question.text),
            text=row.preview,
            link=reverse("chat:thread", args=[row.thread.pk]),
            at=row.thread.changed_at,
            key=(place, 0),
        )
        for place, row in enumerate(rows, start + 1)
    ]


def find_messages(person: User, question: Question, most: int) -> list[Found]:
    return [
        Found(
            id=str(hit.message.pk),
            title=hit.title,
            text=hit.excerpt.text,
            marks=hit.excerpt.marks,
            link=hit.link,
            person=hit.message.author,
            at=hit.message.created_at,
            key=(hit.message.created_at, hit.message.pk),
        )
        for hit in hits(person, question, most)
    ]


def hits(person: User, question: Question, most: int) -> Sequence[Hit]:
    """The newest messages in all threads of the person that have these words, or any where none are asked for."""
    asked = question_of(question.text)
    if asked is None and (question.text or question.is_empty):
        return []
    found = newest_with(person, asked, most, question)
    excerpts = parts_of(Message, found, asked)
    titles = titles_of([message.thread_id for message in found], person)
    return [Hit(message, titles[message.thread_id], excerpts[message.pk]) for message in found]


def titles_of(threads: Sequence[int], reader: User) -> dict[int, str]:
    """What each thread is called for this reader."""
    found = list(Thread.objects.for_reader(reader).filter(pk__in=threads))
    return {row.thread.pk: row.title for row in rows_of(found, reader)}


def saved_messages(person: User, ids: Sequence[int]) -> dict[int, Found]:
    """Those of the messages that the person sees now, as lines of a list; of somebody blocked none."""
    seen = Message.objects.visible_to(person).filter(pk__in=ids, deleted_at=None)
    found = list(seen.exclude(author__in=unheard_by(person)).shown())
    titles = titles_of([message.thread_id for message in found], person)
    return {
        message.pk: Found(
            id=str(message.pk),
            title=titles[message.thread_id],
            text=plain(message.text, most=SHOWN),
            link=link_to(message),
            person=message.author,
            at=message.created_at,
        )
        for message in found
    }


def find_files(person: User, question: Question, most: int) -> list[Found]:
    """Files of messages, by their names."""
    messages = Message.objects.visible_to(person).filter(deleted_at=None).exclude(author__in=unheard_by(person))
    if question.by:
        messages = messages.filter(author=question.by)
    if question.group:
        messages = messages.filter(thread__group=question.group)
    files = list(files_called(Message.held_as, messages.values("pk"), question, most))
    held = messages.in_bulk([file.holder for file in files])
    titles = titles_of([message.thread_id for message in held.values()], person)
    return [
        found_file(file, question, titles[held[file.holder].thread_id], link_to(held[file.holder])) for file in files
    ]
