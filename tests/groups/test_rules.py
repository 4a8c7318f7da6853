"""groups/{id}/rule, and what the worker makes of it"""

import pytest

from groups.actions import add_member, leave, refresh_rule, rule_group, take_out
from groups.models import GroupRule, Membership, MembershipRequest
from people.actions import change_profile
from people.models import User
from tests.cast import join as come_in


@pytest.fixture
def shops(alice, bob, carol):
    """Two in the shops of the north, one of them an assistant; Bob is in the office."""
    User.objects.filter(pk=alice.pk).update(place="North", title="Shop manager")
    User.objects.filter(pk=carol.pk).update(place="north", title="Shop assistant")
    User.objects.filter(pk=bob.pk).update(place="Head office", title="Clerk")


def inside(group):
    return set(Membership.objects.filter(group=group).values_list("person__name", flat=True))


def test_a_rule_is_looked_at_before_it_is_saved(shops, ovens, bob, api_of):
    path = f"/api/v1/groups/{ovens.pk}/rule/preview"
    seen = api_of(bob).get(path, {"place": "North", "title": "shop"}).json()
    assert (seen["matching"], seen["joining"], seen["everybody"]) == (2, 2, False)
    assert seen["text"] == "2 people match."
    assert api_of(bob).get(path).status_code == 400
    assert inside(ovens) == {"Bob Brown"}


def test_the_worker_makes_it_true(shops, ovens, bob, api_of, run_tasks):
    answer = api_of(bob).put(f"/api/v1/groups/{ovens.pk}/rule", {"place": "NORTH", "title": "manager"})
    assert answer.status_code == 200
    run_tasks()
    assert inside(ovens) == {"Bob Brown", "Alice Adams"}
    ovens.refresh_from_db()
    assert ovens.member_count == 2
    assert api_of(bob).get(f"/api/v1/groups/{ovens.pk}/rule").json()["refreshed_at"]


def test_who_is_put_in_hears_of_it_and_what_they_asked_is_settled(shops, ovens, alice, bob, carol, api_of, heard):
    api_of(carol).post(f"/api/v1/groups/{ovens.pk}/join", {})
    heard.clear()
    rule_group(group=ovens, by=bob, place="North")
    refresh_rule(group_id=ovens.pk)
    assert heard.to("groups.member_joined") == {alice.pk, carol.pk}
    assert heard.to("groups.group_changed") == {bob.pk}
    assert not MembershipRequest.objects.filter(state=MembershipRequest.State.OPEN).exists()


@pytest.mark.parametrize(
    ("rule", "code"), [({"place": "Moon"}, "matches_nobody"), ({"department": "Bakery"}, "matches_everybody")]
)
def test_nobody_and_everybody_are_said_before_saving(ovens, bob, api_of, client_of, rule, code):
    User.objects.update(department="Bakery")
    path = f"/api/v1/groups/{ovens.pk}/rule"
    answer = api_of(bob).put(path, rule)
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert not GroupRule.objects.exists()
    page = client_of(bob).post(f"/groups/{ovens.pk}/rule/", rule)
    assert page.status_code == 409
    assert "Save it all the same" in page.content.decode()
    assert api_of(bob).put(path, {**rule, "confirmed": True}).status_code == 200


def test_a_rule_without_a_word_is_none(ovens, bob, api_of):
    assert api_of(bob).put(f"/api/v1/groups/{ovens.pk}/rule", {"place": " "}).status_code == 400


def test_who_left_by_hand_is_not_pulled_back_and_who_was_added_stays(shops, ovens, alice, bob, carol):
    rule_group(group=ovens, by=bob, place="North", title="Shop")
    refresh_rule(group_id=ovens.pk)
    leave(group=ovens, person=carol)
    take_out(group=ovens, person=alice, by=bob)
    refresh_rule(group_id=ovens.pk)
    assert inside(ovens) == {"Bob Brown"}, "Bob was never meant by it and stays"


def test_who_comes_back_by_hand_stays_when_the_rule_means_them_no_more(shops, ovens, bob, carol):
    rule_group(group=ovens, by=bob, place="North", title="Shop")
    refresh_rule(group_id=ovens.pk)
    leave(group=ovens, person=carol)
    add_member(group=ovens, person=carol)
    change_profile(person=carol, changes={"place": "South"})
    refresh_rule(group_id=ovens.pk)
    assert "Carol Clark" in inside(ovens)


def test_a_changed_profile_moves_people_at_once(shops, ovens, bob, carol, run_tasks):
    rule_group(group=ovens, by=bob, place="North", title="Shop")
    run_tasks()
    change_profile(person=User.objects.get(pk=carol.pk), changes={"place": "South"})
    run_tasks()
    assert inside(ovens) == {"Bob Brown", "Alice Adams"}
    change_profile(person=User.objects.get(pk=carol.pk), changes={"place": "North"})
    run_tasks()
    assert "Carol Clark" in inside(ovens)


def test_who_came_by_rule_and_looks_after_the_group_stays(shops, ovens, alice, bob):
    rule_group(group=ovens, by=bob, place="North", title="Shop")
    refresh_rule(group_id=ovens.pk)
    Membership.objects.filter(group=ovens, person=alice).update(role="moderator")
    User.objects.filter(pk=alice.pk).update(place="South")
    refresh_rule(group_id=ovens.pk)
    assert "Alice Adams" in inside(ovens)


def test_a_newcomer_is_meant_too(shops, ovens, bob, run_tasks):
    rule_group(group=ovens, by=bob, place="North", title="Shop")
    run_tasks()
    come_in("dora@acme.example", "Dora", place="North", title="Shop manager")
    run_tasks()
    assert "Dora" in inside(ovens)


def test_ending_a_rule_throws_nobody_out(shops, ovens, bob, carol, api_of):
    rule_group(group=ovens, by=bob, place="North", title="Shop")
    refresh_rule(group_id=ovens.pk)
    assert api_of(bob).delete(f"/api/v1/groups/{ovens.pk}/rule").status_code == 204
    assert api_of(bob).get(f"/api/v1/groups/{ovens.pk}/rule").status_code == 404
    assert len(inside(ovens)) == 3


def test_rules_are_for_its_admins(both, alice, carol, gina, api_of, stranger):
    path = f"/api/v1/groups/{both.pk}/rule"
    for person, status in ((alice, 403), (carol, 403), (gina, 404)):
        assert api_of(person).put(path, {"place": "North"}).status_code == status
        assert api_of(person).get(f"{path}/preview", {"place": "North"}).status_code == status
    assert stranger.get(path).status_code == 401
    assert api_of(carol).post(path, {}).status_code == 405
