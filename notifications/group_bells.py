"""What rings about groups: who asks to come in, who is asked, who looks after them. `groups` tells by `news`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups import news
from groups.models import Group, GroupInvite, MembershipRequest
from jobs.mail import Letter
from notifications.kinds import MAIL, PUSH, Kind, Shown, actors_of, names
from notifications.models import Notification
from people.models import User
from people.roles import Right

Show = Callable[[User, Sequence[Notification]], Mapping[int, Shown]]


def _shows(find: Callable[[User], QuerySet[Any]], say: Callable[[Notification, Any, str], Shown]) -> Show:
    """Rows whose thing the reader still finds, in words; `find` asks for their rights now."""

    def show(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
        found, people = find(reader).in_bulk([row.about_id for row in rows]), actors_of(rows)
        return {row.pk: say(row, found[row.about_id], names(row, people)) for row in rows if row.about_id in found}

    return show


def _run_by(reader: User) -> QuerySet[MembershipRequest]:
    open_ones = MembershipRequest.objects.filter(state=MembershipRequest.State.OPEN, person__is_active=True)
    return open_ones.filter(group__in=Group.objects.administered_by(reader)).select_related("person__manager", "group")


def _asked_by(state: str) -> Callable[[User], QuerySet[MembershipRequest]]:
    def find(reader: User) -> QuerySet[MembershipRequest]:
        asked = MembershipRequest.objects.filter(person=reader, state=state)
        return asked.filter(group__in=Group.objects.visible_to(reader)).select_related("group")

    return find


def _asked_in(reader: User) -> QuerySet[GroupInvite]:
    waiting = GroupInvite.objects.filter(person=reader, state=GroupInvite.State.OPEN, group__archived_at=None)
    return waiting.select_related("group", "invited_by")


def _own(reader: User) -> QuerySet[Group]:
    return Group.objects.joined_by(reader)


def _in_need(reader: User) -> QuerySet[Group]:
    return Group.objects.without_admin() if reader.may(Right.MANAGE_SETTINGS) else Group.objects.none()


def _page(group: Group) -> str:
    return reverse("groups:group", args=[group.pk])


def _request(row: Notification, asked: MembershipRequest, who: str) -> Shown:
    person = asked.person
    about = [person.title, _("manager: %(name)s") % {"name": person.manager} if person.manager else "", asked.note]
    return Shown(
        text=_("%(who)s asks to join %(group)s") % {"who": person, "group": asked.group},
        who=str(person),
        quote=" · ".join(part for part in about if part),
        link=reverse("groups:entry", args=[asked.group_id]),
        person=person,
    )


def _accepted(row: Notification, asked: MembershipRequest, who: str) -> Shown:
    return Shown(text=_("You are in %(group)s now") % {"group": asked.group}, link=_page(asked.group))


def _declined(row: Notification, asked: MembershipRequest, who: str) -> Shown:
    return Shown(
        text=_("Your request to join %(group)s was declined") % {"group": asked.group}, link=_page(asked.group)
    )


def _invited(row: Notification, invite: GroupInvite, who: str) -> Shown:
    by = invite.invited_by
    return Shown(
        text=_("%(who)s asks you into %(group)s") % {"who": by, "group": invite.group},
        who=str(by),
        quote=invite.group.purpose,
        link=_page(invite.group),
        person=by,
    )


def _added(row: Notification, group: Group, who: str) -> Shown:
    return Shown(text=_("%(who)s put you into %(group)s") % {"who": who, "group": group}, who=who, link=_page(group))


def _role(row: Notification, group: Group, who: str) -> Shown:
    return Shown(text=_("You look after %(group)s now") % {"group": group}, link=_page(group))


def _opened(row: Notification, group: Group, who: str) -> Shown:
    if group.kind == Group.Kind.OPEN:
        text = _("%(group)s is open now: everyone in the company reads its posts")
    else:
        text = _("More people see %(group)s now: everyone in the company finds it and sees who is in it")
    return Shown(text=text % {"group": group}, link=_page(group))


def _no_admin(row: Notification, group: Group, who: str) -> Shown:
    return Shown(
        text=_("Nobody looks after %(group)s any more") % {"group": group}, link=reverse("administration:groups")
    )


def _company_admin(row: Notification, group: Group, who: str) -> Shown:
    text = _("%(who)s joined %(group)s as an admin of the company") % {"who": who, "group": group}
    return Shown(text=text, who=who, link=_page(group))


def letter(reader: User, row: Notification, shown: Shown) -> Letter:
    return Letter(
        subject=shown.text, paragraphs=(shown.text,), quote=shown.quote, action=_("Look at it"), link=shown.link
    )


def _kind(what: str, label: Any, icon: str, show: Show, *channels: str) -> Kind:
    return Kind(name=f"groups.{what}", label=label, icon=icon, show=show, letter=letter, channels=frozenset(channels))


KINDS = {
    news.REQUEST: _kind(
        news.REQUEST, gettext_lazy("Requests to join groups you look after"), "invite", _shows(_run_by, _request), PUSH
    ),
    news.ACCEPTED: _kind(
        news.ACCEPTED,
        gettext_lazy("Groups that let you in"),
        "check",
        _shows(_asked_by(MembershipRequest.State.ACCEPTED), _accepted),
    ),
    news.DECLINED: _kind(
        news.DECLINED,
        gettext_lazy("Groups that did not let you in"),
        "close",
        _shows(_asked_by(MembershipRequest.State.DECLINED), _declined),
    ),
    news.INVITED: _kind(
        news.INVITED, gettext_lazy("Invites into groups"), "groups", _shows(_asked_in, _invited), PUSH, MAIL
    ),
    news.ADDED: _kind(news.ADDED, gettext_lazy("Groups you were put into"), "groups", _shows(_own, _added)),
    news.ROLE: _kind(news.ROLE, gettext_lazy("Groups you look after from now on"), "shield", _shows(_own, _role)),
    news.OPENED: _kind(
        news.OPENED, gettext_lazy("Groups of yours that more people see"), "eye", _shows(_own, _opened), MAIL
    ),
    news.NO_ADMIN: _kind(
        news.NO_ADMIN, gettext_lazy("Groups that nobody looks after"), "warning", _shows(_in_need, _no_admin)
    ),
    news.COMPANY_ADMIN: _kind(
        news.COMPANY_ADMIN,
        gettext_lazy("Admins of the company who join your groups"),
        "shield",
        _shows(_own, _company_admin),
        MAIL,
    ),
}
