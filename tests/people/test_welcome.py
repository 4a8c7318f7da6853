"""The first visit: three steps, each may be left for later."""

from __future__ import annotations

from tests.cast import join

WELCOME, DONE = "/welcome/", "/welcome/done/"


def test_colleagues_of_the_same_department_come_first(client_of, bob, acme):
    join("yan@acme.example", "Yan Near", department="Shops")
    join("abe@acme.example", "Abe Far", department="Office")
    bob.department = "Shops"
    bob.save(update_fields=["department"])
    met = [str(person) for person in client_of(bob).get(WELCOME).context["colleagues"]]
    assert met[0] == "Yan Near"
    assert "Bob Brown" not in met


def test_who_comes_first_is_asked_to_invite(client_of, bob, alice, carol):
    for person in (alice, carol):
        person.is_active = False
        person.save(update_fields=["is_active"])
    page = client_of(bob).get(WELCOME).content.decode()
    assert "You are the first one here" in page
    assert "/people/invite/" in page


def test_the_only_admin_is_asked_for_a_second_one(client_of, alice, bob):
    assert "only admin" in client_of(alice).get(WELCOME).content.decode()
    assert "only admin" not in client_of(bob).get(WELCOME).content.decode()


def test_skipping_ends_it(client_of, bob):
    bob.welcomed_at = None
    bob.save(update_fields=["welcomed_at"])
    assert client_of(bob).post(DONE).url == "/"
    bob.refresh_from_db()
    assert bob.welcomed_at


def test_saying_hello_leads_to_the_composer(client_of, bob):
    assert client_of(bob).post(DONE, {"hello": "1"}).url == "/?hello=1"


def test_it_ends_by_post_only(client_of, bob):
    assert client_of(bob).get(DONE).status_code == 405


def test_the_welcome_can_be_seen_again(client_of, bob):
    assert client_of(bob).get(WELCOME).status_code == 200
