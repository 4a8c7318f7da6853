"""Groups are made, changed, archived."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from content.actions import hold, let_go
from content.models import File
from core.errors import Conflict, Refusal
from core.text import one_line
from groups import hooks, news
from groups.access import must_be_made_here, must_make_groups
from groups.actions.members import add_member
from groups.events import GroupChanged
from groups.locks import locked, must_be_current
from groups.models import Group, Membership
from people.models import User
from realtime.publish import publish

CHANGED = ("name", "purpose", "kind", "posting", "approval")
WIDTH: dict[str, int] = {Group.Kind.SECRET: 0, Group.Kind.CLOSED: 1, Group.Kind.OPEN: 2}  # how many see it


@transaction.atomic
def create_group(
    *,
    name: str,
    purpose: str = "",
    kind: str = Group.Kind.OPEN,
    posting: str = Group.Posting.MEMBERS,
    approval: str = Group.Approval.NONE,
    picture: object = None,
    is_default: bool = False,
    creator: User | None = None,
    with_chat: bool = False,
) -> Group:
    """A new group; its creator is its first admin. Whether the company lets them is looked at here once more: it may
    have changed its mind since the page was asked for."""
    if creator is not None:
        must_make_groups(creator)
        must_be_made_here(kind)
    group = Group.objects.create(
        name=_named(name),
        purpose=one_line(purpose),
        kind=kind,
        posting=posting,
        approval=approval,
        is_default=is_default,
        created_by=creator,
    )
    record(who=creator or "system", what="groups.group_created", on_whom=group, kind=kind)
    if creator is not None:
        add_member(group=group, person=creator, role=Membership.Role.ADMIN, by=creator)
        if picture:
            _show(group, picture, creator)
            group.save(update_fields=["picture"])
        if with_chat:
            hooks.chat_wanted(group=group, by=creator)
    return group


@transaction.atomic
def change_group(*, group: Group, by: User, confirmed: bool = False, **new: Any) -> Group:
    """Change what `new` names: those of CHANGED, and `picture` (id of a file that `by` sent, or None).

    A kind that shows the group to more people than before wants to be `confirmed`, and its members hear of it.
    """
    now = locked(group)
    must_be_current(now)
    fresh = {key: one_line(new[key]) if key == "purpose" else new[key] for key in CHANGED if key in new}
    if "name" in fresh:
        fresh["name"] = _named(fresh["name"])
    fresh = {key: value for key, value in fresh.items() if getattr(now, key) != value}
    if "kind" in fresh:
        must_be_made_here(fresh["kind"])
    widened = "kind" in fresh and WIDTH[fresh["kind"]] > WIDTH[now.kind]
    if widened and not confirmed:
        raise Conflict("confirm", what_opens(kind=fresh["kind"]), fields={"kind": [what_opens(kind=fresh["kind"])]})
    before = {key: getattr(now, key) for key in fresh}
    for key, value in fresh.items():
        setattr(now, key, value)
    if "picture" in new and _show(now, new["picture"], by):
        fresh["picture"] = str(now.picture_id or "")
    if not fresh:
        return now
    now.save(update_fields=[*fresh])
    record(who=by, what="groups.group_changed", on_whom=now, before=before, after=fresh)
    _tell(now)
    if "name" in fresh:
        hooks.group_renamed(group=now, by=by)
    if widened:
        hooks.news(what=news.OPENED, people=now.member_ids(), about=now, by=by)
    return now


@transaction.atomic
def archive_group(*, group: Group, by: User) -> Group:
    """Nothing is written here any more; all that was is read and found as before."""
    now = locked(group)
    if now.is_default:
        raise Conflict("default", _("Everyone is in this group: it cannot be archived."))
    if now.archived_at is None:
        now.archived_at, now.archived_by = timezone.now(), by
        now.save(update_fields=["archived_at", "archived_by"])
        record(who=by, what="groups.group_archived", on_whom=now)
        _tell(now)
        hooks.group_archived(group=now, by=by)
    return now


@transaction.atomic
def unarchive_group(*, group: Group, by: User) -> Group:
    now = locked(group)
    if now.archived_at is not None:
        now.archived_at, now.archived_by = None, None
        now.save(update_fields=["archived_at", "archived_by"])
        record(who=by, what="groups.group_unarchived", on_whom=now)
        _tell(now)
        hooks.group_archived(group=now, by=by)
    return now


def what_opens(*, kind: str) -> str:
    """What becomes visible by such a change, for whoever is about to make it."""
    if kind == Group.Kind.OPEN:
        return _("Everyone in the company will see who is in it and read all its posts and files, old ones too.")
    return _("Everyone in the company will see its name, its purpose and who is in it. Its posts stay its members’.")


def _named(name: str) -> str:
    name = one_line(name)
    if not name:
        text = _("A group has a name.")
        raise Refusal("name", text, fields={"name": [text]})
    return name


def _show(group: Group, file: object, by: User) -> bool:
    if not file and group.picture_id is None:
        return False
    let_go(files=File.objects.of(Group.held_as, [group.pk]))
    held = hold(files=[file] if file else [], held_as=Group.held_as, holder=group.pk, by=by)
    if held and not held[0].is_picture:
        text = _("This is not a picture.")
        raise Refusal("not_a_picture", text, fields={"picture": [text]})
    group.picture = held[0] if held else None
    return True


def _tell(group: Group) -> None:
    changed = GroupChanged(id=str(group.pk), name=group.name, kind=group.kind, archived=group.is_archived)
    publish(changed, to=group.member_ids())
