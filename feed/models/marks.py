"""What hangs on a post for one reader, beside their reaction: whether they saw it, read it, keep it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, FilteredRelation, OuterRef, Q, Value, When
from django.utils import timezone

from content.models import Saved
from groups.models import Group
from people.models import User


class Marked:
    """Of a post: what follows from its columns, and what `marks_of` adds for somebody."""

    group: Group | None
    important_until: datetime | None
    my_seen: str | None  # "seen", or "read" where they tapped *Read*
    is_saved: bool

    @property
    def is_important(self) -> bool:
        return bool(self.important_until and self.important_until > timezone.now())

    @property
    def may_go_further(self) -> bool:
        """Whether it can be shared: where everyone may read it anyway, so that no share shows what was told to few."""
        return self.group is None or self.group.kind == Group.Kind.OPEN


def marks_of(person: User) -> dict[str, Any]:
    """Columns for a query of posts; without a query more."""
    return {
        "mine": FilteredRelation("seen", condition=Q(seen__person=person)),
        "my_seen": Case(
            When(mine__read_at__isnull=False, then=Value("read")), When(mine__isnull=False, then=Value("seen"))
        ),
        "is_saved": Exists(Saved.objects.filter(person=person, kind="post", thing=OuterRef("pk"))),
    }
