"""The page in which Work Chat opens without a network: nobody's, and the same for everybody."""

from __future__ import annotations

import pytest


def test_it_is_the_same_for_everybody_and_holds_nobodys_data(client, client_of, acme, bob, group):
    strangers = client.get("/chat/offline/?language=en", headers={"host": "acme.localhost"})
    bobs = client_of(bob).get("/chat/offline/?language=en")
    assert (strangers.status_code, bobs.status_code) == (200, 200)
    assert strangers.text == bobs.text
    for of_bobs in (bob.email, str(bob), group.name, f'data-me="{bob.pk}"'):
        assert of_bobs not in bobs.text
    assert not bobs.cookies


@pytest.mark.parametrize(("language", "words"), [("fr", "Pas de connexion"), ("en", "No connection")])
def test_it_speaks_the_language_that_the_worker_names(client, acme, language, words):
    answer = client.get(f"/chat/offline/?language={language}", headers={"host": "acme.localhost"})
    assert answer["Content-Language"] == language
    assert words in answer.text


def test_a_language_that_is_not_there_is_the_usual_one(client, acme):
    answer = client.get("/chat/offline/?language=xx", headers={"host": "acme.localhost"})
    assert answer["Content-Language"] == "en"


def test_it_can_only_be_read_and_only_on_a_companys_host(client, acme):
    assert client.post("/chat/offline/", headers={"host": "acme.localhost"}).status_code == 405
    assert client.get("/chat/offline/", headers={"host": "localhost"}).status_code == 404
