"""A message with its neighbours."""

from __future__ import annotations

from chat.models import Member
from tests.chat.conftest import say


def around(api, thread, message, **query):
    return api.get(f"threads/{thread.pk}/messages", around=str(getattr(message, "pk", message)), **query)


def test_a_message_comes_with_its_neighbours_and_says_what_is_beyond(api_of, alice, thread):
    messages = [say(alice, thread) for _ in range(9)]
    answer = around(api_of(alice), thread, messages[4], limit=4).json()
    assert [row["seq"] for row in answer["results"]] == [7, 6, 5, 4]
    assert answer["newer"]
    older = api_of(alice).get(f"threads/{thread.pk}/messages", cursor=answer["next"], limit=2).json()["results"]
    assert [row["seq"] for row in older] == [3, 2]
    whole = around(api_of(alice), thread, messages[4]).json()
    assert (len(whole["results"]), whole["next"], whole["newer"]) == (9, None, False)


def test_a_message_of_elsewhere_is_not_found(api_of, alice, carol, gina, thread, group):
    elsewhere, here = say(alice, group), say(alice, thread)
    for wrong in (elsewhere, "999999", "x", ""):
        assert around(api_of(alice), thread, wrong).status_code == 404
    assert around(api_of(carol), thread, here).status_code == 404
    assert around(api_of(gina), thread, here).status_code == 404


def test_the_page_opens_at_the_message(client_of, alice, thread):
    messages = [say(alice, thread, f"number {n}.") for n in range(120)]
    page = client_of(alice).get(f"/chat/{thread.pk}/?message={messages[20].pk}").content.decode()
    assert f'data-jump="{messages[20].pk}"' in page
    assert "number 20." in page
    assert "number 119." not in page.split("<chat-conversation")[1]


def test_a_message_one_may_not_see_opens_the_thread_with_a_clear_line(client_of, alice, carol, thread, group):
    old = say(alice, group, "before")
    say(alice, group, "after")
    Member.objects.filter(thread=group, person=carol).update(from_seq=old.seq)
    for wrong in (old.pk, "x", 999999):
        page = client_of(carol).get(f"/chat/{group.pk}/?message={wrong}").content.decode()
        assert "This message is not here any more" in page
        assert "after" in page
    assert client_of(carol).get(f"/chat/{thread.pk}/?message={old.pk}").status_code == 404
