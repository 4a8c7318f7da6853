"""The thread of a group: its people come and go with it"""

from datetime import timedelta

import pytest
from django.utils import timezone

from chat.actions import open_group_thread, remove_member
from chat.event_words import line_of
from chat.models import Member, Message, Thread
from groups.actions import add_member, archive_group, change_group, create_group, unarchive_group
from groups.actions import remove_member as leave_group
from groups.hooks import group_renamed
from people.models import User
from tests.chat.conftest import say


@pytest.fixture
def bakers(acme, alice, bob):
    group = create_group(name="Bakers", creator=alice)
    add_member(group=group, person=bob)
    return group


@pytest.fixture
def talk(alice, bakers):
    return open_group_thread(group=bakers, by=alice)[0]


def in_a_day() -> str:
    return (timezone.now() + timedelta(days=1)).isoformat()


def inside(thread):
    return set(Member.objects.here().filter(thread=thread).values_list("person_id", flat=True))


def test_its_admin_begins_it_with_all_its_members(heard, api_of, alice, bob, bakers):
    answer = api_of(alice).post(f"groups/{bakers.pk}/thread")
    assert answer.status_code == 201
    body = answer.json()
    assert (body["name"], body["group"], body["member_count"]) == ("Bakers", str(bakers.pk), 2)
    assert {member["name"]: member["role"] for member in body["members"]} == {
        "Alice Adams": "admin",
        "Bob Brown": "member",
    }
    event, to = heard.last()
    assert (event.type, to) == ("chat.thread_created", {alice.pk, bob.pk})
    again = api_of(bob).post(f"groups/{bakers.pk}/thread")
    assert (again.status_code, again.json()["id"]) == (200, body["id"])


def test_a_member_who_does_not_look_after_it_cannot(api_of, bob, bakers):
    answer = api_of(bob).post(f"groups/{bakers.pk}/thread")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_a_group_admin")
    assert not Thread.objects.exists()


def test_who_joins_the_group_is_in_it_and_who_leaves_is_out(heard, api_of, alice, bob, carol, bakers, talk):
    add_member(group=bakers, person=carol)
    assert inside(talk) == {alice.pk, bob.pk, carol.pk}
    assert heard[-2][0].detail["what"] == "joined"
    leave_group(group=bakers, person=bob)
    assert inside(talk) == {alice.pk, carol.pk}
    assert [event.type for event, _ in heard[-3:]] == ["chat.thread_left", "chat.message_sent", "chat.thread_changed"]
    assert api_of(bob).get(f"threads/{talk.pk}").status_code == 404
    assert Thread.objects.get(pk=talk.pk).member_count == 2


def test_leaving_the_thread_by_hand_keeps_one_in_the_group_and_later_changes_do_not_undo_it(
    api_of, bob, carol, bakers, talk
):
    assert api_of(bob).delete(f"threads/{talk.pk}/members/{bob.pk}").status_code == 204
    assert bakers.memberships.filter(person=bob).exists()
    add_member(group=bakers, person=carol)
    assert bob.pk not in inside(talk)
    leave_group(group=bakers, person=bob)
    assert Thread.objects.get(pk=talk.pk).member_count == 2


def test_one_comes_back_by_oneself(api_of, bob, bakers, talk):
    remove_member(thread=talk, person=bob, by=bob)
    assert api_of(bob).post(f"groups/{bakers.pk}/thread").status_code == 200
    assert bob.pk in inside(talk)


def test_its_name_and_people_are_the_groups(api_of, alice, bob, carol, talk):
    api = api_of(alice)
    for answer in (
        api.patch(f"threads/{talk.pk}", name="x"),
        api.post(f"threads/{talk.pk}/members", people=[str(carol.pk)]),
        api.delete(f"threads/{talk.pk}/members/{bob.pk}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "follows_a_group")
    assert api.patch(f"threads/{talk.pk}", history="joined").status_code == 200


def test_it_keeps_its_history_rule(api_of, alice, carol, bakers, talk):
    say(alice, talk, "before")
    api_of(alice).patch(f"threads/{talk.pk}", history="joined")
    add_member(group=bakers, person=carol)
    rows = api_of(carol).get(f"threads/{talk.pk}/messages").json()["results"]
    assert [row["detail"]["what"] for row in rows] == ["joined"]


def test_when_its_last_admin_leaves_the_longest_member_looks_after_it(bob, alice, bakers, talk):
    leave_group(group=bakers, person=alice)
    assert Member.objects.get(thread=talk, person=bob).is_admin


def test_a_full_one_takes_nobody_more(monkeypatch, api_of, alice, bob, carol, bakers, talk):
    monkeypatch.setattr("chat.actions.groups.MOST_MEMBERS", 2)
    monkeypatch.setattr("chat.actions.members.MOST_MEMBERS", 2)
    add_member(group=bakers, person=carol)
    assert carol.pk not in inside(talk)
    assert bakers.memberships.filter(person=carol).exists()
    answer = api_of(carol).post(f"groups/{bakers.pk}/thread")
    assert (answer.status_code, answer.json()["code"]) == (400, "too_many_people")


def test_a_group_too_large_for_one_is_told_so(monkeypatch, api_of, alice, bakers):
    monkeypatch.setattr("chat.actions.groups.MOST_MEMBERS", 1)
    assert api_of(alice).post(f"groups/{bakers.pk}/thread").json()["code"] == "too_many_people"


def test_colleagues_who_left_the_company_do_not_come_along(alice, bob, bakers):
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert inside(open_group_thread(group=bakers, by=alice)[0]) == {alice.pk}


def test_the_groups_page_leads_there(client_of, alice, bob, carol, bakers):
    at = f"/groups/{bakers.pk}/"
    assert "Start a chat for this group" in client_of(alice).get(at).content.decode()
    for person in (bob, carol):
        assert "Start a chat" not in client_of(person).get(at).content.decode()
    address = client_of(alice).post(f"/chat/group/{bakers.pk}/").url
    assert address in client_of(bob).get(at).content.decode()
    assert address not in client_of(carol).get(at).content.decode()
    thread = Thread.objects.get()
    remove_member(thread=thread, person=bob, by=bob)
    assert "Join the conversation" in client_of(bob).get(at).content.decode()
    assert "conversation of a group" in client_of(alice).get(address).content.decode()


def test_strangers_and_other_companies_find_nothing(api_of, carol, gina, stranger, bakers, talk):
    assert api_of(carol).post(f"groups/{bakers.pk}/thread").status_code == 404
    assert api_of(gina).post(f"groups/{bakers.pk}/thread").status_code == 404
    assert stranger.post(f"/api/v1/groups/{bakers.pk}/thread").status_code == 401
    assert api_of(carol).get(f"groups/{bakers.pk}/thread").status_code == 405


def test_it_follows_the_groups_new_name(heard, alice, bob, bakers, talk):
    bakers.name = "Night bakers"
    group_renamed(group=bakers, by=alice)
    assert Thread.objects.get(pk=talk.pk).name == "Night bakers"
    assert [event.type for event, _ in heard[-2:]] == ["chat.message_sent", "chat.thread_changed"]
    assert heard[-2][0].detail == {"what": "renamed", "people": [], "name": "Night bakers"}
    heard.clear()
    group_renamed(group=bakers, by=alice)
    assert heard == []


def test_who_looks_after_it_hears_that_somebody_found_no_room(
    monkeypatch, client_of, api_of, alice, bob, carol, bakers, talk
):
    for place in ("chat.actions.groups", "chat.notices", "chat.views.groups"):
        monkeypatch.setattr(f"{place}.MOST_MEMBERS", 2)
    add_member(group=bakers, person=carol)
    assert inside(talk) == {alice.pk, bob.pk}
    bell = api_of(alice).get("notifications").json()["results"]
    assert [row["text"] for row in bell] == ["There is no room in Bakers for Carol Clark: it has 2 people."]
    assert api_of(bob).get("notifications").json()["results"] == []
    page = client_of(carol).get(f"/groups/{bakers.pk}/").text
    assert ("Join the conversation" in page, ">full<" in page) == (False, True)
    remove_member(thread=talk, person=bob, by=bob)
    assert api_of(alice).get("notifications").json()["results"] == []  # there is room now


def test_the_groups_settings_rename_it(alice, bakers, talk):
    change_group(group=bakers, by=alice, name="Early bakers")
    assert Thread.objects.get(pk=talk.pk).name == "Early bakers"


def test_that_of_an_archived_group_is_read_and_not_written(heard, api_of, client_of, alice, bob, bakers, talk):
    said = say(bob, talk)
    archive_group(group=bakers, by=alice)
    api, thread, message = api_of(bob), f"threads/{talk.pk}", f"messages/{said.pk}"
    tries = [
        api.post(f"{thread}/messages", text="Late", client_id="late"),
        api.patch(message, text="Changed"),
        api.put(f"{message}/reactions/👍"),
        api.post(f"{thread}/pins", message=str(said.pk)),
        api.patch(thread, picture=None),
        api.post(f"{thread}/scheduled", text="Late", client_id="later", send_at=in_a_day()),
        api.post(f"{message}/forward", threads=[str(talk.pk)], client_id="again"),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in tries] == [(403, "archived")] * 7
    assert "This group is archived" in tries[0].json()["text"]
    assert [row["text"] for row in api.get(f"{thread}/messages").json()["results"] if row["kind"] == "text"] == [
        said.text
    ]
    page = client_of(bob).get(f"/chat/{talk.pk}/").text
    assert "data-closed" in page
    assert "<chat-composer" not in page
    assert api.delete(message).status_code == 200, "what one wrote oneself one may still take away"


def test_archiving_and_bringing_back_is_told_in_the_conversation(heard, api_of, alice, bob, bakers, talk):
    for act, what, words in (
        (archive_group, "archived", "Alice Adams archived the group"),
        (unarchive_group, "unarchived", "Alice Adams brought the group back"),
    ):
        act(group=bakers, by=alice)
        assert heard[-2][0].detail["what"] == what
        assert (heard[-1][0].type, heard[-1][1]) == ("chat.thread_changed", {alice.pk, bob.pk})
        line = Message.objects.filter(thread=talk).latest("seq")
        assert line_of(line, bob).startswith(words)
    assert api_of(bob).post(f"threads/{talk.pk}/messages", text="Hi", client_id="hi").status_code == 201


def test_an_archived_group_begins_no_conversation(api_of, client_of, alice, bakers):
    archive_group(group=bakers, by=alice)
    answer = api_of(alice).post(f"groups/{bakers.pk}/thread")
    assert (answer.status_code, answer.json()["code"]) == (403, "archived")
    assert "Start a chat" not in client_of(alice).get(f"/groups/{bakers.pk}/").text
