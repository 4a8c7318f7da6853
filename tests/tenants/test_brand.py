from io import BytesIO

import pytest
from PIL import Image

from core.colour import brand_of
from tenants.brand import icon, manifest


def get(client, path, host="acme.localhost"):
    return client.get(path, headers={"host": host})


def test_a_company_has_a_stylesheet_in_its_own_colour(client, acme):
    answer = get(client, "/brand.css")
    assert answer["Content-Type"].startswith("text/css")
    assert answer.text == brand_of(acme.colour).css()


def test_two_companies_have_two_stylesheets(client, acme, globex):
    globex.colour = "#c2410c"
    assert brand_of(globex.colour).css() != get(client, "/brand.css").text


@pytest.mark.parametrize("path", ["/brand.css", "/manifest.webmanifest", "/icon-192.png", "/sw.js", "/offline/"])
def test_strangers_may_see_how_a_company_looks_and_the_public_host_has_no_such_pages(client, acme, path):
    assert get(client, path).status_code == 200
    assert get(client, path, "localhost").status_code == 404


def test_only_the_address_with_the_present_version_is_kept_for_long(client, acme):
    assert "immutable" in get(client, f"/brand.css?v={acme.brand_version}")["Cache-Control"]
    assert "immutable" not in get(client, f"/brand.css?v={acme.brand_version + 1}")["Cache-Control"]
    assert get(client, "/sw.js")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("path", "size"), [("/icon-192.png", 192), ("/icon-512-maskable.png", 512)])
def test_icons_are_pictures_of_the_size_they_say(client, acme, path, size):
    picture = Image.open(BytesIO(get(client, path).content))
    assert (picture.format, picture.size) == ("PNG", (size, size))


def test_an_icon_of_any_other_size_is_not_drawn(client, acme):
    assert get(client, "/icon-99999.png").status_code == 404


def test_a_maskable_icon_fills_its_corners():
    assert Image.open(BytesIO(icon("A", "#2f6f5e", 192, True))).getpixel((0, 0))[3] == 255
    assert Image.open(BytesIO(icon("A", "#2f6f5e", 192, False))).getpixel((0, 0))[3] == 0


def test_the_manifest_names_the_company_and_its_colour(acme):
    data = manifest(acme, lambda size, purpose: f"/icon-{size}-{purpose}.png", "/")
    assert (data["name"], data["theme_color"]) == ("Acme", brand_of(acme.colour).light.fill.hex)
    assert {found["purpose"] for found in data["icons"]} == {"any", "maskable"}
