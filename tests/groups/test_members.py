"""groups/{id}/members, …/members/{person}, groups/{id}/leave, company/secret-groups, and their pages"""

import pytest

from audit.models import Line
from chat.actions import open_group_thread
from chat.models import Member
from feed.models import Post
from groups.actions import add_member, create_group, leave
from groups.models import Group, LeftByHand, Membership
from notifications.access import notifications_of
from notifications.showing import entries_for
from people.actions import deactivate
from people.models import User
from tests.cast import join as come_in


def said(person, kind):
    rows = list(notifications_of(person).filter(kind=kind))
    return [entry.shown.text for entry in entries_for(person, rows)]


def role_of(group, person):
    return Membership.objects.get(group=group, person=person).role


def test_the_list_has_who_looks_after_it_first_and_searches(both, bob, carol, alice, api_of, client_of):
    add_member(group=both, person=alice, role="moderator")
    rows = api_of(carol).get(f"/api/v1/groups/{both.pk}/members").json()["results"]
    assert [(row["person"]["name"], row["role"]) for row in rows] == [
        ("Bob Brown", "admin"),
        ("Alice Adams", "moderator"),
        ("Carol Clark", "member"),
    ]
    found = api_of(carol).get(f"/api/v1/groups/{both.pk}/members?q=cla").json()["results"]
    assert [row["person"]["name"] for row in found] == ["Carol Clark"]
    page = client_of(carol).get(f"/groups/{both.pk}/members/?q=cla").content.decode()
    assert "Carol Clark" in page
    assert "Bob Brown" not in page


def test_an_admin_gives_roles(both, bob, carol, api_of):
    path = f"/api/v1/groups/{both.pk}/members/{carol.pk}"
    assert api_of(bob).patch(path, {"role": "moderator"}).json()["role"] == "moderator"
    assert said(carol, "groups.role") == ["You look after Ovens now"]
    assert api_of(carol).patch(path, {"role": "admin"}).status_code == 403, "a moderator gives none"
    assert api_of(bob).patch(path, {"role": "owner"}).status_code == 400
    assert api_of(bob).patch(f"/api/v1/groups/{both.pk}/members/999", {"role": "admin"}).status_code == 404


def test_a_moderator_deletes_posts_and_changes_no_settings(both, bob, carol, api_of):
    from feed.actions import create_post

    post, _ = create_post(group=both, author=bob, text="Off topic")
    assert api_of(carol).delete(f"/api/v1/posts/{post.pk}").status_code == 403
    api_of(bob).patch(f"/api/v1/groups/{both.pk}/members/{carol.pk}", {"role": "moderator"})
    assert api_of(carol).patch(f"/api/v1/groups/{both.pk}", {"name": "Mine"}).status_code == 403
    assert api_of(carol).delete(f"/api/v1/posts/{post.pk}").status_code == 204


def test_an_admin_takes_somebody_out_whom_no_rule_puts_back(both, bob, carol, api_of, heard):
    assert api_of(bob).delete(f"/api/v1/groups/{both.pk}/members/{carol.pk}").status_code == 204
    assert heard.to("groups.member_left") == {bob.pk, carol.pk}
    assert LeftByHand.objects.filter(group=both, person=carol).exists()
    assert api_of(carol).get(f"/api/v1/groups/{both.pk}").json()["joined"] is False
    assert api_of(bob).delete(f"/api/v1/groups/{both.pk}/members/{carol.pk}").status_code == 404


def test_others_take_nobody_out(both, alice, bob, carol, gina, api_of, stranger):
    path = f"/api/v1/groups/{both.pk}/members/{bob.pk}"
    for person, status in ((alice, 403), (carol, 403), (gina, 404)):
        assert api_of(person).delete(path).status_code == status
    assert stranger.delete(path).status_code == 401


def test_leaving_the_group_leaves_its_chat(both, bob, carol, api_of):
    thread, _ = open_group_thread(group=both, by=bob)
    assert api_of(carol).post(f"/api/v1/groups/{both.pk}/leave", {}).status_code == 204
    assert not Member.objects.filter(thread=thread, person=carol, left_at=None).exists()


def test_the_last_admin_names_a_successor(both, bob, carol, api_of):
    api = api_of(bob)
    answer = api.post(f"/api/v1/groups/{both.pk}/leave", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "last_admin")
    assert api.post(f"/api/v1/groups/{both.pk}/leave", {"successor": "999"}).status_code == 404
    assert api.patch(f"/api/v1/groups/{both.pk}/members/{bob.pk}", {"role": "member"}).status_code == 409
    assert api.delete(f"/api/v1/groups/{both.pk}/members/{bob.pk}").status_code == 409
    assert api.post(f"/api/v1/groups/{both.pk}/leave", {"successor": str(carol.pk)}).status_code == 204
    assert role_of(both, carol) == "admin"
    assert said(carol, "groups.role") == ["You look after Ovens now"]


def test_the_page_asks_for_the_successor(both, bob, carol, client_of):
    page = client_of(bob).get(f"/groups/{both.pk}/leave/").content.decode()
    assert "You are its only admin" in page
    assert client_of(bob).post(f"/groups/{both.pk}/leave/").status_code == 409
    assert client_of(bob).post(f"/groups/{both.pk}/leave/", {"successor": carol.pk}).url == "/groups/"


def test_the_last_person_of_all_closes_the_door(ovens, bob):
    leave(group=ovens, person=bob)
    ovens.refresh_from_db()
    assert (ovens.member_count, ovens.is_archived) == (0, True)


def test_a_last_admin_who_leaves_the_company_is_told_to_its_admins(both, alice, bob, api_of, client_of):
    deactivate(person=bob, by=alice)
    assert said(alice, "groups.no_admin") == ["Nobody looks after Ovens any more"]
    assert "Ovens" in client_of(alice).get("/settings/company/groups/").content.decode()
    assert api_of(alice).post(f"/api/v1/company/groups/{both.pk}/join").json()["my_role"] == "admin"
    assert said(alice, "groups.no_admin") == []


def test_a_system_admin_knows_that_a_secret_group_exists_and_joins_it_visibly(alice, bob, carol, api_of, client_of):
    group = create_group(name="Plot", purpose="Surprise", kind="secret", creator=bob)
    listed = api_of(alice).get("/api/v1/company/secret-groups").json()["results"]
    assert listed == [{"id": str(group.pk), "name": "Plot", "kind": "secret", "member_count": 1}]
    assert "Surprise" not in client_of(alice).get("/settings/company/groups/").content.decode()
    assert "every member is told" in client_of(alice).get(f"/settings/company/groups/{group.pk}/join/").content.decode()
    assert api_of(alice).get(f"/api/v1/groups/{group.pk}").status_code == 404, "looking at the question is no joining"
    client_of(alice).post(f"/settings/company/groups/{group.pk}/join/")
    assert role_of(group, alice) == "admin"
    assert said(bob, "groups.company_admin") == ["Alice Adams joined Plot as an admin of the company"]
    assert Post.objects.visible_to(bob).get(group=group).author == alice
    assert Line.objects.filter(what="groups.company_admin_came").count() == 1


def test_it_is_announced_even_where_posts_wait(alice, bob, api_of):
    group = create_group(name="Plot", kind="secret", approval="all", creator=bob)
    api_of(alice).post(f"/api/v1/company/groups/{group.pk}/join")
    assert Post.objects.visible_to(bob).filter(group=group, author=alice).exists()


@pytest.mark.parametrize("role", ["member", "content", "people", "analyst"])
def test_nobody_else_of_the_company_gets_in_so(role, bob, carol, gina, api_of, stranger):
    group = create_group(name="Plot", kind="secret", creator=bob)
    User.objects.filter(pk=carol.pk).update(role=role)
    for path in ("company/secret-groups",):
        assert api_of(carol).get(f"/api/v1/{path}").status_code == 403
    assert api_of(carol).post(f"/api/v1/company/groups/{group.pk}/join").status_code == 403
    assert api_of(gina).post(f"/api/v1/company/groups/{group.pk}/join").status_code == 404
    assert stranger.get("/api/v1/company/secret-groups").status_code == 401


def test_a_closed_group_with_an_admin_is_not_joined_so(alice, ovens, api_of):
    assert api_of(alice).post(f"/api/v1/company/groups/{ovens.pk}/join").status_code == 404


def test_who_came_back_is_counted_and_still_in(both, alice, bob, carol):
    from people.actions import reactivate

    deactivate(person=carol, by=alice)
    assert Group.objects.get(pk=both.pk).member_count == 1
    reactivate(person=carol, by=alice)
    assert Group.objects.get(pk=both.pk).member_count == 2


def test_a_guest_is_a_member_like_others_and_makes_none(ovens):
    dora = come_in("dora@acme.example", "Dora", kind="guest")
    add_member(group=ovens, person=dora)
    assert Group.objects.readable_by(dora).filter(pk=ovens.pk).exists()
