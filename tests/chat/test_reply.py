"""Answering a message with a quote of it."""

from __future__ import annotations

from chat.actions import delete_message, edit_message, send_message
from chat.models import Member, Message
from tests.chat.conftest import say


def reply(person, thread, to, text="yes", client_id="a-reply"):
    return send_message(thread=thread, author=person, text=text, client_id=client_id, reply_to=to)[0]


def test_a_reply_brings_author_and_first_words_of_what_it_answers(api_of, alice, bob, thread):
    source = say(alice, thread, "Is the **oven** on?")
    body = {"client_id": "1", "text": "yes", "reply_to": str(source.pk)}
    answer = api_of(bob).post(f"threads/{thread.pk}/messages?html=1", **body).json()
    assert answer["reply_to"]["author"]["name"] == str(alice)
    assert answer["reply_to"]["text"] == "Is the **oven** on?"
    assert "<span>Is the oven on?</span>" in answer["html"]


def test_a_message_of_another_thread_cannot_be_answered(api_of, alice, thread, group):
    elsewhere = say(alice, group)
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="1", text="x", reply_to=str(elsewhere.pk))
    assert answer.status_code == 400
    assert answer.json()["code"] == "other_thread"


def test_a_message_of_others_is_not_there_to_be_answered(api_of, alice, carol, thread, group):
    secret = say(alice, thread)
    for wrong in (str(secret.pk), "999999", "x"):
        answer = api_of(carol).post(f"threads/{group.pk}/messages", client_id="1", text="x", reply_to=wrong)
        assert answer.status_code == 404


def test_a_quote_follows_what_is_changed_and_removed(api_of, alice, bob, thread):
    source = say(alice, thread, "five loaves")
    reply(bob, thread, source)
    edit_message(message=source, text="six loaves")
    assert api_of(bob).get(f"threads/{thread.pk}/messages").json()["results"][0]["reply_to"]["text"] == "six loaves"
    delete_message(message=Message.objects.get(pk=source.pk))
    quoted = api_of(bob).get(f"threads/{thread.pk}/messages?html=1").json()["results"][0]
    assert quoted["reply_to"]["text"] == ""
    assert "six loaves" not in quoted["html"]


def test_a_quote_goes_without_words_where_somebody_may_not_see_its_source(api_of, heard, alice, bob, carol, group):
    source = say(alice, group, "before Carol came")
    Member.objects.filter(thread=group, person=carol).update(from_seq=source.seq)
    reply(bob, group, source)
    event, to = heard[-1]
    assert carol.pk in to
    assert event.reply_to == {
        "id": str(source.pk),
        "seq": source.seq,
        "apart": True,
        "author": None,
        "text": "",
        "deleted_at": None,
    }
    assert "before Carol" not in event.html
    for person in (carol, bob):
        newest = api_of(person).get(f"threads/{group.pk}/messages?html=1").json()["results"][0]
        assert "before Carol" not in str(newest)
    assert api_of(bob).get(f"messages/{source.pk}").json()["text"] == "before Carol came"
    assert api_of(carol).get(f"messages/{source.pk}").status_code == 404


def test_a_message_is_read_by_members_alone(api_of, stranger, alice, carol, gina, thread):
    message = say(alice, thread, "hello")
    assert api_of(alice).get(f"messages/{message.pk}").json()["text"] == "hello"
    assert api_of(carol).get(f"messages/{message.pk}").status_code == 404
    assert api_of(gina).get(f"messages/{message.pk}").status_code == 404
    assert stranger.get(f"/api/v1/messages/{message.pk}").status_code == 401
    assert api_of(alice).get("messages/nothing").status_code == 404
