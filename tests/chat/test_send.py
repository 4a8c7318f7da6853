"""POST /threads/{id}/messages"""

import pytest
from django.http import Http404

from chat.actions import remove_member
from chat.models import Message, Thread
from tests.chat.conftest import say


def send(api, thread, text="hi", client_id="c1"):
    return api.post(f"threads/{thread.pk}/messages", text=text, client_id=client_id)


def test_a_message_is_answered_with_all_its_keys(api_of, alice, thread):
    answer = send(api_of(alice), thread, "hello **Bob**")
    assert answer.status_code == 201
    message = answer.json()
    assert isinstance(message["id"], str)
    assert message.pop("created_at").endswith("Z")
    assert message == {
        "id": message["id"],
        "thread": str(thread.pk),
        "seq": 1,
        "version": 1,
        "kind": "text",
        "author": {"id": str(alice.pk), "name": "Alice Adams"},
        "text": "hello **Bob**",
        "mentions": [],
        "means_all": False,
        "sticker": None,
        "files": [],
        "cards": [],
        "detail": {},
        "reply_to": None,
        "forwarded": False,
        "reactions": {},
        "client_id": "c1",
        "edited_at": None,
        "deleted_at": None,
    }


def test_a_retry_gets_the_first_message_and_makes_none(api_of, alice, thread):
    first = send(api_of(alice), thread)
    again = send(api_of(alice), thread, "something else")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Thread.objects.get(pk=thread.pk).version == 1


def test_two_people_may_use_the_same_client_id(api_of, alice, bob, thread):
    assert send(api_of(alice), thread).status_code == send(api_of(bob), thread).status_code == 201


def test_a_client_id_of_another_thread_is_a_conflict(api_of, alice, thread, group):
    send(api_of(alice), thread)
    answer = send(api_of(alice), group)
    assert (answer.status_code, answer.json()["code"]) == (409, "client_id_used")


def test_the_members_hear_it_and_nobody_else(heard, alice, bob, carol, thread):
    say(alice, thread, "hi")
    event, to = heard.last()
    assert (event.type, event.text) == ("chat.message_sent", "hi")
    assert to == {alice.pk, bob.pk}
    assert carol.pk not in to


def test_the_event_brings_the_message_as_the_api_gives_it(heard, api_of, alice, thread):
    answer = send(api_of(alice), thread)
    event, _ = heard.last()
    assert {**event.data(), "created_at": ""} == {**answer.json(), "created_at": ""}
    assert "<p>hi</p>" in event.html


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b\u2060\ufeff", "\u200e \u202e"])
def test_nothing_is_refused(api_of, alice, thread, text):
    answer = send(api_of(alice), thread, text)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert answer.json()["fields"]["text"]


def test_too_much_is_refused_with_the_measure(api_of, alice, thread):
    assert send(api_of(alice), thread, "x" * 10_000).status_code == 201
    answer = send(api_of(alice), thread, "x" * 10_001, "c2")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert "1 character too long" in answer.json()["fields"]["text"][0]


def test_ten_megabytes_get_a_clear_answer(api_of, alice, thread):
    assert send(api_of(alice), thread, "**x** " * 1_700_000).status_code in {400, 413}
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", ["\ud800", 7, None, ["x"], {"a": 1}])
def test_what_is_no_text_is_refused(api_of, alice, thread, text):
    answer = send(api_of(alice), thread, text)
    assert answer.status_code in {400, 201}
    assert answer.status_code == 400 or text == 7  # REST framework reads a number as its digits


@pytest.mark.parametrize("client_id", ["", "x" * 121, None, "a\u0000"])
def test_a_client_id_is_needed_and_short(api_of, alice, thread, client_id):
    assert "client_id" in send(api_of(alice), thread, "hi", client_id).json()["fields"]


def test_a_body_that_is_no_object_is_refused(client_of, alice, thread):
    for body in ("[]", "7", '"x"', "{", ""):
        answer = client_of(alice).post(f"/api/v1/threads/{thread.pk}/messages", body, content_type="application/json")
        assert answer.status_code == 400, body


def test_space_around_is_dropped_and_lines_are_unix(api_of, alice, thread):
    assert send(api_of(alice), thread, "\n  a\r\nb \n").json()["text"] == "a\nb"


def test_to_a_partner_who_left_the_company_nothing_can_be_sent(api_of, alice, bob, thread):
    bob.is_active = False
    bob.save(update_fields=["is_active"])
    answer = send(api_of(alice), thread)
    assert (answer.status_code, answer.json()["code"]) == (403, "person_left")
    assert Thread.objects.get(pk=thread.pk).version == 0


def test_in_a_group_the_others_go_on_when_one_left_the_company(api_of, alice, bob, group):
    bob.is_active = False
    bob.save(update_fields=["is_active"])
    assert send(api_of(alice), group).status_code == 201


def test_an_outsider_finds_nothing(api_of, carol, thread):
    assert send(api_of(carol), thread).status_code == 404


def test_a_removed_member_finds_nothing(api_of, alice, bob, group):
    remove_member(thread=group, person=bob, by=alice)
    assert send(api_of(bob), group).status_code == 404


def test_whoever_is_removed_while_they_send_has_not_sent(alice, bob, group):
    remove_member(thread=group, person=bob, by=alice)
    with pytest.raises(Http404):
        say(bob, group)
    assert not Message.objects.filter(author=bob).exists()


def test_another_company_cannot_write_to_the_same_number(api_of, gina, thread):
    answer = send(api_of(gina), thread)
    assert answer.status_code == 404
    assert not Message.objects.exists()


def test_another_companys_thread_is_not_there(api_of, alice, globex_thread):
    assert send(api_of(alice), globex_thread).status_code == 404


@pytest.mark.parametrize("pk", ["0", "999999", "-1", "9" * 30, "x", "1e3", "٣", "%00"])
def test_odd_and_unknown_ids_are_not_found(api_of, alice, pk):
    assert api_of(alice).post(f"threads/{pk}/messages", text="hi", client_id="c").status_code == 404


def test_signed_out_is_401(stranger, thread):
    answer = stranger.post(f"/api/v1/threads/{thread.pk}/messages", "{}", content_type="application/json")
    assert answer.status_code == 401


def test_the_wrong_method_is_405(api_of, alice, thread):
    assert api_of(alice).put(f"threads/{thread.pk}/messages").status_code == 405


def test_more_than_the_burst_is_told_when_to_come_back(api_of, alice, thread, monkeypatch):
    monkeypatch.setattr("chat.api.messages.SENDS_AT_ONCE", 2)
    monkeypatch.setattr("chat.api.messages.SENDS_A_SECOND", 0.5)
    api = api_of(alice)
    send(api, thread, "a", "c1")
    send(api, thread, "b", "c2")
    answer = send(api, thread, "c", "c3")
    assert (answer.status_code, answer.json()["code"]) == (429, "throttled")
    assert int(answer.headers["Retry-After"]) >= 1


def test_sending_costs_few_queries(api_of, alice, group, django_assert_max_num_queries):
    api = api_of(alice)
    send(api, group, "warm", "c0")
    with django_assert_max_num_queries(10):
        assert send(api, group).status_code == 201
