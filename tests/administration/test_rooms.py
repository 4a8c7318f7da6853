"""Who may open which room of the company's settings: role by role, address by address."""

import pytest

from administration.models import DomainClaim, JoinRequest
from administration.sections import SECTIONS, sections_for
from chat.models import CustomEmoji, Sticker, StickerPack
from content.models import File
from people.models import User
from tests.administration.conftest import ROLES

SYSTEM, PEOPLE, CONTENT = {"system"}, {"system", "people"}, {"system", "content"}
HOME = "/settings/company/"
ROOMS = [  # method, path, who may
    ("get", "general/", SYSTEM),
    ("get", "general/colour/?colour=%232f6f5e", SYSTEM),
    ("get", "general/colour.css?colour=%232f6f5e", SYSTEM),
    ("post", "general/", SYSTEM),
    ("post", "general/logo/", SYSTEM),
    ("post", "general/steps/", SYSTEM),
    ("get", "domains/", SYSTEM),
    ("post", "domains/", SYSTEM),
    ("get", "domains/new.example/", SYSTEM),
    ("post", "domains/new.example/mail/", SYSTEM),
    ("post", "domains/new.example/prove/", SYSTEM),
    ("get", "domains/new.example/file/", SYSTEM),
    ("get", "domains/new.example/remove/", SYSTEM),
    ("post", "domains/new.example/remove/", SYSTEM),
    ("get", "entry/", SYSTEM),
    ("post", "entry/", SYSTEM),
    ("post", "entry/second-factor/", SYSTEM),
    ("get", "requests/", PEOPLE),
    ("post", "requests/{request}/accept/", PEOPLE),
    ("post", "requests/{request}/decline/", PEOPLE),
    ("get", "people/", PEOPLE),
    ("get", "people/{carol}/", PEOPLE),
    ("post", "people/{carol}/role/", SYSTEM),
    ("post", "people/{carol}/sign-out/", PEOPLE),
    ("get", "people/{carol}/close/", PEOPLE),
    ("post", "people/{carol}/close/", PEOPLE),
    ("post", "people/{carol}/reopen/", PEOPLE),
    ("get", "roles/", SYSTEM),
    ("get", "reports/", CONTENT),
    ("get", "stickers/", CONTENT),
    ("post", "stickers/", CONTENT),
    ("get", "stickers/{pack}/", CONTENT),
    ("post", "stickers/{pack}/", CONTENT),
    ("post", "stickers/{pack}/pictures/", CONTENT),
    ("post", "stickers/{pack}/move/", CONTENT),
    ("get", "stickers/{pack}/remove/", CONTENT),
    ("post", "stickers/{pack}/remove/", CONTENT),
    ("post", "stickers/one/{sticker}/", CONTENT),
    ("post", "stickers/one/{sticker}/move/", CONTENT),
    ("post", "stickers/one/{sticker}/remove/", CONTENT),
    ("post", "stickers/emoji/", CONTENT),
    ("post", "stickers/emoji/{emoji}/remove/", CONTENT),
    ("get", "log/", SYSTEM),
    ("post", "log/export/", SYSTEM),
]
CELLS = [(method, path, role, role in may) for method, path, may in ROOMS for role in ROLES]


@pytest.fixture
def there(acme, alice, carol) -> dict[str, int]:
    DomainClaim.objects.create(domain="new.example")
    asked = JoinRequest.objects.create(address="zoe@acme.example", name="Zoe")
    pack = StickerPack.objects.create(name="Bakery", created_by=alice)
    file = File.objects.create(uploader=alice, name="loaf", kind="picture", mime="image/webp", size=1, stored=1)
    sticker = Sticker.objects.create(pack=pack, file=file, name="Loaf")
    emoji = CustomEmoji.objects.create(name="loaf", file=file, created_by=alice)
    own = {"pack": pack.pk, "sticker": sticker.pk, "emoji": emoji.pk}
    return {"carol": carol.pk, "request": asked.pk, **own}


@pytest.mark.parametrize(("method", "path", "role", "may"), CELLS)
def test_who_may_open_what(there, client_of, as_role, method, path, role, may):
    answer = getattr(client_of(as_role(role)), method)(HOME + path.format(**there))
    assert (answer.status_code != 403) == may
    if may:
        assert answer.status_code in {200, 302, 400}


@pytest.mark.parametrize(("method", "path"), [room[:2] for room in ROOMS])
def test_strangers_are_asked_to_sign_in(there, stranger, method, path):
    answer = getattr(stranger, method)(HOME + path.format(**there))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("path", ["people/{}/", "people/{}/close/"])
def test_an_admin_of_another_company_with_the_same_key_is_a_stranger_here(there, gina, client_of, path):
    answer = client_of(gina, host="acme.localhost").get(HOME + path.format(gina.pk))
    assert answer.status_code == 302


def test_an_admin_sees_the_people_of_the_own_company_under_the_same_keys(there, bob, gina, client_of):
    page = client_of(gina).get(f"{HOME}people/{bob.pk}/").text
    assert "Gina Green" in page
    assert "Bob Brown" not in page


def test_what_waits_at_one_company_is_not_found_from_another(there, gina, client_of):
    client = client_of(gina)
    assert client.post(f"{HOME}requests/{there['request']}/accept/").status_code == 404
    assert client.get(f"{HOME}domains/new.example/").status_code == 404
    assert client.get(f"{HOME}domains/acme.example/remove/").status_code == 404


@pytest.mark.parametrize(("method", "path"), [room[:2] for room in ROOMS if room[0] == "post"])
def test_what_writes_is_posted(there, alice, client_of, method, path):
    known_pages = {room[1] for room in ROOMS if room[0] == "get"}
    answer = client_of(alice).get(HOME + path.format(**there))
    assert answer.status_code == (200 if path in known_pages else 405)
    assert client_of(alice).put(HOME + path.format(**there)).status_code == 405


@pytest.mark.parametrize(
    ("role", "first"), [("system", "general/"), ("people", "requests/"), ("content", "reports/"), ("analyst", None)]
)
def test_the_way_in_leads_to_the_first_room_there_is(acme, client_of, as_role, role, first):
    client = client_of(as_role(role))
    answer = client.get(HOME)
    assert answer.get("Location") == (HOME + first if first else None)
    assert (HOME in client.get("/people/").text) == bool(first)


def test_rooms_stand_in_the_order_of_their_places():
    names = [section.name for section in sections_for(User(role="system"))]
    assert set(names) == set(SECTIONS)
    assert names[0] == "general"
    assert names[-1] == "log"


@pytest.mark.parametrize("path", ["domains/nowhere.example/", "people/999999/", "requests/999999/"])
def test_what_is_not_there_is_not_found(acme, alice, client_of, path):
    assert client_of(alice).get(HOME + path).status_code == 404
