"""Company News: there from the first moment, with everyone in it."""

from groups.actions import add_member, create_group, join_default_groups, lay_company_news, remove_member
from groups.hooks import member_changed
from groups.models import Group, Membership
from people.actions import deactivate
from tenants.hooks import company_provisioned
from tests.cast import join


def test_a_company_begins_with_one_group_of_everyone(acme, bob):
    group = Group.objects.get()
    assert (group.name, group.kind, group.is_default) == ("Company News", "open", True)
    assert group.member_count == Membership.objects.filter(group=group).count() == 3


def test_it_is_named_in_the_companys_language(acme):
    Membership.objects.all().delete()
    Group.objects.all().delete()
    acme.language = "fr"
    lay_company_news(company=acme, admin_email="")
    assert Group.objects.get().name == "Actualités de l’entreprise"


def test_provisioning_twice_makes_it_once(acme):
    company_provisioned(company=acme, admin_email="")
    assert Group.objects.count() == 1


def test_who_joins_the_company_is_in_it(acme):
    dora = join("dora@acme.example", "Dora")
    assert Group.objects.joined_by(dora).count() == 1
    join_default_groups(person=dora)
    assert Group.objects.get().member_count == 4


def test_the_companys_admin_looks_after_it(alice, bob):
    assert list(Group.objects.moderated_by(alice)) == [Group.objects.get()]
    assert not Group.objects.moderated_by(bob).exists()


def test_others_hear_who_came_and_who_left(bob, monkeypatch):
    heard = []
    monkeypatch.setattr(member_changed, "_handlers", [(1, "test", lambda **change: heard.append(change["joined"]))])
    group = create_group(name="Ovens")
    assert [add_member(group=group, person=bob), add_member(group=group, person=bob)] == [True, False]
    assert [remove_member(group=group, person=bob), remove_member(group=group, person=bob)] == [True, False]
    assert heard == [True, False]
    group.refresh_from_db()
    assert group.member_count == 0


def test_who_leaves_the_company_is_counted_no_more(alice, bob):
    deactivate(person=bob, by=alice)
    group = Group.objects.get()
    assert group.member_count == len(group.member_ids()) == 2
