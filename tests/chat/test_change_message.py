"""PATCH and DELETE /messages/{id}"""

import pytest

from chat.actions import remove_member
from chat.models import Message, Thread
from tests.chat.conftest import say


@pytest.fixture
def message(alice, thread):
    return say(alice, thread, "helo")


def test_the_author_changes_it_and_it_keeps_its_place(api_of, alice, message):
    answer = api_of(alice).patch(f"messages/{message.pk}", text="hello")
    assert answer.status_code == 200
    changed = answer.json()
    assert (changed["text"], changed["seq"], changed["version"]) == ("hello", 1, 2)
    assert changed["edited_at"]


def test_the_members_hear_of_the_change(heard, api_of, alice, bob, message):
    api_of(alice).patch(f"messages/{message.pk}", text="hello")
    event, to = heard.last()
    assert (event.type, event.text, event.version, to) == ("chat.message_edited", "hello", 2, {alice.pk, bob.pk})
    assert "hello" in event.html


def test_the_same_text_changes_nothing(heard, api_of, alice, message):
    heard.clear()
    assert api_of(alice).patch(f"messages/{message.pk}", text="helo").json()["version"] == 1
    assert heard == []


def test_a_change_does_not_lift_the_thread_in_the_list(api_of, alice, thread, message):
    before = Thread.objects.get(pk=thread.pk).changed_at
    api_of(alice).patch(f"messages/{message.pk}", text="hello")
    assert Thread.objects.get(pk=thread.pk).changed_at == before


@pytest.mark.parametrize("text", ["", "  ", "x" * 10_001])
def test_a_change_keeps_to_the_rules_of_sending(api_of, alice, message, text):
    answer = api_of(alice).patch(f"messages/{message.pk}", text=text)
    assert answer.status_code == 400
    assert answer.json()["fields"]["text"]


def test_the_second_of_two_devices_is_told_that_it_is_late(api_of, alice, message):
    api = api_of(alice)
    assert api.patch(f"messages/{message.pk}", text="laptop", version=1).status_code == 200
    answer = api.patch(f"messages/{message.pk}", text="phone", version=1)
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")
    assert Message.objects.get(pk=message.pk).text == "laptop"


def test_a_removed_message_leaves_a_stub_and_no_text(heard, api_of, alice, bob, message):
    answer = api_of(alice).delete(f"messages/{message.pk}")
    assert answer.status_code == 200
    assert (answer.json()["text"], answer.json()["seq"], answer.json()["version"]) == ("", 1, 2)
    assert answer.json()["deleted_at"]
    event, to = heard.last()
    assert (event.type, event.text, to) == ("chat.message_deleted", "", {alice.pk, bob.pk})
    assert "helo" not in event.html
    assert "helo" not in api_of(bob).get(f"threads/{message.thread_id}/messages", html=1).content.decode()


def test_what_was_removed_is_kept_with_who_did_it(api_of, alice, message):
    api_of(alice).delete(f"messages/{message.pk}")
    kept = Message.objects.get(pk=message.pk)
    assert (kept.text, kept.deleted_by) == ("helo", alice)


def test_removing_twice_is_the_same_as_once(api_of, alice, message):
    api = api_of(alice)
    assert api.delete(f"messages/{message.pk}").json() == api.delete(f"messages/{message.pk}").json()


def test_what_was_removed_cannot_be_changed(api_of, alice, message):
    api_of(alice).delete(f"messages/{message.pk}")
    answer = api_of(alice).patch(f"messages/{message.pk}", text="back")
    assert (answer.status_code, answer.json()["code"]) == (409, "deleted")


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_others_may_read_but_not_change(api_of, bob, message, method):
    api = api_of(bob)
    answer = (
        api.patch(f"messages/{message.pk}", text="x") if method == "patch" else api.delete(f"messages/{message.pk}")
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "not_the_author")
    assert Message.objects.get(pk=message.pk).text == "helo"


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_outsiders_removed_authors_and_other_companies_find_nothing(
    api_of, alice, bob, carol, gina, group, message, method
):
    def answer(person, pk):
        api = api_of(person)
        return (
            api.patch(f"messages/{pk}", text="x") if method == "patch" else api.delete(f"messages/{pk}")
        ).status_code

    bobs = say(bob, group)
    remove_member(thread=group, person=bob, by=alice)
    assert answer(carol, message.pk) == 404
    assert answer(bob, bobs.pk) == 404
    assert answer(gina, message.pk) == 404
    assert answer(alice, 999_999) == 404
    assert answer(alice, "x") == 404


def test_signed_out_is_401_and_the_wrong_method_405(stranger, api_of, alice, message):
    assert stranger.delete(f"/api/v1/messages/{message.pk}").status_code == 401
    assert api_of(alice).put(f"messages/{message.pk}").status_code == 405


def test_what_it_said_before_is_kept_apart(api_of, alice, message):
    api_of(alice).patch(f"messages/{message.pk}", text="hello")
    api_of(alice).patch(f"messages/{message.pk}", text="hello!")
    assert list(message.versions.order_by("version").values_list("version", "text")) == [(1, "helo"), (2, "hello")]
