"""Coming back: nothing was thrown away, and nothing old opens a door."""

from __future__ import annotations

import pytest

from audit.models import Line
from core.errors import Conflict
from core.schema import inside_public
from groups.models import Group, Membership
from people import hooks
from people.actions import claim_invite, deactivate, invite_person, join_by_address, reactivate
from people.models import User
from tests.cast import PASSWORD, CompanyClient


@pytest.fixture
def left(alice, bob):
    deactivate(person=bob, by=alice)
    return bob


def test_who_came_back_signs_in_as_before(left, alice, stranger):
    reactivate(person=left, by=alice)
    stranger.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    assert stranger.get("/api/v1/me").json()["name"] == "Bob Brown"


def test_old_sessions_stay_closed(acme, alice, bob):
    browser = CompanyClient(headers={"host": "acme.localhost"})
    browser.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    deactivate(person=bob, by=alice)
    reactivate(person=bob, by=alice)
    assert browser.get("/api/v1/me").status_code == 401


def test_groups_count_them_again(alice, bob):
    group = Group.objects.get(is_default=True)
    before = group.member_count
    deactivate(person=bob, by=alice)
    group.refresh_from_db()
    assert group.member_count == before - 1
    reactivate(person=bob, by=alice)
    group.refresh_from_db()
    assert group.member_count == before
    assert Membership.objects.filter(group=group, person=bob).exists()


def test_other_apps_are_told_once(left, alice, monkeypatch):
    told = []
    monkeypatch.setattr(hooks.person_reactivated, "_handlers", [(1, "test", lambda *, person: told.append(person.pk))])
    reactivate(person=left, by=alice)
    reactivate(person=left, by=alice)
    assert told == [left.pk]
    assert Line.objects.filter(what="people.person_reactivated").count() == 1


def test_without_a_free_seat_nobody_comes_back(acme, left, alice):
    with inside_public():
        acme.seat_limit = 2
        acme.save(update_fields=["seat_limit"])
    with pytest.raises(Conflict, match="seat"):
        reactivate(person=left, by=alice)
    left.refresh_from_db()
    assert not left.is_active


def test_a_leaver_does_not_come_back_by_a_work_address(acme, left):
    with pytest.raises(Exception, match="closed"):
        join_by_address(company=acme, address="bob@acme.example", name="Bob again")
    assert not User.objects.get(pk=left.pk).is_active


def test_a_leaver_does_not_come_back_by_an_old_invite(acme, alice):
    invite = invite_person(company=acme, inviter=alice, address="dora@acme.example")
    dora = join_by_address(company=acme, address="dora@acme.example", name="Dora")
    deactivate(person=dora, by=alice)
    invite.refresh_from_db()
    with pytest.raises(Conflict):
        claim_invite(company=acme, invite=invite, name="Dora")


def test_a_leaver_cannot_be_invited_as_if_they_were_new(acme, left, alice):
    with pytest.raises(Conflict, match="closed"):
        invite_person(company=acme, inviter=alice, address="bob@acme.example")
