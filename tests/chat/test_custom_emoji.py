"""The company's own emoji: `:name:` in messages becomes a picture, for its people alone."""

from __future__ import annotations

import pytest

from chat.actions.stickers import MOST_EMOJI, add_emoji, remove_emoji
from chat.custom_emoji import only_emoji, with_pictures
from chat.fragments import message_html
from chat.models import CustomEmoji
from chat.trays import forget_emoji
from core.errors import Conflict, Refusal
from core.pictures import BadPicture
from core.schema import inside
from core.text import to_html
from tests.chat.conftest import say
from tests.chat.own import emoji_of, picture

PICTURES = {"party_loaf": "/files/7/thumb"}


@pytest.fixture
def loaf(alice, django_capture_on_commit_callbacks) -> CustomEmoji:
    with django_capture_on_commit_callbacks(execute=True):
        return emoji_of(alice, "party_loaf")


def shown(text: str) -> str:
    return with_pictures(to_html(text), PICTURES)


def test_a_name_between_colons_becomes_a_picture(alice, bob, thread, loaf):
    html = message_html(say(bob, thread, "hooray :party_loaf: !"))
    assert f'src="/files/{loaf.file_id}/thumb"' in html
    assert 'alt=":party_loaf:"' in html


@pytest.mark.parametrize(
    "text", ["`:party_loaf:`", "```\n:party_loaf:\n```", ":nobody:", ":Party_Loaf:", "at 10:30:45"]
)
def test_code_and_other_words_stay_as_they_are(text):
    assert "<img" not in shown(text)


def test_the_address_of_a_link_is_not_touched():
    html = shown("[see](https://x.example/:party_loaf:) https://y.example/:party_loaf:/z")
    assert 'href="https://x.example/:party_loaf:"' in html
    assert '<a href="<' not in html


@pytest.mark.parametrize(
    ("text", "large"),
    [(":party_loaf:", True), (":party_loaf: 🎉", True), (":nobody:", False), (":party_loaf: ok", False)],
)
def test_alone_they_are_large(text, large):
    assert only_emoji(text, PICTURES) is large


def test_a_removed_one_shows_as_its_name(alice, bob, thread, loaf, django_capture_on_commit_callbacks):
    message = say(bob, thread, "hooray :party_loaf:")
    with django_capture_on_commit_callbacks(execute=True):
        remove_emoji(emoji=loaf, by=alice)
    html = message_html(message)
    assert ":party_loaf:" in html
    assert '<img class="emoji-picture"' not in html


def test_its_name_is_free_again_once_it_is_removed(alice, loaf):
    remove_emoji(emoji=loaf, by=alice)
    assert emoji_of(alice, "party_loaf").pk != loaf.pk


def test_the_picker_is_told_of_them(api_of, bob, loaf):
    assert api_of(bob).get("emoji").json()["results"] == [{"name": "party_loaf", "url": f"/files/{loaf.file_id}/thumb"}]


def test_another_company_has_its_own(api_of, gina, globex, loaf):
    assert api_of(gina).get("emoji").json()["results"] == []
    with inside(globex):
        assert not CustomEmoji.objects.exists()


@pytest.mark.parametrize("name", ["x", "a" * 31, "two words", "é_clair", "", "../x", "party-loaf"])
def test_a_name_is_small_letters_digits_and_underscores(alice, name):
    with pytest.raises(Refusal) as refused:
        add_emoji(name=name, file=picture()[0], size=picture()[1], by=alice)
    assert "name" in refused.value.fields


def test_a_name_is_given_once(alice, loaf):
    with pytest.raises(Conflict) as refused:
        emoji_of(alice, "PARTY_LOAF")
    assert "name" in refused.value.fields


def test_there_is_room_for_so_many(alice, loaf, monkeypatch):
    monkeypatch.setattr("chat.actions.stickers.MOST_EMOJI", 1)
    assert MOST_EMOJI == 500
    with pytest.raises(Conflict):
        emoji_of(alice, "one_more")


def test_what_is_no_picture_is_refused(alice):
    import io

    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    with pytest.raises(BadPicture):
        add_emoji(name="bad", file=io.BytesIO(svg), size=len(svg), by=alice)
    assert not CustomEmoji.objects.exists()


def test_it_is_a_reaction_too_and_a_chip_shows_its_picture(api_of, bob, alice, thread, loaf):
    said = say(alice, thread, "fresh bread")
    answer = api_of(bob).client.put(f"/api/v1/messages/{said.pk}/reactions/:party_loaf:?html=1").json()
    assert answer["reactions"] == {":party_loaf:": [str(bob.pk)]}
    assert f'<img class="emoji-picture" src="/files/{loaf.file_id}/thumb" alt=":party_loaf:"' in answer["html"]
    assert api_of(bob).delete(f"messages/{said.pk}/reactions/:party_loaf:").json()["reactions"] == {}


@pytest.mark.parametrize("emoji", [":nobody:", ":party_loaf", ":party_loaf::party_loaf:", "party_loaf"])
def test_a_name_that_the_company_has_not_is_no_reaction(api_of, bob, alice, thread, loaf, emoji):
    said = say(alice, thread, "fresh bread")
    assert api_of(bob).put(f"messages/{said.pk}/reactions/{emoji}").status_code == 400


def test_a_reaction_can_be_taken_back_when_its_picture_is_gone(api_of, bob, alice, thread, loaf):
    said = say(alice, thread, "fresh bread")
    api_of(bob).put(f"messages/{said.pk}/reactions/:party_loaf:")
    CustomEmoji.objects.all().delete()
    forget_emoji()
    assert api_of(bob).delete(f"messages/{said.pk}/reactions/:party_loaf:").json()["reactions"] == {}
