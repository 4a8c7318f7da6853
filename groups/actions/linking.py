"""Links that let colleagues in until they run out."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict
from groups.actions.members import add_member
from groups.actions.telling import tell_ways_in
from groups.locks import locked, must_be_current
from groups.models import Group, GroupLink
from people.models import User, token_hash

MOST_LINKS = 20


@transaction.atomic
def make_link(*, group: Group, days: int, by: User) -> tuple[GroupLink, str]:
    """A link, and its secret: shown once, of which only a hash is kept."""
    now = locked(group)
    must_be_current(now)
    if now.links.filter(revoked_at=None, expires_at__gt=timezone.now()).count() >= MOST_LINKS:
        raise Conflict("too_many_links", _("There are many links into this group already. Revoke one first."))
    token = secrets.token_urlsafe(24)
    link = GroupLink.objects.create(
        group=now, token_hash=token_hash(token), created_by=by, expires_at=timezone.now() + timedelta(days=days)
    )
    record(who=by, what="groups.link_made", on_whom=now, days=days)
    tell_ways_in(group=now)
    return link, token


@transaction.atomic
def revoke_link(*, link: GroupLink, by: User) -> None:
    """It lets nobody in any more; who came in by it stays."""
    if GroupLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record(who=by, what="groups.link_revoked", on_whom=link.group)
        tell_ways_in(group=link.group)


@transaction.atomic
def join_by_link(*, link: GroupLink, person: User) -> bool:
    """Come in by a link that still counts; False if one was in. Looked at again under its lock: a link that is revoked
    at this moment lets in nobody after."""
    now = GroupLink.objects.select_for_update().get(pk=link.pk)
    must_be_current(locked(link.group))
    if now.revoked_at or now.expires_at <= timezone.now():
        raise Conflict("link_over", _("This link does not count any more. Ask whoever gave it to you for a new one."))
    if not add_member(group=link.group, person=person, by=now.created_by):
        return False
    GroupLink.objects.filter(pk=now.pk).update(joined_count=F("joined_count") + 1)
    return True
