"""Name, logo, colour, language: saved once, seen by everybody at once."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from administration.actions import change_company, set_logo
from audit.models import Line
from core.colour import brand_of, nearest_that_stands_out, stands_out
from tests.administration.conftest import now

GENERAL = "/settings/company/general/"
VALID = {"name": "Acme", "colour": "#2f6f5e", "language": "en"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(size=(300, 100), colour="#c2410c", form="PNG", mode="RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, form)
    return out.getvalue()


def send_logo(client, content: bytes, name="logo.png"):
    return client.post(f"{GENERAL}logo/", {"logo": SimpleUploadedFile(name, content)}, follow=True)


def test_a_new_colour_is_on_the_next_page(acme, alice, client_of):
    client = client_of(alice)
    answer = client.post(GENERAL, {**VALID, "colour": "#C2410C"}, follow=True)
    assert f"/brand.css?v={acme.brand_version + 1}" in answer.text
    assert client.get("/brand.css").text == brand_of("#c2410c").css()


def test_name_and_language_change_the_manifest_and_the_brands_version(acme, alice, client_of):
    client = client_of(alice)
    client.post(GENERAL, {"name": "Acme Bakers", "colour": acme.colour, "language": "fr"})
    manifest = client.get("/manifest.webmanifest").json()
    assert (manifest["name"], manifest["lang"]) == ("Acme Bakers", "fr")
    assert now(acme).brand_version == acme.brand_version + 1


def test_saving_twice_is_saving_once(acme, alice, client_of):
    client = client_of(alice)
    for _ in range(2):
        client.post(GENERAL, {**VALID, "name": "Acme 2"})
    assert now(acme).brand_version == acme.brand_version + 1
    assert Line.objects.filter(what="administration.company_changed").count() == 1


def test_the_log_says_what_it_was_and_what_it_is(acme, alice):
    change_company(company=acme, by=alice, changes={"name": "Acme 2", "colour": acme.colour})
    assert Line.objects.get(what="administration.company_changed").detail == {
        "before": {"name": "Acme"},
        "after": {"name": "Acme 2"},
    }


@pytest.mark.parametrize("colour", ["#ffffff", "#ffff00", "#fffef0", "#f0f0f0"])
def test_a_colour_that_would_vanish_is_refused_at_its_field_with_another(acme, alice, client_of, colour):
    answer = client_of(alice).post(GENERAL, {**VALID, "name": "New", "colour": colour})
    assert answer.status_code == 400
    assert nearest_that_stands_out(colour) in answer.context["form"].errors["colour"][0]
    assert 'value="New"' in answer.text, "what was typed stays"
    assert now(acme).name == "Acme"


@pytest.mark.parametrize("colour", ["red", "", "#12", "#gggggg", "<script>"])
def test_what_is_no_colour_is_refused(acme, alice, client_of, colour):
    assert "colour" in client_of(alice).post(GENERAL, {**VALID, "colour": colour}).context["form"].errors
    assert now(acme).colour == acme.colour


@pytest.mark.parametrize("colour", ["#ffffff", "#ffff00", "#aaffaa", "#fffefe"])
def test_the_colour_that_is_proposed_would_be_taken(colour):
    assert not stands_out(colour)
    assert stands_out(nearest_that_stands_out(colour))


@pytest.mark.parametrize("colour", ["#000000", "#2f6f5e", "#ffcc00", "#7c3aed", "#e11d48"])
def test_most_colours_are_taken_as_they_are(colour):
    assert stands_out(colour)
    assert nearest_that_stands_out(colour) == colour


def test_the_preview_tells_before_anything_is_saved(acme, alice, client_of):
    client = client_of(alice)
    said = client.get(f"{GENERAL}colour/?colour=%23ffffff").json()
    assert (said["passes"], said["better"]) == (False, nearest_that_stands_out("#ffffff"))
    assert client.get(f"{GENERAL}colour/?colour=%237c3aed").json()["passes"]
    assert client.get(f"{GENERAL}colour.css?colour=%237c3aed").text == brand_of("#7c3aed").css()
    assert client.get(f"{GENERAL}colour.css?colour=url(x)").status_code == 400


def test_a_logo_stands_in_pages_icons_and_mails(acme, alice, client_of, letters):
    from people.actions import invite_person

    client = client_of(alice)
    before = client.get("/icon-192.png").content
    page = send_logo(client, picture()).text
    version = now(acme).brand_version
    assert f'src="/icon-96.png?v={version}"' in page
    icon = Image.open(BytesIO(client.get("/icon-192.png").content))
    assert (icon.size, icon.getpixel((96, 96))[:3]) == ((192, 192), (194, 65, 12))
    assert client.get("/icon-192.png").content != before
    assert Image.open(BytesIO(client.get("/icon-512-maskable.png").content)).size == (512, 512)
    invite_person(company=now(acme), inviter=alice, address="zoe@acme.example")
    html = letters()[-1].alternatives[0][0]
    assert f"/icon-192.png?v={version}" in html


def test_a_logo_with_holes_stands_on_white(acme, alice, client_of):
    send_logo(client_of(alice), picture(mode="RGBA", colour=(0, 0, 0, 0)))
    icon = Image.open(BytesIO(client_of(alice).get("/icon-192.png").content))
    assert icon.getpixel((96, 96)) == (255, 255, 255, 255)


def test_a_removed_logo_leaves_the_letter_and_no_file(acme, alice, client_of, files):
    client = client_of(alice)
    letter = client.get("/icon-192.png").content
    send_logo(client, picture())
    send_logo(client, picture(colour="#123456"))
    assert len(list(files.rglob("*.png"))) == 1, "the logo before is gone"
    client.post(f"{GENERAL}logo/", {"action": "remove"})
    client.post(f"{GENERAL}logo/", {"action": "remove"})
    assert client.get("/icon-192.png").content == letter
    assert list(files.rglob("*.png")) == []
    assert Line.objects.filter(what="administration.logo_removed").count() == 1


def test_a_logo_whose_file_was_lost_is_a_letter(acme, alice, client_of, files):
    client = client_of(alice)
    letter = client.get("/icon-96.png").content
    send_logo(client, picture())
    for path in files.rglob("*.png"):
        path.unlink()
    assert client.get("/icon-96.png").content == letter


def forty_one_megapixels() -> bytes:
    return picture((8200, 5001), mode="1", colour=0)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture()[:60],
        b"GIF89a nothing",
        b"not a picture",
        forty_one_megapixels(),
    ],
    ids=["svg", "cut off", "broken", "text", "41 megapixels"],
)
def test_what_is_no_good_picture_is_refused_and_nothing_is_kept(acme, alice, client_of, files, content):
    answer = send_logo(client_of(alice), content)
    assert [notice.level_tag for notice in answer.context["notices"]] == ["error"]
    assert not now(acme).logo
    assert list(files.rglob("*.png")) == []


def test_a_file_must_be_chosen(acme, alice, client_of):
    answer = client_of(alice).post(f"{GENERAL}logo/", {}, follow=True)
    assert [notice.level_tag for notice in answer.context["notices"]] == ["error"]


def test_the_first_steps_go_one_by_one(acme, alice, client_of, set_company):
    client = client_of(alice)
    steps = client.get(GENERAL).context["steps"]
    assert (steps.logo, steps.look, steps.domain, steps.second_admin, steps.colleagues) == (
        False,
        False,
        True,
        False,
        True,
    )
    set_logo(company=acme, by=alice, file=BytesIO(picture()), size=100)
    client.post(GENERAL, {**VALID, "colour": "#7c3aed"})
    client.post("/people/invite/", {"address": "zoe@acme.example", "role": "system"})
    assert client.get(GENERAL).context["steps"] is None, "all are done"


def test_the_first_steps_can_be_put_away(acme, alice, client_of):
    client = client_of(alice)
    assert "/general/steps/" in client.get(GENERAL).text
    client.post(f"{GENERAL}steps/")
    assert "/general/steps/" not in client.get(GENERAL).text


def test_one_company_does_not_wear_anothers_logo(acme, globex, alice, gina, client_of):
    send_logo(client_of(alice), picture())
    assert "/icon-96.png" not in client_of(gina).get("/people/").text
