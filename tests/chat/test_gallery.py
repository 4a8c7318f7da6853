"""What a thread holds beside words: through the API and as a part of the page."""

from __future__ import annotations

import pytest

from chat.actions import delete_message, remove_member, send_message
from chat.models import Member
from core.schema import inside
from tests.chat.conftest import say
from tests.chat.test_voice import WEBM
from tests.content.conftest import picture


@pytest.fixture
def share(file_of):
    """`share(alice, thread, picture(), b"text")`: a message with these."""

    def made(author, thread, *contents: bytes, **more):
        files = [str(file_of(author, content, f"{place}.bin").pk) for place, content in enumerate(contents)]
        message, _new = send_message(thread=thread, author=author, client_id=f"share-{files[0]}", files=files, **more)
        return message

    return made


def names(answer) -> list[tuple[int, str]]:
    assert answer.status_code == 200, answer.content
    return [(row["seq"], row["kind"]) for row in answer.json()["results"]]


def test_each_kind_comes_by_itself_newest_first(api_of, share, alice, bob, thread):
    share(alice, thread, picture(), b"text")
    say(bob, thread)
    share(bob, thread, picture(), picture())
    share(alice, thread, WEBM, waveform=[1, 2])
    files = f"threads/{thread.pk}/files"
    assert names(api_of(bob).get(files)) == [(3, "picture"), (3, "picture"), (1, "picture")]
    assert names(api_of(bob).get(files, kind="file")) == [(1, "file")]
    assert names(api_of(bob).get(files, kind="voice")) == [(4, "audio")]


def test_each_says_who_sent_it_and_where(api_of, share, alice, bob, thread):
    message = share(alice, thread, picture())
    row = api_of(bob).get(f"threads/{thread.pk}/files").json()["results"][0]
    assert (row["message"], row["author"]) == (str(message.pk), {"id": str(alice.pk), "name": "Alice Adams"})


def test_pages_follow_one_another(api_of, share, alice, bob, thread):
    for _ in range(5):
        share(alice, thread, picture())
    first = api_of(bob).get(f"threads/{thread.pk}/files", limit=2)
    second = api_of(bob).get(f"threads/{thread.pk}/files", limit=2, cursor=first.json()["next"])
    third = api_of(bob).get(f"threads/{thread.pk}/files", limit=2, cursor=second.json()["next"])
    assert [seq for seq, _kind in [*names(first), *names(second), *names(third)]] == [5, 4, 3, 2, 1]
    assert third.json()["next"] is None
    assert names(api_of(bob).get(f"threads/{thread.pk}/files", before=3)) == [(2, "picture"), (1, "picture")]


def test_what_is_removed_is_not_in_it(api_of, share, alice, bob, thread):
    delete_message(message=share(alice, thread, picture()))
    assert names(api_of(bob).get(f"threads/{thread.pk}/files")) == []


def test_a_newcomer_finds_what_stands_behind_their_beginning(api_of, share, alice, carol, group):
    first = share(alice, group, picture())
    share(alice, group, picture())
    Member.objects.filter(thread=group, person=carol).update(from_seq=first.seq)
    assert names(api_of(carol).get(f"threads/{group.pk}/files")) == [(2, "picture")]


@pytest.mark.parametrize("query", [{"kind": "secret"}, {"limit": 0}, {"cursor": "x"}, {"before": "-1"}])
def test_a_query_that_means_nothing_gets_a_clear_answer(api_of, alice, thread, query):
    answer = api_of(alice).get(f"threads/{thread.pk}/files", **query)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, list(query))


@pytest.mark.parametrize("path", ["/api/v1/threads/{}/files", "/chat/{}/files/picture/"])
def test_nobody_else_finds_it(client_of, stranger, share, alice, bob, carol, gina, group, thread, path):
    share(alice, thread, picture())
    assert client_of(carol).get(path.format(thread.pk)).status_code == 404
    assert client_of(gina).get(path.format(thread.pk)).status_code == 404
    assert stranger.get(path.format(thread.pk)).status_code in {302, 401}
    remove_member(thread=group, person=bob, by=alice)
    assert client_of(bob).get(path.format(group.pk)).status_code == 404
    assert client_of(bob).get(path.format("x")).status_code == 404


def test_another_company_with_equal_ids_sees_its_own(client_of, share, alice, thread, gina, globex_thread, globex):
    share(alice, thread, picture())
    with inside(globex):
        own = globex_thread.pk
    assert client_of(gina).get(f"/api/v1/threads/{own}/files").json()["results"] == []


def test_only_reading_is_for_this_address(api_of, client_of, alice, thread):
    assert api_of(alice).post(f"threads/{thread.pk}/files").status_code == 405
    assert client_of(alice).post(f"/chat/{thread.pk}/files/picture/").status_code == 405


def test_a_page_of_many_costs_as_few_queries_as_one_of_few(
    client_of, share, alice, thread, django_assert_max_num_queries
):
    for _ in range(6):
        share(alice, thread, picture(), picture())
    client = client_of(alice)
    client.get("/chat/")
    with django_assert_max_num_queries(12):
        assert client.get(f"/chat/{thread.pk}/files/picture/").status_code == 200


def test_the_part_of_the_page_says_what_is_there_and_what_is_not(client_of, share, alice, thread):
    message = share(alice, thread, b"text")
    client = client_of(alice)
    assert f"#message-{message.pk}" in client.get(f"/chat/{thread.pk}/files/file/").text
    assert "No pictures yet." in client.get(f"/chat/{thread.pk}/files/picture/").text
    assert client.get(f"/chat/{thread.pk}/files/secrets/").status_code == 404
    assert client.get(f"/chat/{thread.pk}/files/file/?cursor=x").status_code == 404
