"""The picker's data: every emoji, in both languages, found by its names."""

from __future__ import annotations

import pytest

from content.emoji import listing
from core.emoji import is_emoji


def rows_of(data) -> dict[str, list]:
    return {row[0]: row for _name, _sign, _title, rows in data["groups"] for row in rows}


def test_every_emoji_has_a_name_in_both_languages(client_of, bob):
    client = client_of(bob)
    english, french = (client.get(f"/emoji/{language}.json").json() for language in ("en", "fr"))
    assert rows_of(english)["👍"] == ["👍", "thumbs up", "+1 thumbsup", 1]
    assert rows_of(french)["👍"][1] == "pouce vers le haut"
    assert "thumbs up" in rows_of(french)["👍"][2]
    assert len(rows_of(english)) == len(rows_of(french)) > 1_500
    assert [group[0] for group in french["groups"]][:2] == ["smileys", "people"]
    assert french["words"]["search"] == "Chercher un emoji"
    assert all(is_emoji(char) for char in rows_of(english))


def test_a_known_version_is_kept_for_a_year(client_of, bob):
    body, version = listing("en")
    assert len(body) < 200_000
    answer = client_of(bob).get(f"/emoji/en.json?v={version}")
    assert "31536000" in answer["Cache-Control"]
    assert "no-cache" in client_of(bob).get("/emoji/en.json?v=old")["Cache-Control"]


def test_tones_are_offered_where_there_are_some():
    import orjson

    rows = rows_of(orjson.loads(listing("en")[0]))
    assert len(rows["👋"]) == len(rows["👩‍🚀"]) == 4
    assert len(rows["😀"]) == len(rows["❤️"]) == 3


@pytest.mark.parametrize("language", ["de", "xx", "..", "EN"])
def test_there_are_no_other_languages(client_of, bob, language):
    assert client_of(bob).get(f"/emoji/{language}.json").status_code == 404


def test_the_picker_is_for_people_who_signed_in(stranger):
    assert stranger.get("/emoji/en.json").status_code == 302
