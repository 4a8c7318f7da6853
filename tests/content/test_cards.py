"""Link cards: what a worker asks, what it keeps, and who may see it."""

from __future__ import annotations

import gzip
import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from content import actions
from content.models import Card
from feed.actions import create_post, edit_post
from groups.models import Group
from tests.web import Visit, Web

PAGE = """<title>Plain</title><meta property="og:title" content="A fine page">
<meta property="og:description" content="About things"><meta property="og:image" content="/p.png">"""


def png(width: int = 800, height: int = 420) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


def fine_site(visit: Visit) -> None:
    if visit.path == "/p.png":
        visit.say(png(), "image/png")
    else:
        visit.say(PAGE)


@pytest.fixture
def group(acme) -> Group:
    return Group.objects.get(is_default=True)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def post(group, author, text: str):
    made, _new = create_post(group=group, author=author, text=text)
    return made


def shown(api, made) -> list[dict]:
    return api.get(f"/api/v1/posts/{made.pk}").json()["cards"]


def test_a_link_in_a_post_gets_a_card(web: Web, media, group, bob, carol, api_of, run_tasks):
    site = web.site("news.example", fine_site)
    made = post(group, bob, "Look: https://x.example and http://news.example/a")
    assert shown(api_of(carol), made) == []
    run_tasks()
    (card,) = shown(api_of(carol), made)
    assert (card["title"], card["text"], card["site"]) == ("A fine page", "About things", "news.example")
    assert card["url"] == "http://news.example/a"
    assert [visit.path for visit in site.visits] == ["/a", "/p.png"]
    assert Card.objects.get(url="https://x.example/").trouble == "unknown_host"


def test_the_picture_is_our_own_small_copy(web, media, group, bob, carol, client_of, api_of, run_tasks):
    web.site("news.example", fine_site)
    made = post(group, bob, "http://news.example/a")
    run_tasks()
    (card,) = shown(api_of(carol), made)
    answer = client_of(carol).get(card["picture"])
    assert answer["Content-Type"] == "image/webp"
    picture = Image.open(io.BytesIO(answer.getvalue()))
    assert picture.size == (card["picture_width"], card["picture_height"]) == (640, 336)
    assert (
        "news.example"
        not in client_of(carol).get(f"/posts/{made.pk}/").content.decode().split("<img")[-1].split(">")[0]
    )


def test_a_picture_is_for_those_who_may_read_the_post(
    web, media, group, alice, bob, carol, gina, stranger, client_of, api_of, run_tasks
):
    web.site("news.example", fine_site)
    secret = Group.objects.create(name="Secret", kind="secret", created_by=alice)
    secret.memberships.create(person=alice)
    made = post(secret, alice, "http://news.example/a")
    run_tasks()
    (card,) = shown(api_of(alice), made)
    assert client_of(alice).get(card["picture"]).status_code == 200
    assert client_of(bob).get(card["picture"]).status_code == 404
    assert client_of(gina).get(card["picture"]).status_code == 404
    assert stranger.get(card["picture"]).status_code in {302, 404}
    for wrong in ("/cards/0/picture", "/cards/x/picture", f"/cards/{10**17}/picture"):
        assert client_of(alice).get(wrong).status_code == 404
    api_of(alice).patch(f"/api/v1/posts/{made.pk}/cards/{card['id']}", {"hidden": True})
    assert client_of(alice).get(card["picture"]).status_code == 404


def test_the_author_takes_away_the_card_or_its_picture(web, media, group, bob, carol, api_of, run_tasks):
    web.site("news.example", fine_site)
    made = post(group, bob, "http://news.example/a")
    run_tasks()
    api, (card,) = api_of(bob), shown(api_of(bob), made)
    place = f"/api/v1/posts/{made.pk}/cards/{card['id']}"
    assert api.patch(place, {"picture_hidden": True}).json()["cards"][0]["picture"] is None
    assert api.patch(place, {"hidden": True}).json()["cards"] == []
    assert api.patch(place, {"hidden": False}).json()["cards"][0]["title"] == "A fine page"
    assert api_of(carol).patch(place, {"hidden": True}).status_code == 403
    assert api.patch(f"/api/v1/posts/{made.pk}/cards/0", {"hidden": True}).status_code == 404


def test_others_cannot_reach_a_card(web, media, group, bob, gina, stranger, api_of, run_tasks):
    web.site("news.example", fine_site)
    made = post(group, bob, "http://news.example/a")
    run_tasks()
    place = f"/api/v1/posts/{made.pk}/cards/{Card.objects.get().pk}"
    assert api_of(gina).patch(place, {"hidden": True}).status_code == 404
    assert stranger.patch(place, {"hidden": True}, content_type="application/json").status_code == 401
    assert api_of(bob).get(place).status_code == 405


def test_the_page_does_it_without_scripts_too(web, media, group, bob, client_of, api_of, run_tasks):
    web.site("news.example", fine_site)
    made = post(group, bob, "http://news.example/a")
    run_tasks()
    card = Card.objects.get().pk
    assert client_of(bob).post(f"/posts/{made.pk}/cards/{card}/", {"hidden": "1"}).status_code == 302
    assert shown(api_of(bob), made) == []


def test_an_edit_keeps_what_the_author_chose(web, media, group, bob, api_of, run_tasks):
    web.site("news.example", fine_site)
    web.site("blog.example", fine_site)
    made = post(group, bob, "http://news.example/a")
    run_tasks()
    api_of(bob).patch(f"/api/v1/posts/{made.pk}/cards/{Card.objects.get().pk}", {"hidden": True})
    edit_post(post=made, text="http://news.example/a and http://blog.example/")
    run_tasks()
    assert [card["site"] for card in shown(api_of(bob), made)] == ["blog.example"]
    edit_post(post=made, text="nothing")
    assert shown(api_of(bob), made) == []
    assert made.cards.count() == 0


def test_one_address_is_asked_once_for_everybody(web, media, group, bob, carol, api_of, run_tasks):
    site = web.site("news.example", fine_site)
    post(group, bob, "http://news.example/a")
    run_tasks()
    made = post(group, carol, "http://news.example/a#there")
    run_tasks()
    assert len(shown(api_of(bob), made)) == 1
    assert [visit.path for visit in site.visits] == ["/a", "/p.png"]


def age(days: int) -> None:
    Card.objects.update(asked_at=timezone.now() - timedelta(days=days))


def test_a_card_is_renewed_after_some_days_and_kept_while_the_page_is_away(web, media, group, bob, api_of, run_tasks):
    web.site("news.example", fine_site)
    made = post(group, bob, "http://news.example/a")
    run_tasks()
    age(8)
    web.site("news.example", lambda visit: visit.say("no", status=500))
    post(group, bob, "again http://news.example/a")
    run_tasks()
    assert shown(api_of(bob), made)[0]["title"] == "A fine page"
    age(8)
    web.site("news.example", lambda visit: visit.say("<title>Another now</title>"))
    post(group, bob, "once more http://news.example/a")
    before = set(default_storage.listdir(f"{Card.objects.get().picture.rsplit('/', 1)[0]}")[1])
    run_tasks()
    assert shown(api_of(bob), made)[0]["title"] == "Another now"
    assert shown(api_of(bob), made)[0]["picture"] is None
    assert len(before) == 1


def test_a_failure_is_remembered_for_a_day(web, media, group, bob, run_tasks):
    site = web.site("gone.example", lambda visit: visit.say("gone", status=404))
    post(group, bob, "http://gone.example/")
    run_tasks()
    post(group, bob, "http://gone.example/ again")
    run_tasks()
    assert len(site.visits) == 1
    assert Card.objects.get().trouble == "status_404"
    age(2)
    post(group, bob, "http://gone.example/ and again")
    run_tasks()
    assert len(site.visits) == 2


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/admin/",
        "http://acme.localhost/",
        "http://globex.localhost/people/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://news.example:6379/",
        "ftp://news.example/",
    ],
)
def test_our_own_pages_and_houses_are_not_asked(web, media, group, bob, link):
    made = post(group, bob, f"see {link} there")
    assert made.cards.count() == 0
    assert web.dialled == []


def test_a_link_that_ends_in_our_house_makes_no_card(web, media, group, bob, api_of, run_tasks):
    web.site("away.example", lambda visit: visit.say(status=302, Location="http://127.0.0.1/"))
    web.site("home.example", lambda visit: visit.say(status=302, Location="http://acme.localhost/"))
    web.addresses["acme.localhost"] = web.addresses["away.example"]
    web.addresses["rebind.example"] = ["192.168.0.1"]
    made = post(group, bob, "http://away.example/ http://home.example/ http://rebind.example/")
    run_tasks()
    assert shown(api_of(bob), made) == []
    assert set(Card.objects.values_list("trouble", flat=True)) == {"private_address"}


def test_endless_pages_and_bombs_make_no_harm(web, media, group, bob, api_of, run_tasks):
    def endless(visit):
        visit.start(Content_Type="text/html")
        visit.wfile.write(PAGE.encode())
        while True:
            visit.wfile.write(b"<p>on and on</p>" * 500)

    bomb = gzip.compress(b"\0" * 50_000_000)
    web.site("endless.example", endless)
    web.site("bomb.example", lambda visit: visit.say(bomb, Content_Encoding="gzip"))
    made = post(group, bob, "http://endless.example/ http://bomb.example/")
    run_tasks()
    assert [card["title"] for card in shown(api_of(bob), made)] == ["A fine page"]  # its head said enough
    assert Card.objects.get(url="http://bomb.example/").trouble == "says_nothing"


def test_a_bad_picture_leaves_a_card_without_one(web, media, group, bob, api_of, run_tasks):
    pictures = iter([b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", png(1, 1)])
    web.site(
        "news.example",
        lambda visit: visit.say(next(pictures), "image/png") if visit.path == "/p.png" else visit.say(PAGE),
    )
    made = post(group, bob, "http://news.example/1 http://news.example/2 http://news.example/3")
    run_tasks()
    assert [card["picture"] for card in shown(api_of(bob), made)] == [None, None, None]


def test_three_cards_are_enough(web, media, group, bob):
    made = post(group, bob, " ".join(f"http://news.example/{number}" for number in range(9)))
    assert made.cards.count() == 3


def test_cards_are_made_in_one_order_and_stand_in_the_text_s(web, media, group, bob):
    post, _new = create_post(group=group, author=bob, text="https://b.example/ https://c.example/ https://a.example/")
    assert list(Card.objects.order_by("pk").values_list("url", flat=True)) == [
        f"https://{site}.example/" for site in "abc"
    ]
    assert [use.card.site or use.card.url[8] for use in post.cards.order_by("place")] == ["b", "c", "a"]


def test_nobody_has_us_ask_the_whole_web(web, media, group, bob, monkeypatch):
    monkeypatch.setattr(actions.cards, "AT_ONCE", 2)
    for number in range(5):
        post(group, bob, f"http://site{number}.example/")
    assert Card.objects.count() == 2


def test_a_card_that_came_changes_the_post_for_its_readers(web, media, group, bob, api_of, run_tasks):
    web.site("news.example", fine_site)
    made = post(group, bob, "http://news.example/a")
    before = api_of(bob).get(f"/api/v1/posts/{made.pk}").json()
    run_tasks()
    after = api_of(bob).get(f"/api/v1/posts/{made.pk}").json()
    assert after["revision"] == before["revision"] + 1
    assert (after["edited_at"], after["version"]) == (None, 1)
