"""The directory, profiles and one's own settings, as pages."""

from __future__ import annotations

import pytest

from people.actions import deactivate
from people.models import User
from tests.cast import join

DIRECTORY, SETTINGS = "/people/", "/settings/profile/"
FORM = {
    "name": "Robert Brown",
    "title": "Baker",
    "department": "Bakehouse",
    "place": "Howth",
    "time_zone": "Europe/Dublin",
    "language": "en",
}


def text_of(response):
    return response.content.decode()


def test_the_directory_lists_everybody(client_of, bob):
    page = text_of(client_of(bob).get(DIRECTORY))
    assert all(name in page for name in ("Alice Adams", "Bob Brown", "Carol Clark"))
    assert "3 colleagues" in page


def test_the_directory_is_searched_by_a_plain_form(client_of, bob):
    page = text_of(client_of(bob).get(DIRECTORY, {"q": "car"}))
    assert "Carol Clark" in page
    assert "Alice Adams" not in page


def test_an_empty_search_says_what_to_do(client_of, bob):
    page = text_of(client_of(bob).get(DIRECTORY, {"q": "<b>nobody</b>"}))
    assert "Nobody found for “&lt;b&gt;nobody&lt;/b&gt;”" in page


def test_a_long_directory_has_pages(client_of, bob):
    for number in range(60):
        join(f"p{number}@acme.example", f"Person {number:02}")
    client = client_of(bob)
    first = client.get(DIRECTORY)
    more = client.get(DIRECTORY, {"cursor": first.context["page"].next})
    assert [str(person) for person in more.context["page"].rows][-1] == "Person 59"
    assert len(first.context["page"].rows) + len(more.context["page"].rows) == 63


def test_a_cursor_that_is_not_ours_starts_at_the_beginning(client_of, bob):
    assert "Alice Adams" in text_of(client_of(bob).get(DIRECTORY, {"cursor": "forged"}))


def test_leavers_are_not_in_the_directory(client_of, alice, bob, carol):
    deactivate(person=carol, by=alice)
    assert "Carol Clark" not in text_of(client_of(bob).get(DIRECTORY))


def test_a_profile_shows_how_to_reach_a_colleague(client_of, bob, carol):
    page = text_of(client_of(bob).get(f"/people/{carol.pk}/"))
    assert "Carol Clark" in page
    assert "carol@acme.example" in page


def test_the_profile_of_who_has_left_is_grey_and_without_address(client_of, alice, bob, carol):
    deactivate(person=carol, by=alice)
    page = text_of(client_of(bob).get(f"/people/{carol.pk}/"))
    assert "profile--left" in page
    assert "carol@acme.example" not in page


@pytest.mark.parametrize("path", [DIRECTORY, SETTINGS, "/people/1/", "/people/1/photo", "/people/invite/", "/welcome/"])
def test_strangers_are_asked_to_sign_in(stranger, path):
    assert stranger.get(path).url == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("path", [DIRECTORY, "/people/1/", "/people/1/photo", "/welcome/"])
def test_pages_are_read_only(client_of, bob, path):
    assert client_of(bob).post(path).status_code == 405


@pytest.mark.parametrize("pk", ["999999", "9" * 25])
def test_nobody_is_404(client_of, bob, pk):
    assert client_of(bob).get(f"/people/{pk}/").status_code == 404


def test_who_never_came_in_is_404(client_of, bob):
    ahead = User.objects.create_user("ahead@acme.example", name="Ahead Of Time")
    assert client_of(bob).get(f"/people/{ahead.pk}/").status_code == 404


def test_the_same_key_is_another_person_in_another_company(client_of, gina, bob):
    page = text_of(client_of(gina).get(f"/people/{bob.pk}/"))
    assert "Gina Green" in page
    assert "Bob Brown" not in page


def test_ones_profile_is_changed(client_of, bob):
    assert client_of(bob).post(SETTINGS, FORM).url == SETTINGS
    bob.refresh_from_db()
    assert {field: getattr(bob, field) for field in FORM} == FORM


def test_a_changed_name_is_found(client_of, bob):
    client_of(bob).post(SETTINGS, FORM)
    assert User.objects.all().search("robert").get() == bob


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "x" * 121), ("time_zone", "Mars/Olympus"), ("language", "tlh")]
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(client_of, bob, field, value):
    response = client_of(bob).post(SETTINGS, FORM | {field: value, "place": "Kept Place"})
    assert field in response.context["form"].errors
    assert "Kept Place" in text_of(response)
    bob.refresh_from_db()
    assert bob.name == "Bob Brown"


def test_the_language_of_the_pages_follows_the_profile(client_of, bob):
    client = client_of(bob)
    response = client.post(SETTINGS, FORM | {"language": "fr"})
    assert response.cookies["language"].value == "fr"
    assert '<html lang="fr"' in text_of(client.get(SETTINGS))


def test_the_menus_language_switch_writes_the_profile(client_of, bob):
    client_of(bob).post("/language/", {"language": "fr", "next": "/people/"})
    bob.refresh_from_db()
    assert bob.language == "fr"


def test_settings_lead_to_setting_a_password_where_there_is_none(client_of, bob):
    assert "Change your password" in text_of(client_of(bob).get(SETTINGS))
    bob.set_unusable_password()
    bob.save(update_fields=["password"])
    assert "Set a password" in text_of(client_of(bob).get(SETTINGS))


def test_a_page_costs_few_queries(client_of, bob, django_assert_max_num_queries):
    client = client_of(bob)
    client.get(DIRECTORY)
    for path in (DIRECTORY, "/people/1/", SETTINGS, "/welcome/"):
        with django_assert_max_num_queries(10):
            client.get(path)
