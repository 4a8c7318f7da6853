"""Files beside a post: put there once, by whom they belong to, in their order."""

from __future__ import annotations

import pytest

from content.actions import hold
from content.hooks import HOLDERS
from content.models import File
from core.errors import Refusal
from feed.models import Post
from tests.content.conftest import picture


@pytest.fixture
def post_with(api_of, news):
    def sent(person, *files, **more):
        body = {"group": str(news.pk), "text": "Look", "files": [str(file.pk) for file in files], **more}
        return api_of(person).post("/api/v1/posts", body)

    return sent


def test_they_stand_in_the_order_in_which_they_were_named(post_with, file_of, bob):
    one, two = file_of(bob, name="one.txt"), file_of(bob, name="two.txt")
    answer = post_with(bob, two, one)
    assert [file["name"] for file in answer.json()["files"]] == ["two.txt", "one.txt"]


def test_every_list_and_page_has_them(post_with, file_of, bob, api_of, client_of):
    post_with(bob, file_of(bob, picture(), "photo.jpg"), file_of(bob, name="plan.pdf"))
    listed = api_of(bob).get("/api/v1/feed").json()["results"][0]["files"]
    assert [file["name"] for file in listed] == ["photo.jpg", "plan.pdf"]
    page = client_of(bob).get("/").content.decode()
    assert "plan.pdf" in page
    assert "file-waiting" in page


@pytest.mark.parametrize("whose", ["another person's", "held already", "unknown"])
def test_only_what_one_sent_oneself_and_put_nowhere_yet(post_with, file_of, posted, bob, carol, whose):
    file = {"another person's": lambda: file_of(carol), "held already": lambda: posted(bob), "unknown": File}[whose]()
    file.pk = file.pk or 10**9
    posts = Post.objects.count()
    answer = post_with(bob, file)
    assert (answer.status_code, answer.json()["code"]) == (409, "file_gone")
    assert Post.objects.count() == posts


def test_a_retry_of_the_post_returns_the_first_with_its_files(post_with, file_of, bob):
    file = file_of(bob)
    first, second = (post_with(bob, file, client_id="abc") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["files"] == first.json()["files"] != []


def test_a_post_holds_so_many_and_no_more(post_with, file_of, bob):
    most = HOLDERS["feed.post"].most
    answer = post_with(bob, *(file_of(bob, name=f"{n}.txt") for n in range(most + 1)))
    assert (answer.status_code, answer.json()["code"]) == (400, "too_many_files")
    assert not File.objects.exclude(held_as="").exists()


def test_two_things_cannot_hold_one_file(file_of, bob):
    file = file_of(bob)
    hold(files=[file.pk], held_as="feed.post", holder=1, by=bob)
    with pytest.raises(Refusal):
        hold(files=[file.pk], held_as="feed.post", holder=2, by=bob)


def test_without_scripts_the_form_itself_carries_them(client_of, bob, news):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"group": news.pk, "text": "Look", "upload": [SimpleUploadedFile("plan.pdf", b"%PDF-1.7")]}
    assert client_of(bob).post("/posts/", sent).status_code == 302
    assert [file.name for file in Post.objects.get(text="Look").files] == ["plan.pdf"]


def test_what_the_form_carried_is_kept_after_an_error(client_of, bob, news):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"group": news.pk, "text": "x" * 20_001, "upload": [SimpleUploadedFile("plan.pdf", b"%PDF-1.7")]}
    answer = client_of(bob).post("/posts/", sent)
    file = File.objects.get(name="plan.pdf")
    assert answer.status_code == 400
    assert f'name="files" value="{file.pk}"' in answer.content.decode()


def test_what_a_picture_shows_can_be_said_by_whoever_sent_it(api_of, file_of, posted, bob, carol):
    file = posted(bob, content=picture())
    assert api_of(carol).patch(f"/api/v1/files/{file.pk}", {"alt_text": "Mine"}).status_code == 404
    answer = api_of(bob).patch(f"/api/v1/files/{file.pk}", {"alt_text": " A boat "})
    assert (answer.status_code, answer.json()["alt_text"]) == (200, "A boat")


def test_what_waits_can_be_taken_back_and_what_is_held_not(api_of, file_of, posted, bob, carol):
    waiting, held = file_of(bob), posted(bob)
    assert api_of(carol).delete(f"/api/v1/files/{waiting.pk}").status_code == 404
    assert api_of(bob).delete(f"/api/v1/files/{held.pk}").status_code == 404
    assert api_of(bob).delete(f"/api/v1/files/{waiting.pk}").status_code == 204
    assert not File.objects.filter(pk=waiting.pk).exists()


def test_the_document_says_what_a_file_is(stranger, api_of, file_of, bob):
    document = stranger.get("/api/v1/openapi.json").json()
    data = api_of(bob).get(f"/api/v1/files/{file_of(bob).pk}").json()
    assert data.keys() == document["components"]["schemas"]["File"]["properties"].keys()


def test_a_fragment_is_the_same_for_readers_of_every_language(posted, bob):
    from django.utils import translation

    from content.fragments import file_html

    for file in (posted(bob, content=picture()), posted(bob, content=b"text")):
        with translation.override("en"):
            english = file_html(file)
        with translation.override("fr"):
            assert file_html(file) == english
