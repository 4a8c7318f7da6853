"""The table of roles and rights, cell by cell."""

import pytest

from groups.actions import create_group
from groups.models import Group
from people.actions import invite_person, revoke_invite
from people.models import Invite, User
from people.roles import RIGHTS, Right

#                     system  content people  analyst member
TABLE = {
    "manage_settings": (True, False, False, False, False),
    "manage_roles": (True, False, False, False, False),
    "manage_people": (True, False, True, False, False),
    "manage_content": (True, True, False, False, False),
    "read_audit": (True, False, False, False, False),
    "see_numbers": (True, False, False, True, False),
}
ROLES = ("system", "content", "people", "analyst", "member")
CELLS = [(role, right, cell) for right, row in TABLE.items() for role, cell in zip(ROLES, row, strict=True)]


def test_every_right_and_every_role_stands_in_the_table():
    assert set(TABLE) == set(Right)
    assert set(ROLES) == set(User.Role.values) == set(RIGHTS)


@pytest.mark.parametrize(("role", "right", "may"), CELLS)
def test_what_a_role_lets_its_bearer_do(role, right, may):
    assert User(role=role).may(Right(right)) == may


@pytest.mark.parametrize("role", ROLES)
def test_only_the_system_admin_is_called_admin(role):
    assert User(role=role).is_admin == (role == "system")


def test_who_left_may_nothing():
    assert not any(User(role="system", is_active=False).may(right) for right in Right)


@pytest.mark.parametrize("role", ROLES)
def test_no_role_opens_a_secret_group_or_reads_a_closed_one(alice, bob, api_of, role):
    bob.role = role
    bob.save(update_fields=["role"])
    secret = create_group(name="Ovens", kind="secret", creator=alice)
    closed = create_group(name="Yeast", kind="closed", creator=alice)
    assert not Group.objects.visible_to(bob).filter(pk=secret.pk).exists()
    assert not Group.objects.readable_by(bob).filter(pk=closed.pk).exists()
    assert not Group.objects.moderated_by(bob).filter(pk__in=[secret.pk, closed.pk]).exists()
    assert api_of(bob).get(f"/api/v1/groups/{secret.pk}").status_code == 404
    assert api_of(bob).get(f"/api/v1/feed?group={closed.pk}").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_moderators_take_away_what_others_wrote_where_they_may_read_it(alice, bob, api_of, role):
    from feed.actions import create_post

    bob.role = role
    bob.save(update_fields=["role"])
    post, _ = create_post(group=Group.objects.get(), author=alice, text="Hot")
    wanted = 204 if role in {"system", "content"} else 403
    assert api_of(bob).delete(f"/api/v1/posts/{post.pk}").status_code == wanted


@pytest.mark.parametrize("role", ROLES)
def test_who_looks_after_people_sees_all_invites_and_invites_from_outside(acme, alice, bob, client_of, role):
    bob.role = role
    bob.save(update_fields=["role"])
    invite_person(company=acme, inviter=alice, address="zoe@acme.example")
    sees = role in {"system", "people"}
    assert Invite.objects.visible_to(bob).exists() == sees
    client_of(bob).post("/people/invite/", {"address": "yan@elsewhere.example", "role": "member"})
    assert Invite.objects.filter(address="yan@elsewhere.example").exists() == sees


@pytest.mark.parametrize("role", ["content", "people", "analyst", "member"])
def test_only_system_admins_invite_into_a_role_or_take_such_an_invite_back(acme, alice, bob, client_of, role):
    from core.errors import NotAllowed

    bob.role = role
    bob.save(update_fields=["role"])
    sent = invite_person(company=acme, inviter=alice, address="zoe@acme.example", role="people")
    with pytest.raises(NotAllowed):
        invite_person(company=acme, inviter=bob, address="yan@acme.example", role="analyst")
    with pytest.raises(NotAllowed):
        revoke_invite(invite=sent, by=bob)
    assert client_of(bob).post(f"/people/invite/{sent.pk}/revoke/").status_code in {403, 404}
