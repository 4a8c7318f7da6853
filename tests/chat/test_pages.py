"""/chat/ and its parts"""

import pytest

from chat.actions import delete_message, remove_member
from chat.models import Message, Thread
from people.models import User
from tests.chat.conftest import group_of, say

PARTS = ["", "conversation/", "details/", "row/"]


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_the_list_shows_who_said_what_last_and_how_much_is_unread(client_of, alice, bob, thread, group):
    say(bob, thread, "see **you** at\nfive")
    say(alice, group, "hi all")
    html = page(client_of(alice), "/chat/")
    assert "see you at five" in html
    assert 'data-unread="1"' in html
    assert "Morning shift" in html
    assert "You: hi all" in html.replace("\n", "")
    assert "Bob: hi all" not in html


def test_a_first_visit_says_what_to_do(client_of, carol):
    html = page(client_of(carol), "/chat/")
    assert "No conversations yet" in html
    assert "Choose a conversation" in html


def test_a_removed_last_message_is_not_quoted_in_the_list(client_of, alice, bob, thread):
    delete_message(message=say(bob, thread, "a secret"))
    html = page(client_of(alice), "/chat/")
    assert "a secret" not in html
    assert "This message was removed" in html


def test_a_conversation_shows_its_messages_and_carries_its_state(client_of, alice, bob, thread):
    say(bob, thread, "hello")
    html = page(client_of(alice), f"/chat/{thread.pk}/")
    assert "<p>hello</p>" in html
    for part in ('data-version="1"', 'data-read-seq="0"', 'data-unread="1"', 'data-last-seq="1"', "data-at-end"):
        assert part in html


def test_it_opens_around_the_first_unread_where_much_is_unread(client_of, alice, bob, thread):
    rows = [Message(thread=thread, seq=n, version=n, author=bob, text=f"number {n}") for n in range(1, 301)]
    Message.objects.bulk_create(rows)
    Thread.objects.filter(pk=thread.pk).update(last_seq=300, version=300)
    html = page(client_of(alice), f"/chat/{thread.pk}/conversation/")
    assert "<p>number 1</p>" in html
    assert "<p>number 300</p>" not in html
    assert "data-at-end" not in html
    bobs = page(client_of(bob), f"/chat/{thread.pk}/conversation/")
    assert "<p>number 1</p>" in bobs


def test_a_leavers_conversation_can_be_read_but_not_answered(client_of, alice, bob, thread):
    say(bob, thread, "goodbye")
    User.objects.filter(pk=bob.pk).update(is_active=False)
    html = page(client_of(alice), f"/chat/{thread.pk}/")
    assert "goodbye" in html
    assert "left the company" in html
    assert "<chat-composer" not in html


def test_only_who_may_remove_people_sees_how(client_of, alice, bob, group):
    assert f'data-remove="{bob.pk}"' in page(client_of(alice), f"/chat/{group.pk}/")
    assert "data-remove=" not in page(client_of(bob), f"/chat/{group.pk}/")


def test_names_cannot_bring_markup_in(client_of, alice, bob, carol):
    User.objects.filter(pk=bob.pk).update(name='"><img src=x>')
    thread = group_of(alice, User.objects.get(pk=bob.pk), carol, name="<script>alert(1)</script>")
    say(alice, thread)
    client = client_of(alice)
    for path in ("/chat/", f"/chat/{thread.pk}/", "/chat/find/?q=script", "/chat/people/"):
        html = page(client, path)
        assert "<script>alert" not in html
        assert "<img src=x>" not in html


def test_pages_follow_each_other(client_of, alice, bob, carol):
    for number in range(32):
        say(alice, group_of(alice, bob, carol, name=f"group-{number}-"))
    client = client_of(alice)
    first = page(client, "/chat/rows/")
    assert "group-31-" in first
    assert "group-1-" not in first
    cursor = first.split('data-next="')[1].split('"')[0]
    assert "group-1-" in page(client, f"/chat/rows/?cursor={cursor}")


def test_a_broken_cursor_begins_anew(client_of, alice, group):
    assert "Morning shift" in page(client_of(alice), "/chat/rows/?cursor=broken")


def test_people_and_conversations_are_found(client_of, alice, bob, group):
    html = page(client_of(alice), "/chat/find/?q=bob")
    assert "Morning shift" in html
    assert f'data-talk-to="{bob.pk}"' in html
    assert "Nobody" in page(client_of(alice), "/chat/find/?q=zzz")
    assert page(client_of(alice), "/chat/find/?q=%00")


def test_a_colleague_with_whom_one_talks_is_found_once(client_of, alice, bob, thread):
    say(alice, thread)
    html = page(client_of(alice), "/chat/find/?q=bob")
    assert "data-talk-to" not in html
    assert f"/chat/{thread.pk}/" in html


def test_people_to_choose_are_not_oneself_and_not_those_inside(client_of, alice, bob, carol, thread):
    html = page(client_of(alice), "/chat/people/")
    assert f'data-person="{alice.pk}"' not in html
    assert f'data-person="{bob.pk}"' in html
    html = page(client_of(alice), f"/chat/people/?beside={thread.pk}")
    assert f'data-person="{bob.pk}"' not in html
    assert f'data-person="{carol.pk}"' in html


@pytest.mark.parametrize("part", PARTS)
def test_outsiders_removed_members_and_other_companies_find_nothing(
    client_of, alice, bob, carol, gina, thread, group, part
):
    remove_member(thread=group, person=bob, by=alice)
    assert client_of(carol).get(f"/chat/{thread.pk}/{part}").status_code == 404
    assert client_of(bob).get(f"/chat/{group.pk}/{part}").status_code == 404
    assert client_of(gina).get(f"/chat/{thread.pk}/{part}").status_code == 404
    assert client_of(alice).get(f"/chat/999999/{part}").status_code == 404
    assert client_of(alice).get(f"/chat/{'9' * 40}/{part}").status_code == 404
    assert client_of(carol).get(f"/chat/people/?beside={thread.pk}").status_code == 404


@pytest.mark.parametrize("path", ["", "rows/", "find/", "people/", "1/", "1/row/"])
def test_signed_out_one_is_sent_to_sign_in(stranger, path):
    answer = stranger.get(f"/chat/{path}")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer.url


@pytest.mark.parametrize("path", ["", "rows/", "find/", "people/"])
def test_nothing_is_written_here(client_of, alice, path):
    assert client_of(alice).post(f"/chat/{path}").status_code == 405


def test_a_page_costs_the_same_for_many_threads_and_messages(
    client_of, alice, bob, carol, django_assert_max_num_queries
):
    client = client_of(alice)
    for _ in range(12):
        thread = group_of(alice, bob, carol)
        for _ in range(3):
            say(bob, thread)
    page(client, "/chat/")
    with django_assert_max_num_queries(17):
        page(client, f"/chat/{thread.pk}/")
