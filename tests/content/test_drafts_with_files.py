"""Files of a draft: there on the next device, nobody else's business, gone once sent or long untouched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chat.actions import create_thread
from content.actions.preparing import tidy_up
from content.models import Draft, File
from feed.actions import create_post
from feed.models import Post

HOME = "/api/v1/drafts/feed:home"


@pytest.fixture
def kept(api_of, file_of):
    """`kept(bob)`: a draft of somebody's with one file."""

    def keep(person, text="See this") -> File:
        file = file_of(person)
        answer = api_of(person).put(HOME, {"text": text, "version": 0, "files": [str(file.pk)]})
        assert answer.status_code == 200, answer.content
        file.refresh_from_db()
        return file

    return keep


def names(answer) -> list[str]:
    return [file["name"] for file in answer.json()["files"]]


def later(**away) -> None:
    """As if nobody had touched anything for so long."""
    ago = timezone.now() - timedelta(**away)
    File.objects.update(created_at=ago)
    Draft.objects.update(updated_at=ago)


def test_files_are_kept_with_the_words_and_without(api_of, bob, kept, file_of):
    file, other = kept(bob, ""), file_of(bob, name="second.txt")
    draft = api_of(bob).get(HOME)
    assert (names(draft), draft.json()["files"][0]["id"]) == ([file.name], str(file.pk))
    assert [names_of["files"][0]["name"] for names_of in api_of(bob).get("/api/v1/drafts").json()["results"]]
    version = draft.json()["version"]
    both = api_of(bob).put(HOME, {"text": "", "version": version, "files": [str(other.pk), str(file.pk)]})
    assert names(both) == ["second.txt", file.name]
    only_words = api_of(bob).put(HOME, {"text": "Words", "version": both.json()["version"]})
    assert names(only_words) == ["second.txt", file.name]  # nothing was said of them
    without = api_of(bob).put(HOME, {"text": "Words", "version": only_words.json()["version"], "files": []})
    assert names(without) == []


def test_writing_on_does_not_write_the_files_again(api_of, bob, file_of):
    files = [str(file_of(bob, name=f"{n}.txt").pk) for n in range(4)]
    draft = api_of(bob).put(HOME, {"text": "See", "version": 0, "files": files}).json()
    with CaptureQueriesContext(connection) as asked:
        again = api_of(bob).put(HOME, {"text": "See these", "version": draft["version"], "files": files})
    assert len(names(again)) == 4
    written = [each["sql"] for each in asked if (each["sql"] or "").startswith('UPDATE "content_file"')]
    assert [sql for sql in written if "content.draft" in sql.split("WHERE")[0]] == []


def test_they_are_their_writers_alone(api_of, bob, carol, gina, kept, stranger):
    file = kept(bob)
    path = f"/api/v1/files/{file.pk}"
    assert api_of(bob).get(path).status_code == 200
    assert {api_of(each).get(path).status_code for each in (carol, gina)} == {404}
    assert stranger.get(path).status_code == 401
    stolen = api_of(carol).put(HOME, {"text": "Mine", "version": 0, "files": [str(file.pk), "x", "999999"]})
    assert (stolen.status_code, names(stolen)) == (200, [])
    file.refresh_from_db()
    assert file.held_as == "content.draft"


def test_a_draft_takes_only_so_many(api_of, bob):
    answer = api_of(bob).put(HOME, {"text": "", "version": 0, "files": [str(pk) for pk in range(1, 22)]})
    assert answer.status_code == 400


def test_sent_they_are_the_posts_and_stay_there_when_the_draft_goes(api_of, bob, kept, news):
    file = kept(bob)
    create_post(group=news, author=bob, text="See this", files=[file.pk])
    api_of(bob).delete(HOME)
    assert [each.pk for each in Post.objects.get().files] == [file.pk]


def test_a_draft_that_goes_first_leaves_them_for_what_is_on_its_way(api_of, bob, kept, news):
    file = kept(bob)
    later(days=3)
    api_of(bob).delete(HOME)
    tidy_up()
    create_post(group=news, author=bob, text="See this", files=[file.pk])
    assert [each.pk for each in Post.objects.get().files] == [file.pk]


def test_one_is_taken_back_from_a_draft(api_of, bob, carol, kept):
    file = kept(bob)
    assert api_of(carol).delete(f"/api/v1/files/{file.pk}").status_code == 404
    assert api_of(bob).delete(f"/api/v1/files/{file.pk}").status_code == 204
    assert names(api_of(bob).get(HOME)) == []


def test_the_sweep_spares_them_for_a_month_and_the_words_for_longer(api_of, bob, kept):
    file = kept(bob)
    later(days=29)
    tidy_up()
    assert File.objects.filter(pk=file.pk).exists()
    later(days=31)
    tidy_up()  # as if it had been sent now and put nowhere
    later(days=31)
    tidy_up()
    assert not File.objects.filter(pk=file.pk).exists()
    assert (names(api_of(bob).get(HOME)), api_of(bob).get(HOME).json()["text"]) == ([], "See this")


def test_they_count_among_what_somebody_may_have_waiting(settings, bob, kept, send):
    kept(bob)
    File.objects.update(stored=10**12)
    assert send(bob, b"more").status_code == 413


def test_a_draft_of_files_alone_stands_in_the_list_of_threads(api_of, client_of, bob, carol, file_of):
    thread, _new = create_thread(creator=bob, people=[carol])
    file = file_of(bob, name="plan.txt")
    sent = {"text": "", "version": 0, "files": [str(file.pk)]}
    assert api_of(bob).put(f"/api/v1/drafts/thread:{thread.pk}", sent).status_code == 200
    assert "plan.txt" in client_of(bob).get("/chat/").text
    assert "plan.txt" not in client_of(carol).get("/chat/").text
