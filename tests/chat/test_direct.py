"""From a colleague's profile to the conversation with them."""

from __future__ import annotations

import pytest

from chat.models import Thread
from core.schema import inside


def url(person):
    return f"/chat/with/{person.pk}/"


def test_saying_hi_opens_the_one_conversation_with_a_colleague(client_of, bob, carol):
    first = client_of(bob).post(url(carol)).url
    assert client_of(bob).post(url(carol)).url == first
    assert client_of(carol).post(url(bob)).url == first
    assert first == f"/chat/{Thread.objects.get().pk}/"


def test_who_has_left_is_not_written_to(client_of, bob, carol):
    carol.is_active = False
    carol.save(update_fields=["is_active"])
    assert client_of(bob).post(url(carol)).status_code == 409


@pytest.mark.parametrize("pk", ["999999", "9" * 25])
def test_nobody_is_404(client_of, bob, pk):
    assert client_of(bob).post(f"/chat/with/{pk}/").status_code == 404


def test_the_same_key_is_another_person_in_another_company(client_of, globex, gina, bob):
    """Gina has Bob's key, so for her this is herself: her own notes."""
    address = client_of(gina).post(url(bob)).url
    with inside(globex):
        notes = Thread.objects.get(created_by=gina)
    assert (address, notes.kind) == (f"/chat/{notes.pk}/", Thread.Kind.NOTES)


def test_strangers_are_asked_to_sign_in(stranger, bob):
    assert stranger.post(url(bob)).url.startswith("/accounts/login/")


def test_it_is_post_only(client_of, bob, carol):
    assert client_of(bob).get(url(carol)).status_code == 405


def test_profiles_and_the_welcome_offer_it(client_of, bob, carol):
    client = client_of(bob)
    assert url(carol) in client.get(f"/people/{carol.pk}/").content.decode()
    assert url(bob) not in client.get(f"/people/{bob.pk}/").content.decode()
    assert url(carol) in client.get("/welcome/").content.decode()
