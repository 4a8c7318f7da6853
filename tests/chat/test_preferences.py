"""GET and PATCH /chat/preferences, and the page among the settings."""

import pytest

from chat.models import Preferences

PATH = "/settings/work-chat/"
ON = {"receipts": True, "sounds": True, "takes_all": True}
ALL = {**ON, "blocked": []}


def test_all_of_it_is_on_where_nobody_chose(api_of, alice):
    assert api_of(alice).get("chat/preferences").json() == ALL
    assert not Preferences.objects.exists()


def test_what_is_left_out_stays(api_of, alice, bob):
    api_of(alice).patch("chat/preferences", sounds=False)
    answer = api_of(alice).patch("chat/preferences", takes_all=False)
    assert (answer.status_code, answer.json()) == (200, {**ALL, "sounds": False, "takes_all": False})
    assert api_of(bob).get("chat/preferences").json() == ALL


def test_own_devices_hear_of_a_change_and_of_no_other(api_of, alice, heard):
    api_of(alice).patch("chat/preferences", sounds=False)
    event, to = heard.last()
    assert (event.type, event.data(), to) == ("chat.preferences_changed", {**ON, "sounds": False}, {alice.pk})
    heard.clear()
    api_of(alice).patch("chat/preferences", sounds=False)
    assert heard == []


@pytest.mark.parametrize("value", ["perhaps", None, 7, []])
def test_neither_on_nor_off_is_refused(api_of, alice, value):
    answer = api_of(alice).patch("chat/preferences", receipts=value)
    assert answer.status_code == 400
    assert "receipts" in answer.json()["fields"]


def test_signed_out_is_401_and_the_wrong_method_405(stranger, api_of, alice):
    assert stranger.get("/api/v1/chat/preferences").status_code == 401
    assert api_of(alice).delete("chat/preferences").status_code == 405


def test_other_companies_have_their_own(api_of, alice, gina):
    api_of(alice).patch("chat/preferences", sounds=False)
    assert api_of(gina).get("chat/preferences").json() == ALL


def test_the_page_saves_what_is_on(client_of, alice):
    client = client_of(alice)
    assert client.post(PATH, {"receipts": "on"}).headers["Location"] == PATH
    page = client.get(PATH).content.decode()
    assert page.count(" checked") == 1
    assert Preferences.objects.values("receipts", "sounds", "takes_all").get() == {
        "receipts": True,
        "sounds": False,
        "takes_all": False,
    }


def test_the_page_is_among_the_settings(client_of, alice):
    assert f'href="{PATH}"' in client_of(alice).get("/settings/profile/").content.decode()


def test_strangers_are_sent_to_sign_in(stranger):
    assert stranger.get(PATH).status_code == 302
