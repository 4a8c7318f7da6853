"""Messages, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from chat.models.threads import Thread
from content.models import CardUse, EmojiReaction, File, HasFiles, Mention, Version, Writing, WritingQuerySet, words_in


class MessageQuerySet(WritingQuerySet):
    def visible_to(self, person: Any) -> MessageQuerySet:
        """In threads the person is in, from where they may see them on."""
        return self.filter(
            thread__members__person=person, thread__members__left_at=None, seq__gt=F("thread__members__from_seq")
        )

    def not_to_read(self, person: Any) -> MessageQuerySet:
        """What is never unread for this person: what they or somebody they blocked said, and lines of what happened."""
        from chat.models.peace import Block  # which hangs on messages

        unheard = Block.objects.filter(blocker=person).values("blocked")
        return self.filter(Q(author=person) | Q(kind=Message.Kind.EVENT) | Q(author__in=unheard))

    def shown(self) -> MessageQuerySet:
        """With their authors; the rest `chat.showing` reads for those that have it."""
        return self.select_related("author")

    def last_of(self, threads: Iterable[Thread]) -> MessageQuerySet:
        """The newest message of each thread, in one query."""
        return self.filter(thread__in=threads, seq=F("thread__last_seq")).select_related("author")


class MessageManager(models.Manager.from_queryset(MessageQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> MessageQuerySet:
        """Without the index's own words: longer than the text, and of no use to anybody who reads it."""
        return super().get_queryset().defer("words")


class Message(HasFiles, Writing):
    """What one person said: `seq` is its place and never changes, `version` the thread's at its last change.

    `detail` is what its kind needs: of a voice note the `waveform`, of an event `what` happened to `whom`.
    `reactions` has the ids of those who show each emoji, in the order in which they came; `MessageReaction` is the
    truth of it. `forwarded_from` is the first source.
    """

    class Kind(models.TextChoices):
        TEXT = "text"  # and files
        STICKER = "sticker"
        VOICE = "voice"
        EVENT = "event"  # something happened in the thread: a line, not a bubble

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages", db_index=False)
    seq = models.BigIntegerField()
    version = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.TEXT)
    sticker = models.CharField(
        max_length=60, blank=True, help_text="`pack/name` of ours, or the key of a company's own."
    )
    detail = models.JSONField(default=dict)
    file_count = models.IntegerField(default=0)
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)
    is_forwarded = models.BooleanField(default=False)
    forwarded_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)
    means_all = models.BooleanField(default=False, help_text="It was said to everybody in the thread (@all).")
    mention_count = models.IntegerField(default=0)
    card_count = models.IntegerField(default=0)
    reactions = models.JSONField(default=dict)
    words = models.GeneratedField(expression=words_in("text"), output_field=SearchVectorField(), db_persist=True)

    held_as = "chat.message"

    objects = MessageManager()

    class Meta(Writing.Meta):
        constraints = [
            *[each for each in Writing.Meta.constraints if not isinstance(each, models.CheckConstraint)],
            models.UniqueConstraint(fields=["thread", "seq"], name="chat_message_one_per_place"),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(kind="text") | Q(file_count__gt=0), name="chat_message_has_something"
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "version"], name="chat_message_changes"),
            models.Index(
                fields=["thread", "-seq"], name="chat_message_files", condition=Q(file_count__gt=0, deleted_at=None)
            ),
            GinIndex(
                fields=["thread", "words"],
                opclasses=["extensions.int8_ops", "pg_catalog.tsvector_ops"],
                name="chat_message_words",
                condition=Q(deleted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.seq} of thread {self.thread_id}"

    @property
    def is_event(self) -> bool:
        return self.kind == self.Kind.EVENT

    @property
    def quotes_apart(self) -> bool:
        """Whether somebody who sees it may not see what it quotes: then the quote goes as an id, and is asked for."""
        return self.detail.get("quote") == "apart"

    # Most messages have none of these, and are shown without asking for them.

    @property
    def file_list(self) -> list[File]:
        return self.files if self.file_count else []

    @property
    def mention_list(self) -> list[MessageMention]:
        return list(self.mentions.all()) if self.mention_count else []

    @property
    def card_list(self) -> list[MessageCard]:
        return [use for use in self.cards.all() if use.is_shown] if self.card_count else []


class MessageVersion(Version):
    """What a message said before an edit; nobody is shown it."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="versions")
    version = models.BigIntegerField()


class MessageMention(Mention):
    message = models.ForeignKey(Message, models.CASCADE, related_name="mentions")

    class Meta(Mention.Meta):
        constraints = [models.UniqueConstraint(fields=["message", "place"], name="chat_messagemention_once")]


class MessageCard(CardUse):
    message = models.ForeignKey(Message, models.CASCADE, related_name="cards")

    class Meta(CardUse.Meta):
        constraints = [models.UniqueConstraint(fields=["message", "card"], name="chat_messagecard_once")]


class MessageReaction(EmojiReaction):
    message = models.ForeignKey(Message, models.CASCADE, related_name="reaction_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "person", "emoji"], name="chat_messagereaction_once")]


class Pin(models.Model):
    """A message on the bar above its thread."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="pin")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="pins")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"pin of {self.message_id}"
