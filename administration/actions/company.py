"""The company itself: its name, look, language, and who may come in how."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.colour import nearest_that_stands_out, stands_out
from core.errors import Conflict, Refusal
from core.pictures import open_picture
from core.schema import inside_public
from people.models import User
from realtime.publish import COME_BACK, close_sockets
from tenants.brand import logo_master
from tenants.models import Company, MailDomain, remember_hosts
from tenants.models.companies import GROUP_KINDS, logo_path

BRAND = ("name", "colour", "language")  # what the stylesheet, the icons and the manifest are made of
SETTINGS = ("sign_up", "second_factor_required", "group_makers", "group_kinds")


@transaction.atomic
def change_company(*, company: Company, by: User, changes: dict[str, Any]) -> Company:
    """Write those of BRAND and SETTINGS that are given and new; answers the company as it is then."""
    now = locked(company=company)
    if "name" in changes:  # it stands in headers of mails, and in one line everywhere
        changes = {**changes, "name": " ".join(changes["name"].split())}
    if "group_kinds" in changes:
        changes = {**changes, "group_kinds": _kinds(changes["group_kinds"])}
    fresh = {
        field: value for field, value in changes.items() if field in BRAND + SETTINGS and getattr(now, field) != value
    }
    if not fresh:
        return now
    _check(now, fresh)
    before = {field: getattr(now, field) for field in fresh}
    for field, value in fresh.items():
        setattr(now, field, value)
    _save(now, [*fresh], brand=not set(BRAND).isdisjoint(fresh))
    record(who=by, what="administration.company_changed", on_whom=now.name, before=before, after=fresh)
    if fresh.get("second_factor_required"):
        close_sockets(people=None, code=COME_BACK)  # who has none is stopped at the door, the others come back
    return now


def _check(company: Company, fresh: dict[str, Any]) -> None:
    if "name" in fresh and not fresh["name"]:
        text = _("A company has a name.")
        raise Refusal("name", text, fields={"name": [text]})
    if "colour" in fresh:
        check_colour(colour=fresh["colour"])
    if "language" in fresh and fresh["language"] not in dict(settings.LANGUAGES):
        text = _("We do not speak this language.")
        raise Refusal("language", text, fields={"language": [text]})
    if "sign_up" in fresh and fresh["sign_up"] not in Company.SignUp.values:
        text = _("There is no such way to come in.")
        raise Refusal("sign_up", text, fields={"sign_up": [text]})
    if "group_makers" in fresh and fresh["group_makers"] not in Company.GroupMakers.values:
        text = _("Groups are made by everybody, or by who looks after contents.")
        raise Refusal("group_makers", text, fields={"group_makers": [text]})
    if fresh.get("sign_up", Company.SignUp.OFF) != Company.SignUp.OFF and not has_domain(company=company):
        text = _("Prove a mail domain first: it says whose addresses may come in.")
        raise Conflict("no_domain", text, fields={"sign_up": [text]})


def _kinds(wanted: Iterable[str]) -> str:
    """In their own order, for one column."""
    kinds = [kind for kind in GROUP_KINDS if kind in set(wanted)]
    if not kinds or not set(wanted) <= set(GROUP_KINDS):
        text = _("Choose at least one kind of group.")
        raise Refusal("group_kinds", text, fields={"group_kinds": [text]})
    return ",".join(kinds)


def check_colour(*, colour: str) -> None:
    """Raises Refusal, with another colour to take, where nothing readable that stands out can be made of this one."""
    try:
        passes = stands_out(colour)
    except ValueError:
        text = _("A colour is written like #2f6f5e.")
        raise Refusal("colour", text, fields={"colour": [text]}) from None
    if not passes:
        text = _("%(colour)s is too pale: buttons would vanish on the page. %(better)s would do.")
        text %= {"colour": colour, "better": nearest_that_stands_out(colour)}
        raise Refusal("colour_contrast", text, fields={"colour": [text]})


def set_logo(*, company: Company, by: User, file: IO[bytes], size: int) -> Company:
    """Take a logo: whole, in a square, under a name that never existed. Raises BadPicture."""
    content = logo_master(open_picture(file, size, enough=1024))
    return _change_logo(company=company, by=by, content=content)


def remove_logo(*, company: Company, by: User) -> Company:
    return _change_logo(company=company, by=by, content=None)


@transaction.atomic
def _change_logo(*, company: Company, by: User, content: bytes | None) -> Company:
    now = locked(company=company)
    before = now.logo.name or ""
    if content is None and not before:
        return now
    name = logo_path(now, f"{secrets.token_hex(12)}.png") if content else ""
    if content:
        default_storage.save(name, ContentFile(content))
    now.logo.name = name
    _save(now, ["logo"], brand=True)
    record(who=by, what=f"administration.logo_{'set' if content else 'removed'}", on_whom=now.name)
    if before:
        transaction.on_commit(lambda: default_storage.delete(before))
    return now


@transaction.atomic
def put_first_steps_away(*, company: Company) -> None:
    """The list of first steps is not shown any more, whatever is left of it."""
    now = locked(company=company)
    if now.set_up_at is None:
        now.set_up_at = timezone.now()
        _save(now, ["set_up_at"], brand=False)


def locked(*, company: Company) -> Company:
    """The company as it is now, its row locked until the transaction ends; the request's own may be seconds old."""
    with inside_public():
        return Company.objects.select_for_update().get(pk=company.pk)


def has_domain(*, company: Company) -> bool:
    with inside_public():
        return MailDomain.objects.filter(company=company, proven_at__isnull=False).exists()


def _save(company: Company, fields: list[str], *, brand: bool) -> None:
    """On commit every process sees it, and with a new `brand_version` every browser."""
    if brand:
        company.brand_version += 1
        fields = [*fields, "brand_version"]
    with inside_public():
        company.save(update_fields=fields)
    transaction.on_commit(lambda: remember_hosts(company))
