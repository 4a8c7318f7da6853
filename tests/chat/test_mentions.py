"""Names in messages: who they mean, whose bell they ring, what an edit changes."""

from __future__ import annotations

from chat.models import Message, MessageMention
from notifications.models import Notification
from tests.chat.conftest import say


def meant(message: Message) -> list[int]:
    return list(MessageMention.objects.filter(message=message).order_by("place").values_list("person", flat=True))


def rung(person) -> int:
    return Notification.objects.filter(person=person, about_type="chat.message").count()


def test_a_name_of_a_member_is_a_link_to_them_and_rings(api_of, alice, bob, carol, group):
    answer = api_of(alice).post(f"threads/{group.pk}/messages", text="Ask @Bob Brown", client_id="a")
    message = Message.objects.get(pk=answer.json()["id"])
    assert (answer.status_code, meant(message)) == (201, [bob.pk])
    html = api_of(carol).client.get(f"/api/v1/messages/{message.pk}?html=1").json()["html"]
    assert f'href="/people/{bob.pk}/"' in html
    assert (rung(bob), rung(carol), rung(alice)) == (1, 0, 0)


def test_a_name_of_an_outsider_rings_nobody(api_of, alice, bob, carol, thread):
    message = say(alice, thread, "What does @Carol Clark say?")
    assert carol.name == "Carol Clark"
    assert rung(carol) == 0
    assert api_of(carol).get(f"messages/{message.pk}").status_code == 404


def test_an_edit_rings_for_those_only_whom_it_names_anew(api_of, alice, bob, carol, group):
    message = say(alice, group, f"Ask @{bob.name}")
    answer = api_of(alice).patch(f"messages/{message.pk}", text=f"Ask @{bob.name} or @{carol.name}")
    assert (answer.status_code, meant(message)) == (200, [bob.pk, carol.pk])
    assert (rung(bob), rung(carol)) == (1, 1)
    assert api_of(alice).patch(f"messages/{message.pk}", text="Ask nobody").status_code == 200
    assert meant(message) == []


def test_a_name_in_code_rings_nobody(alice, bob, thread, group):
    message = say(alice, group, f"`@{bob.name}`\n```\n@[{bob.pk}]\n```")
    assert (meant(message), rung(bob), message.mention_count) == ([], 0, 0)
