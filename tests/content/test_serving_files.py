"""Files on their way out: to whom, and how."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from content.actions import copy_for, let_go
from content.models import File
from core.schema import inside, inside_public
from feed.actions import delete_post, restore_post
from feed.models import Post
from groups.actions import add_member, create_group, remove_member
from groups.models import Group
from tenants.actions import change_state
from tests.content.conftest import body, picture

FORMS = ("original", "original/any.jpg", "view", "thumb", "shown/")


@pytest.fixture
def team(acme, alice, bob) -> Group:
    """A closed group with Alice and Bob."""
    group = create_group(name="Team", kind="closed", creator=alice)
    add_member(group=group, person=bob)
    return group


@pytest.fixture
def photo(posted, team, bob, run_tasks) -> File:
    """A prepared picture in a post of Bob's in the closed team."""
    file = posted(bob, group=team, content=picture(), name="photo.jpg")
    run_tasks()
    file.refresh_from_db()
    assert file.is_ready
    return file


def each_form(client, file):
    return {form: client.get(f"/files/{file.pk}/{form}").status_code for form in FORMS}


def post_of(file) -> Post:
    return Post.objects.get(pk=file.holder)


def all_404(client, file):
    found = each_form(client, file)
    assert set(found.values()) == {404}, found


def test_those_who_read_the_post_get_every_form(client_of, photo, alice):
    assert set(each_form(client_of(alice), photo).values()) == {200}


def test_outsiders_get_nothing(client_of, photo, carol):
    all_404(client_of(carol), photo)


def test_another_company_with_the_same_ids_gets_nothing(client_of, photo, globex, gina):
    with inside(globex):
        assert not File.objects.filter(pk=photo.pk).exists()
    all_404(client_of(gina), photo)
    all_404(client_of(gina, host="acme.localhost"), photo)


def test_signed_out_people_are_not_told_that_there_is_a_file(stranger, photo):
    all_404(stranger, photo)
    assert stranger.get(f"/files/{photo.pk}/thumb", headers={"X-Session-Token": "guessed"}).status_code == 404


def test_after_the_post_is_deleted_nobody_gets_it_and_undo_brings_it_back(client_of, photo, alice, bob):
    delete_post(post=post_of(photo), by=bob)
    all_404(client_of(alice), photo)
    all_404(client_of(bob), photo)
    restore_post(post=post_of(photo), by=bob)
    assert set(each_form(client_of(alice), photo).values()) == {200}


def test_after_leaving_the_group_it_is_gone(client_of, photo, team, bob):
    remove_member(group=team, person=bob)
    all_404(client_of(bob), photo)


def test_a_file_taken_out_is_gone_for_everyone(client_of, photo, bob):
    let_go(files=[photo])
    all_404(client_of(bob), photo)


def test_nobody_but_its_uploader_sees_what_nothing_holds(client_of, file_of, alice, bob):
    file = file_of(bob)
    assert client_of(bob).get(f"/files/{file.pk}/original").status_code == 200
    all_404(client_of(alice), file)


def test_of_a_suspended_company_nothing_is_served(client_of, photo, acme, alice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), inside_public():
        change_state(company=acme, to="suspended", who="olga", why="unpaid")
    assert client_of(alice).get(f"/files/{photo.pk}/thumb").status_code == 403


def test_guessed_paths_lead_nowhere(client_of, photo, alice):
    client = client_of(alice)
    for path in (f"/media/{photo.path}/clean", f"/{photo.path}/clean", f"/files/{photo.pk}/raw", "/files/x/thumb"):
        assert client.get(path).status_code == 404, path
    assert client.get(f"/files/{photo.pk}/../../{photo.path}/clean").status_code == 404


def test_a_person_s_app_gets_it_by_its_token(acme, photo, alice, stranger):
    entered = stranger.post(
        "/_allauth/app/v1/auth/login",
        {"email": alice.email, "password": "workplace-demo"},
        content_type="application/json",
    )
    token = entered.json()["meta"]["session_token"]
    stranger.cookies.clear()
    assert stranger.get(f"/files/{photo.pk}/thumb", headers={"X-Session-Token": token}).status_code == 200


def test_a_copy_is_another_file_with_the_same_bytes(client_of, photo, carol):
    (copy,) = copy_for(files=[photo], person=carol)
    assert (copy.path, copy.held_as) == (photo.path, "")
    assert client_of(carol).get(f"/files/{copy.pk}/thumb").status_code == 200


def test_headers_leave_the_browser_nothing_to_guess(client_of, photo, alice):
    answer = client_of(alice).get(f"/files/{photo.pk}/original")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-cache"


def test_a_picture_that_is_a_program_only_downloads(client_of, file_of, bob):
    file = file_of(bob, b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "été.svg")
    answer = client_of(bob).get(f"/files/{file.pk}/original")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%A9t%C3%A9.svg"


def test_what_the_browser_knows_is_not_sent_again(client_of, photo, alice):
    client = client_of(alice)
    etag = client.get(f"/files/{photo.pk}/thumb")["ETag"]
    assert client.get(f"/files/{photo.pk}/thumb", headers={"If-None-Match": etag}).status_code == 304


def test_head_tells_the_length_and_sends_nothing(client_of, file_of, bob):
    file = file_of(bob)
    answer = client_of(bob).head(f"/files/{file.pk}/original")
    assert (answer["Content-Length"], answer["Accept-Ranges"], body(answer)) == ("10", "bytes", b"")


@pytest.mark.parametrize(
    ("asked", "status", "sent", "said"),
    [
        ("bytes=0-3", 206, b"some", "bytes 0-3/10"),
        ("bytes=5-", 206, b"bytes", "bytes 5-9/10"),
        ("bytes=-5", 206, b"bytes", "bytes 5-9/10"),
        ("bytes=5-900", 206, b"bytes", "bytes 5-9/10"),
        ("bytes=-900", 206, b"some bytes", "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=0-1,3-4", 200, b"some bytes", None),
        ("bytes=4-2", 200, b"some bytes", None),
        ("lines=1-2", 200, b"some bytes", None),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(client_of, file_of, bob, asked, status, sent, said):
    file = file_of(bob)
    answer = client_of(bob).get(f"/files/{file.pk}/original", headers={"Range": asked})
    assert (answer.status_code, body(answer), answer.get("Content-Range")) == (status, sent, said)


def test_a_part_is_sent_only_of_the_file_that_is_meant(client_of, file_of, bob):
    file = file_of(bob)
    client = client_of(bob)
    etag = client.get(f"/files/{file.pk}/original")["ETag"]
    asked = {"Range": "bytes=0-3", "If-Range": etag}
    assert client.get(f"/files/{file.pk}/original", headers=asked).status_code == 206
    assert client.get(f"/files/{file.pk}/original", headers={**asked, "If-Range": '"other"'}).status_code == 200


def test_what_a_reader_gets_is_the_picture_itself(client_of, photo, alice):
    answer = client_of(alice).get(f"/files/{photo.pk}/thumb")
    assert Image.open(io.BytesIO(body(answer))).size == (60, 40)
