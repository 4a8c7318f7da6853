"""PATCH /threads/{id}: name, picture, and what newcomers see"""

import pytest

from chat.actions import remove_member
from content.access import file_for
from content.models import File
from tests.chat.conftest import say
from tests.content.conftest import picture


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture_of(client_of):
    def send(person, body=None, name="us.jpg"):
        answer = client_of(person).post(
            f"/api/v1/files?name={name}", body or picture(), content_type="application/octet-stream"
        )
        assert answer.status_code == 201, answer.content
        return answer.json()["id"]

    return send


def test_a_member_gives_the_group_a_picture_and_all_see_it(heard, api_of, bob, carol, group, picture_of):
    file = picture_of(bob)
    answer = api_of(bob).patch(f"threads/{group.pk}", picture=file)
    assert answer.json()["picture"]["id"] == file
    assert api_of(carol).get("threads").json()["results"][0]["picture"]["id"] == file
    (line, _), (changed, to) = heard[-2:]
    assert (line.detail["what"], changed.picture["id"], len(to)) == ("picture", file, 3)
    assert file_for(carol, file).is_picture


def test_it_is_for_those_who_are_in_it(api_of, client_of, alice, bob, gina, group, picture_of):
    file = picture_of(bob)
    api_of(bob).patch(f"threads/{group.pk}", picture=file)
    remove_member(thread=group, person=bob, by=alice)
    for person in (bob, gina):
        assert client_of(person).get(f"/files/{file}/original/us.jpg").status_code == 404


def test_another_takes_its_place_and_none_takes_it_away(api_of, bob, group, picture_of):
    first, second = picture_of(bob), picture_of(bob)
    api_of(bob).patch(f"threads/{group.pk}", picture=first)
    assert api_of(bob).patch(f"threads/{group.pk}", picture=second).json()["picture"]["id"] == second
    assert api_of(bob).patch(f"threads/{group.pk}", picture=None).json()["picture"] is None
    assert not File.objects.of("chat.thread", [group.pk]).exists()


def test_only_a_picture_of_ones_own_will_do(api_of, alice, bob, group, picture_of):
    theirs = picture_of(alice)
    assert api_of(bob).patch(f"threads/{group.pk}", picture=theirs).status_code == 409
    text = picture_of(bob, b"just words", "words.txt")
    answer = api_of(bob).patch(f"threads/{group.pk}", picture=text)
    assert (answer.status_code, answer.json()["code"]) == (400, "not_a_picture")
    assert api_of(bob).get(f"threads/{group.pk}").json()["picture"] is None
    assert api_of(bob).patch(f"threads/{group.pk}", picture="x").status_code in {400, 404}


def test_admins_say_what_newcomers_see_and_others_do_not(heard, api_of, alice, bob, group):
    answer = api_of(bob).patch(f"threads/{group.pk}", history="joined")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_an_admin")
    assert api_of(alice).patch(f"threads/{group.pk}", history="joined").json()["history"] == "joined"
    assert heard[-2][0].detail["what"] == "history_joined"
    assert api_of(alice).patch(f"threads/{group.pk}", history="some").status_code == 400


def test_all_of_a_change_or_nothing(api_of, bob, group):
    assert api_of(bob).patch(f"threads/{group.pk}", name="Night shift", history="joined").status_code == 403
    assert api_of(bob).get(f"threads/{group.pk}").json()["name"] == "Morning shift"


def test_nothing_asked_changes_nothing(heard, api_of, bob, group):
    before = len(heard)
    assert api_of(bob).patch(f"threads/{group.pk}").json()["version"] == 0
    assert len(heard) == before


def test_a_message_to_a_thread_one_was_just_removed_from_is_404(api_of, alice, bob, group):
    remove_member(thread=group, person=bob, by=alice)
    assert api_of(bob).post(f"threads/{group.pk}/messages", client_id="x", text="hi").status_code == 404
    say(alice, group)
    assert api_of(bob).patch(f"threads/{group.pk}", name="x").status_code == 404
