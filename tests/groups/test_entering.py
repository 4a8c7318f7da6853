"""groups/{id}/join, …/requests, …/invites, …/links, group-invites, groups/join-by-link, and their pages"""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.actions import archive_group, ask_to_join, create_group, invite_people, leave, make_link, revoke_link
from groups.models import GroupInvite, GroupLink, MembershipRequest
from notifications.access import notifications_of
from notifications.showing import entries_for
from people.actions import deactivate
from people.models import User
from tests.cast import join as come_in


def said(person, kind):
    """The words at somebody's bell, of one kind."""
    rows = list(notifications_of(person).filter(kind=kind))
    return [entry.shown.text for entry in entries_for(person, rows)]


def test_an_open_group_is_joined_at_once(bob, carol, api_of):
    group = create_group(name="Bakers", creator=bob)
    answer = api_of(carol).post(f"/api/v1/groups/{group.pk}/join", {})
    assert (answer.status_code, answer.json()["joined"], answer.json()["member_count"]) == (200, True, 2)


def test_a_closed_group_is_asked_and_its_admins_decide(ovens, bob, carol, alice, api_of, heard):
    User.objects.filter(pk=carol.pk).update(title="Shop lead", manager=alice)
    asked = api_of(carol).post(f"/api/v1/groups/{ovens.pk}/join", {"note": "I bake."})
    assert (asked.status_code, asked.json()["state"]) == (202, "open")
    assert heard.to("groups.ways_in_changed") == {bob.pk, carol.pk}
    assert said(bob, "groups.request") == ["Carol Clark asks to join Ovens"]
    row = api_of(bob).get(f"/api/v1/groups/{ovens.pk}/requests").json()["results"][0]
    assert (row["title"], row["manager"]["name"], row["note"]) == ("Shop lead", "Alice Adams", "I bake.")
    path = f"/api/v1/groups/{ovens.pk}/requests/{row['id']}"
    assert api_of(bob).post(f"{path}/accept").status_code == 204
    assert api_of(carol).get(f"/api/v1/groups/{ovens.pk}").json()["joined"] is True
    assert said(carol, "groups.accepted") == ["You are in Ovens now"]
    assert said(bob, "groups.request") == []
    assert api_of(bob).post(f"{path}/accept").status_code == 204, "a second time changes nothing"
    assert api_of(bob).post(f"{path}/decline").json()["code"] == "decided"


def test_who_asks_twice_asks_once(ovens, carol, api_of):
    first = api_of(carol).post(f"/api/v1/groups/{ovens.pk}/join", {}).json()
    assert api_of(carol).post(f"/api/v1/groups/{ovens.pk}/join", {}).json()["id"] == first["id"]


def test_a_declined_request_is_told_and_may_be_made_again(ovens, bob, carol, api_of):
    asked, _ = ask_to_join(group=ovens, person=carol)
    api_of(bob).post(f"/api/v1/groups/{ovens.pk}/requests/{asked.pk}/decline")
    assert said(carol, "groups.declined") == ["Your request to join Ovens was declined"]
    assert api_of(carol).post(f"/api/v1/groups/{ovens.pk}/join", {}).status_code == 202


def test_a_request_is_taken_back(ovens, bob, carol, api_of):
    api_of(carol).post(f"/api/v1/groups/{ovens.pk}/join", {})
    assert api_of(carol).delete(f"/api/v1/groups/{ovens.pk}/join").status_code == 204
    assert said(bob, "groups.request") == []
    assert api_of(carol).delete(f"/api/v1/groups/{ovens.pk}/join").status_code == 404


def test_a_secret_group_is_not_asked(bob, carol, api_of):
    group = create_group(name="Plot", kind="secret", creator=bob)
    assert api_of(carol).post(f"/api/v1/groups/{group.pk}/join", {}).status_code == 404
    invite_people(group=group, people=[carol], by=bob)
    assert api_of(carol).post(f"/api/v1/groups/{group.pk}/join", {}).json()["code"] == "by_invite"


def test_nobody_else_sees_or_decides_requests(ovens, alice, carol, gina, api_of, stranger):
    asked, _ = ask_to_join(group=ovens, person=carol)
    for person, status in ((alice, 403), (carol, 403), (gina, 404)):
        assert api_of(person).get(f"/api/v1/groups/{ovens.pk}/requests").status_code == status
        assert api_of(person).post(f"/api/v1/groups/{ovens.pk}/requests/{asked.pk}/accept").status_code == status
    assert stranger.get(f"/api/v1/groups/{ovens.pk}/requests").status_code == 401


def test_a_request_of_another_group_is_nothing_here(ovens, bob, carol, api_of):
    other = create_group(name="Other", kind="closed", creator=bob)
    asked, _ = ask_to_join(group=other, person=carol)
    assert api_of(bob).post(f"/api/v1/groups/{ovens.pk}/requests/{asked.pk}/accept").status_code == 404


def test_a_leavers_request_waits_no_more(ovens, alice, bob, carol, api_of):
    ask_to_join(group=ovens, person=carol)
    deactivate(person=carol, by=alice)
    assert api_of(bob).get(f"/api/v1/groups/{ovens.pk}/requests").json()["results"] == []
    assert said(bob, "groups.request") == []


def test_the_page_shows_who_asks_and_one_tap_lets_them_in(ovens, bob, carol, client_of):
    client_of(carol).post(f"/groups/{ovens.pk}/join/", {"note": "I bake."})
    assert "You asked to join" in client_of(carol).get(f"/groups/{ovens.pk}/").content.decode()
    page = client_of(bob).get(f"/groups/{ovens.pk}/entry/").content.decode()
    assert "I bake." in page
    asked = MembershipRequest.objects.get()
    client_of(bob).post(f"/groups/{ovens.pk}/requests/{asked.pk}/accept/")
    assert carol.pk in ovens.member_ids()
    assert client_of(carol).get(f"/groups/{ovens.pk}/entry/").status_code == 403


def test_a_member_asks_a_colleague_in_who_says_yes(both, bob, carol, alice, api_of):
    sent = api_of(carol).post(f"/api/v1/groups/{both.pk}/invites", {"people": [str(alice.pk)]})
    assert sent.status_code == 204
    assert said(alice, "groups.invited") == ["Carol Clark asks you into Ovens"]
    invite = api_of(alice).get("/api/v1/group-invites").json()["results"][0]
    assert api_of(alice).post(f"/api/v1/group-invites/{invite['id']}/accept").json()["joined"] is True
    assert said(alice, "groups.invited") == []
    assert api_of(alice).post(f"/api/v1/group-invites/{invite['id']}/accept").status_code == 404


def test_an_invite_into_a_secret_group_shows_its_name_and_no_more(bob, carol, api_of, client_of):
    group = create_group(name="Plot", purpose="Surprise", kind="secret", creator=bob)
    invite_people(group=group, people=[carol], by=bob)
    assert api_of(carol).get(f"/api/v1/groups/{group.pk}").json()["purpose"] == "Surprise"
    assert "asks you into this group" in client_of(carol).get(f"/groups/{group.pk}/").content.decode()
    assert "Plot" in client_of(carol).get("/groups/").content.decode()
    invite = GroupInvite.objects.get()
    assert api_of(carol).post(f"/api/v1/group-invites/{invite.pk}/decline").status_code == 204
    assert api_of(carol).get(f"/api/v1/groups/{group.pk}").status_code == 404


def test_an_invite_is_taken_back(ovens, bob, carol, api_of):
    invite_people(group=ovens, people=[carol], by=bob)
    invite = GroupInvite.objects.get()
    assert api_of(carol).delete(f"/api/v1/groups/{ovens.pk}/invites/{invite.pk}").status_code == 403
    assert api_of(bob).delete(f"/api/v1/groups/{ovens.pk}/invites/{invite.pk}").status_code == 204
    assert api_of(carol).post(f"/api/v1/group-invites/{invite.pk}/accept").status_code == 404


def test_invites_are_ones_own(ovens, bob, carol, alice, gina, api_of, stranger):
    invite_people(group=ovens, people=[carol], by=bob)
    invite = GroupInvite.objects.get()
    for person in (alice, bob, gina):
        assert api_of(person).post(f"/api/v1/group-invites/{invite.pk}/accept").status_code == 404
    assert stranger.post(f"/api/v1/group-invites/{invite.pk}/accept").status_code == 401
    assert api_of(alice).post(f"/api/v1/groups/{ovens.pk}/invites", {"people": [str(bob.pk)]}).status_code == 403


def test_an_admins_invite_says_yes_to_who_asked(ovens, bob, carol):
    ask_to_join(group=ovens, person=carol)
    invite_people(group=ovens, people=[carol], by=bob)
    assert carol.pk in ovens.member_ids()
    assert not GroupInvite.objects.exists()


@pytest.mark.parametrize("people", [[], ["999999"], ["x"], "odd"])
def test_nobody_is_asked_in_by_nonsense(ovens, bob, api_of, people):
    answer = api_of(bob).post(f"/api/v1/groups/{ovens.pk}/invites", {"people": people})
    assert answer.status_code in {400, 404}


def test_an_admin_puts_people_in_but_who_left_is_asked(both, bob, carol, alice, api_of):
    leave(group=both, person=carol)
    answer = api_of(bob).post(f"/api/v1/groups/{both.pk}/members", {"people": [str(carol.pk), str(alice.pk)]})
    assert [row["name"] for row in answer.json()["added"]] == ["Alice Adams"]
    assert [row["name"] for row in answer.json()["invited"]] == ["Carol Clark"]
    assert said(alice, "groups.added") == ["Bob Brown put you into Ovens"]


def test_the_invite_page_finds_who_is_outside(both, bob, alice, client_of):
    page = client_of(bob).get(f"/groups/{both.pk}/invite/?q=a").content.decode()
    assert "Alice Adams" in page
    assert "Carol Clark" not in page.partition('id="found"')[2]
    client_of(bob).post(f"/groups/{both.pk}/invite/", {"person": [alice.pk], "add": "1"})
    assert alice.pk in both.member_ids()


def test_a_link_lets_colleagues_in_until_it_is_revoked(bob, carol, alice, api_of, client_of):
    group = create_group(name="Plot", kind="secret", creator=bob)
    made = api_of(bob).post(f"/api/v1/groups/{group.pk}/links", {"days": 30})
    assert made.status_code == 201
    token = made.json()["token"]
    assert token not in str(list(GroupLink.objects.values()))
    page = client_of(carol).get(f"/groups/link/{token}/")
    assert "Plot" in page.content.decode()
    assert carol.pk not in group.member_ids(), "looking lets nobody in"
    assert client_of(carol).post(f"/groups/link/{token}/").url == f"/groups/{group.pk}/"
    row = api_of(bob).get(f"/api/v1/groups/{group.pk}/links").json()["results"][0]
    assert (row["joined_count"], "token" in row) == (1, False)
    assert api_of(bob).delete(f"/api/v1/groups/{group.pk}/links/{row['id']}").status_code == 204
    assert api_of(alice).post("/api/v1/groups/join-by-link", {"token": token}).status_code == 404
    assert client_of(alice).get(f"/groups/link/{token}/").status_code == 404


def test_a_link_that_ran_out_or_into_an_archived_group_is_nothing(ovens, bob, carol, api_of):
    link, token = make_link(group=ovens, days=1, by=bob)
    GroupLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    assert api_of(carol).post("/api/v1/groups/join-by-link", {"token": token}).status_code == 404
    _other, token = make_link(group=ovens, days=1, by=bob)
    archive_group(group=ovens, by=bob)
    assert api_of(carol).post("/api/v1/groups/join-by-link", {"token": token}).status_code == 404


def test_a_link_is_for_colleagues_only(ovens, bob, gina, api_of, client_of, stranger):
    _link, token = make_link(group=ovens, days=1, by=bob)
    assert api_of(gina).post("/api/v1/groups/join-by-link", {"token": token}).status_code == 404
    assert client_of(gina).get(f"/groups/link/{token}/").status_code == 404
    assert stranger.post("/api/v1/groups/join-by-link", {"token": token}).status_code == 401
    assert stranger.get(f"/groups/link/{token}/").status_code == 302


def test_a_link_revoked_while_somebody_comes_lets_nobody_in(ovens, bob, carol):
    from core.errors import Conflict
    from groups.access import link_by_token
    from groups.actions import join_by_link

    link, token = make_link(group=ovens, days=1, by=bob)
    found = link_by_token(token)
    revoke_link(link=link, by=bob)
    with pytest.raises(Conflict):
        join_by_link(link=found, person=carol)


def test_links_are_made_by_admins_with_sense(both, bob, carol, api_of):
    assert api_of(carol).post(f"/api/v1/groups/{both.pk}/links", {}).status_code == 403
    assert api_of(carol).get(f"/api/v1/groups/{both.pk}/links").status_code == 403
    for days in (0, 366, "soon"):
        assert api_of(bob).post(f"/api/v1/groups/{both.pk}/links", {"days": days}).status_code == 400


def test_a_made_link_is_shown_once(ovens, bob, client_of):
    page = client_of(bob).post(f"/groups/{ovens.pk}/links/", {"days": "7"}).content.decode()
    assert "/groups/link/" in page
    assert "/groups/link/" not in client_of(bob).get(f"/groups/{ovens.pk}/entry/").content.decode()


def test_nobody_comes_into_an_archived_group(bob, carol, api_of):
    group = create_group(name="Bakers", creator=bob)
    archive_group(group=group, by=bob)
    assert api_of(carol).post(f"/api/v1/groups/{group.pk}/join", {}).json()["code"] == "archived"


def test_who_comes_to_the_company_later_sees_only_the_groups_of_everyone(ovens, acme, api_of):
    dora = come_in("dora@acme.example", "Dora")
    dora.company = acme
    assert ovens.pk not in [int(row["id"]) for row in api_of(dora).get("/api/v1/group-invites").json()["results"]]
    assert api_of(dora).get(f"/api/v1/groups/{ovens.pk}").json()["joined"] is False


def test_wrong_verbs(ovens, bob, api_of):
    for path in ("join", "invites", "links", "requests"):
        assert api_of(bob).put(f"/api/v1/groups/{ovens.pk}/{path}", {}).status_code == 405
