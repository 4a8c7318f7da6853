"""The company's own stickers and emoji through the API."""

from __future__ import annotations

import pytest

from chat.models import CustomEmoji, Sticker
from tests.chat.own import emoji_of, pack_of
from tests.chat.test_own_packs import upload

PACKS = "company/sticker-packs"


def names(api) -> dict[str, list[str]]:
    return {pack["name"]: [each["name"] for each in pack["stickers"]] for pack in api.get(PACKS).json()["results"]}


def sent(api, path: str, **form):
    return api.client.post(f"/api/v1/{path}", form)


@pytest.fixture
def desk(api_of, alice):
    return api_of(alice)


def test_a_pack_is_made_filled_named_and_removed(desk, run_tasks):
    made = desk.post(PACKS, name=" The  bakery ")
    assert (made.status_code, made.json()["name"], made.json()["stickers"]) == (201, "The bakery", [])
    one = f"{PACKS}/{made.json()['id']}"
    filled = sent(desk, f"{one}/stickers", pictures=[upload("warm_loaf.png"), upload("b.png")])
    assert (filled.status_code, [each["ready"] for each in filled.json()["stickers"]]) == (201, [False, False])
    run_tasks()
    assert desk.patch(one, name="Oven").json()["name"] == "Oven"
    assert names(desk) == {"Oven": ["warm loaf", "b"]}
    picture = desk.client.get(desk.get(PACKS).json()["results"][0]["stickers"][0]["url"])
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/webp")
    assert desk.delete(one).status_code == 204
    assert (names(desk), desk.delete(one).status_code) == ({}, 404)


def test_a_sticker_is_named_moved_and_removed(desk, alice, run_tasks):
    first, second, third = pack_of(alice, "Bakery", run_tasks, "a.png", "b.png", "c.png")
    place = f"{PACKS}/{first.pack_id}/stickers"
    assert desk.patch(f"{place}/{third.pk}", name="Loaf", place=1).json()["name"] == "Loaf"
    assert names(desk) == {"Bakery": ["Loaf", "a", "b"]}
    desk.patch(f"{place}/{third.pk}", place=99)
    assert names(desk) == {"Bakery": ["a", "b", "Loaf"]}
    assert desk.delete(f"{place}/{second.pk}").status_code == 204
    assert (names(desk), desk.delete(f"{place}/{second.pk}").status_code) == ({"Bakery": ["a", "Loaf"]}, 404)


def test_packs_have_an_order(desk):
    desk.post(PACKS, name="One")
    two = desk.post(PACKS, name="Two").json()["id"]
    desk.patch(f"{PACKS}/{two}", place=1)
    assert list(names(desk)) == ["Two", "One"]


def test_a_sticker_is_found_in_its_own_pack_only(desk, alice, run_tasks):
    (sticker,) = pack_of(alice, "Bakery", run_tasks, "a.png")
    other = desk.post(PACKS, name="Other").json()["id"]
    assert desk.patch(f"{PACKS}/{other}/stickers/{sticker.pk}", name="x").status_code == 404


def test_an_emoji_is_added_used_and_removed(desk):
    made = sent(desk, "company/emoji", name="Party_Loaf", picture=upload())
    assert (made.status_code, made.json()["name"]) == (201, "party_loaf")
    assert desk.delete("company/emoji/party_loaf").status_code == 204
    assert (desk.delete("company/emoji/party_loaf").status_code, CustomEmoji.objects.get().deleted_at is None) == (
        404,
        False,
    )


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize("content", [b"no picture", SVG, b"\x89PNG\r\n\x1a\nbroken"])
def test_with_one_that_is_no_picture_none_is_taken(desk, content):
    pack = desk.post(PACKS, name="Bakery").json()["id"]
    answer = sent(desk, f"{PACKS}/{pack}/stickers", pictures=[upload(), upload("x.png", content)])
    assert (answer.status_code, Sticker.objects.exists()) == (400, False)
    answer = sent(desk, "company/emoji", name="bad", picture=upload("x.png", content))
    assert (answer.status_code, CustomEmoji.objects.exists()) == (400, False)


@pytest.mark.parametrize(
    ("body", "field"),
    [({"name": ""}, "name"), ({"name": "x" * 61}, "name"), ({"place": 0}, "place"), ({"place": "first"}, "place")],
)
def test_what_cannot_be_is_said_at_its_field(desk, alice, run_tasks, body, field):
    (sticker,) = pack_of(alice, "Bakery", run_tasks, "a.png")
    for path in (f"{PACKS}/{sticker.pack_id}", f"{PACKS}/{sticker.pack_id}/stickers/{sticker.pk}"):
        answer = desk.patch(path, **body)
        assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])


def test_without_a_picture_or_a_good_name_nothing_comes(desk, alice):
    pack = desk.post(PACKS, name="Bakery").json()["id"]
    assert list(sent(desk, f"{PACKS}/{pack}/stickers").json()["fields"]) == ["pictures"]
    assert list(sent(desk, "company/emoji", name="ok").json()["fields"]) == ["picture"]
    assert list(sent(desk, "company/emoji", name="two words", picture=upload()).json()["fields"]) == ["name"]
    emoji_of(alice, "loaf")
    assert sent(desk, "company/emoji", name="loaf", picture=upload()).status_code == 409


ROADS = [
    ("get", "{packs}"),
    ("post", "{packs}"),
    ("patch", "{packs}/{pack}"),
    ("delete", "{packs}/{pack}"),
    ("post", "{packs}/{pack}/stickers"),
    ("patch", "{packs}/{pack}/stickers/{sticker}"),
    ("delete", "{packs}/{pack}/stickers/{sticker}"),
    ("post", "company/emoji"),
    ("delete", "company/emoji/party_loaf"),
]


def test_only_admins_of_content_may_and_only_of_this_company(api_of, client_of, stranger, alice, bob, gina, run_tasks):
    (sticker,) = pack_of(alice, "Bakery", run_tasks, "a.png")
    emoji_of(alice, "party_loaf")
    for method, road in ROADS:
        path = "/api/v1/" + road.format(packs=PACKS, pack=sticker.pack_id, sticker=sticker.pk)
        assert getattr(stranger, method)(path).status_code == 401, path
        assert getattr(client_of(bob), method)(path).status_code == 403, path
        if "{pack}" in road or "loaf" in road:
            assert getattr(client_of(gina), method)(path).status_code == 404, path
    assert names(api_of(alice)) == {"Bakery": ["a"]}


def test_a_content_admin_may_and_other_roles_may_not(api_of, bob):
    for role, status in (("content", 200), ("people", 403), ("analyst", 403)):
        bob.role = role
        bob.save(update_fields=["role"])
        assert api_of(bob).get(PACKS).status_code == status


def test_what_is_not_there_to_do_is_405(desk):
    assert desk.put(PACKS).status_code == 405
    assert desk.get("company/emoji").status_code == 405
    assert desk.get(f"{PACKS}/1").status_code == 405
