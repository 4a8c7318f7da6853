"""Somebody who guesses the ids of pictures, files and voice notes: who gets the bytes, and 404 for all others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from chat.actions import change_thread, remove_member, schedule_message, send_message
from content.models import File
from core.schema import inside
from tests.cast import join
from tests.chat.conftest import group_of
from tests.chat.own import emoji_of, pack_of
from tests.chat.test_voice import WEBM
from tests.content.conftest import picture

PICTURE, FILE = ("original/x", "view", "thumb"), ("original/x",)
OUTSIDE = ("outsider", "removed", "elsewhere", "signed out")
# What is guessed at, the forms it has, and who gets it; whoever is not named gets 404.
TABLE = [
    ("a picture", PICTURE, {"author", "member"}),
    ("a document", FILE, {"author", "member"}),
    ("a voice note", FILE, {"author", "member"}),
    ("the thread's picture", PICTURE, {"author", "member"}),
    ("a file that waits with a message to come", FILE, {"author"}),
    ("a file that nothing holds yet", FILE, {"author"}),
    ("a sticker of the company", ("thumb",), {"author", "member", "outsider", "removed"}),
    ("an emoji of the company", ("thumb",), {"author", "member", "outsider", "removed"}),
]


@pytest.fixture
def people(client_of, stranger, acme, alice, bob, carol, gina):
    dan = join("dan@acme.example", "Dan Dean")
    dan.company = acme
    clients = {"author": alice, "member": bob, "outsider": dan, "removed": carol, "elsewhere": gina}
    return {name: client_of(person) for name, person in clients.items()} | {"signed out": stranger}


@pytest.fixture
def things(globex, gina, alice, bob, carol, file_of, run_tasks):
    """Each thing's file; a company beside this one has files under the same ids."""
    thread = group_of(alice, bob, carol)

    def said(content: bytes, name: str, **more):
        file = file_of(alice, content, name)
        send_message(thread=thread, author=alice, client_id=name, files=[str(file.pk)], **more)
        return file

    found = {
        "a picture": said(picture(), "a.jpg"),
        "a document": said(b"words", "b.txt"),
        "a voice note": said(WEBM, "c.webm", waveform=[1, 2]),
        "the thread's picture": file_of(alice, picture(), "d.jpg"),
        "a file that waits with a message to come": file_of(alice, b"later", "e.txt"),
        "a file that nothing holds yet": file_of(alice, b"alone", "f.txt"),
    }
    change_thread(thread=thread, by=alice, picture=str(found["the thread's picture"].pk))
    later = found["a file that waits with a message to come"]
    schedule_message(
        thread=thread,
        author=alice,
        send_at=timezone.now() + timedelta(hours=1),
        client_id="later",
        files=[str(later.pk)],
    )
    found["a sticker of the company"] = pack_of(alice, "Bakery", run_tasks, "g.png")[0].file
    found["an emoji of the company"] = emoji_of(alice, "party_loaf").file
    run_tasks()
    remove_member(thread=thread, person=carol, by=alice)
    return found


def test_only_who_may_gets_the_bytes(people, things):
    wrong = []
    for name, forms, readers in TABLE:
        assert readers.isdisjoint(OUTSIDE) or forms == ("thumb",)
        pk = things[name].pk
        for who, client in people.items():
            wanted = 200 if who in readers else 404
            got = [client.get(f"/files/{pk}/{form}").status_code for form in (*forms, "shown/")]
            about = client.get(f"/api/v1/files/{pk}").status_code
            if set(got) != {wanted} or about != (401 if who == "signed out" else wanted):
                wrong.append(f"{who} at {name}: {got}, {about}")
    assert wrong == []


def test_the_same_ids_in_another_company_are_its_own_files(people, things, globex, gina, file_of):
    with inside(globex):
        shared = {file.pk for file in things.values()}
        theirs = {file_of(gina, b"of Globex", f"{n}.txt").pk for n in range(len(shared))}
        for pk, other in zip(shared - theirs, theirs - shared, strict=True):
            File.objects.filter(pk=other).update(id=pk)
    for pk in shared:
        assert people["elsewhere"].get(f"/files/{pk}/original/x").getvalue() == b"of Globex"


@pytest.mark.parametrize("guess", ["0", "999999", "-1", "x", "1e3", "٣", "9" * 30, "..%2f1", "1%00"])
@pytest.mark.parametrize("form", ["original/x", "view", "thumb", "raw", "clean", "shown/"])
def test_odd_ids_and_forms_that_nobody_has_are_404(people, guess, form):
    assert people["author"].get(f"/files/{guess}/{form}").status_code == 404
