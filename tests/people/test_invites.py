"""Inviting colleagues: who may invite whom, one link, claimed once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import Conflict, NotAllowed
from core.schema import inside, inside_public
from people.actions import (
    claim_invite,
    deactivate,
    invite_first_admin,
    invite_person,
    renew_first_admins_invite,
    revoke_invite,
)
from people.models import Invite, User
from tests.cast import CompanyClient
from tests.people.conftest import link_in

PAGE = "/people/invite/"


def invite(acme, inviter, address="dora@acme.example", **more):
    return invite_person(company=acme, inviter=inviter, address=address, **more)


@pytest.fixture
def link(acme, bob, letters):
    """The link in the mail of Bob's invite for Dora."""
    invite(acme, bob)
    [letter] = letters()
    return link_in(letter)


def claim(browser, link, **form):
    return browser.post(link, {"name": "Dora Day", **form})


def test_a_member_invites_a_colleague_and_one_mail_goes_out(client_of, bob, letters):
    response = client_of(bob).post(PAGE, {"address": "Dora@acme.example", "message": "Join us!"})
    assert response.url == PAGE
    [letter] = letters()
    assert letter.to == ["dora@acme.example"]
    assert "Bob Brown invites you to Acme" in letter.subject
    assert "Join us!" in letter.body
    assert letter.alternatives[0].mimetype == "text/html"


def test_the_link_is_kept_as_a_hash_only(acme, link):
    token = link.split("/")[2]
    assert token not in str(Invite.objects.values().get(address="dora@acme.example"))


def test_the_link_makes_a_person_of_a_name(stranger, link, acme):
    assert claim(stranger, link).url == "/welcome/"
    dora = User.objects.get(email="dora@acme.example")
    assert dora.joined_at
    assert not dora.has_usable_password()
    assert stranger.get("/api/v1/me").json()["name"] == "Dora Day"


def test_a_password_may_be_chosen(stranger, link, acme):
    claim(stranger, link, password="quite-a-long-one")
    assert User.objects.get(email="dora@acme.example").check_password("quite-a-long-one")


def test_the_page_asks_before_it_makes_anything(stranger, link, acme):
    assert stranger.get(link).status_code == 200
    assert not User.objects.filter(email="dora@acme.example").exists()


def test_a_link_works_once(link, acme):
    first, second = (CompanyClient(headers={"host": "acme.localhost"}) for _ in range(2))
    claim(first, link)
    response = claim(second, link)
    assert response.status_code == 410
    assert "has been used" in response.content.decode()
    assert User.objects.filter(email="dora@acme.example").count() == 1


def test_two_claims_at_the_same_moment_make_one_person(link, acme):
    """Both have read the open invite; the second finds the first's person under the lock."""
    one, two = (Invite.objects.get(address="dora@acme.example") for _ in range(2))
    people = {claim_invite(company=acme, invite=invite, name="Dora Day").pk for invite in (one, two)}
    assert len(people) == 1


def test_a_link_that_was_taken_back_says_so_kindly(stranger, link, bob):
    revoke_invite(invite=Invite.objects.get(address="dora@acme.example"), by=bob)
    response = stranger.get(link)
    assert response.status_code == 410
    assert "taken back" in response.content.decode()


def test_a_link_runs_out_after_14_days(stranger, link):
    invite = Invite.objects.get(address="dora@acme.example")
    assert timedelta(days=13) < invite.expires_at - timezone.now() <= timedelta(days=14)
    invite.expires_at = timezone.now()
    invite.save(update_fields=["expires_at"])
    response = claim(stranger, link)
    assert response.status_code == 410
    assert "has run out" in response.content.decode()


def test_a_link_nobody_sent_is_404_and_kind(stranger):
    response = stranger.get("/join/abcdefg/")
    assert response.status_code == 404
    assert "does not work" in response.content.decode()


def test_a_link_of_one_company_is_nothing_in_another(link, globex):
    browser = CompanyClient(headers={"host": "globex.localhost"})
    assert browser.get(link).status_code == 404


def test_who_is_signed_in_is_not_turned_into_somebody_else(client_of, carol, link):
    response = client_of(carol).post(link, {"name": "Dora Day"})
    assert "signed in as Carol Clark" in response.content.decode()
    assert not User.objects.filter(email="dora@acme.example").exists()


def test_ones_own_used_link_leads_home(stranger, link):
    claim(stranger, link)
    assert stranger.get(link).url == "/"


def test_members_invite_addresses_of_the_company_only(client_of, bob, letters):
    response = client_of(bob).post(PAGE, {"address": "max@partner.example"})
    assert response.status_code == 403
    assert "Admins can invite" in response.content.decode()
    assert letters() == []


def test_admins_invite_from_outside(client_of, alice, letters):
    client_of(alice).post(PAGE, {"address": "max@partner.example", "role": "member"})
    assert letters()[0].to == ["max@partner.example"]


def test_members_cannot_make_admins(acme, bob, client_of):
    with pytest.raises(NotAllowed):
        invite(acme, bob, role="system")
    client_of(bob).post(PAGE, {"address": "dora@acme.example", "role": "system"})
    assert Invite.objects.get(address="dora@acme.example").role == "member"


def test_an_admins_invite_makes_an_admin(acme, alice, letters, stranger):
    invite(acme, alice, role="system")
    claim(stranger, link_in(letters()[0]))
    assert User.objects.get(email="dora@acme.example").is_admin


def test_a_second_invite_for_an_address_is_a_fresh_link_for_the_first(acme, bob, carol, letters, stranger):
    invite(acme, bob)
    old = link_in(letters()[0])
    invite(acme, carol)
    new = link_in(letters()[0])
    assert Invite.objects.get(address="dora@acme.example").invited_by == bob
    assert stranger.get(old).status_code == 404
    assert stranger.get(new).status_code == 200


def test_a_colleague_cannot_take_the_role_from_an_admins_invite(acme, alice, bob):
    invite(acme, alice, role="system")
    invite(acme, bob)
    assert Invite.objects.get(address="dora@acme.example").role == "system"


def test_a_colleague_cannot_bring_an_admins_invite_back_after_it_ran_out(acme, alice, bob):
    invite(acme, alice, role=User.Role.SYSTEM)
    Invite.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    again = invite(acme, bob)
    assert (again.role, again.invited_by, again.state) == (User.Role.MEMBER, bob, "open")


def test_an_invite_taken_back_while_its_page_is_being_sent_lets_nobody_in(acme, bob):
    seen = invite(acme, bob)
    revoke_invite(invite=seen, by=bob)
    seen = Invite.objects.get(pk=seen.pk)
    seen.revoked_at = None  # as a request read it a moment before
    with pytest.raises(Conflict):
        claim_invite(company=acme, invite=seen, name="Dora")
    assert not User.objects.here().filter(email="dora@acme.example").exists()


def test_who_is_here_is_not_invited(acme, bob):
    with pytest.raises(Conflict):
        invite(acme, bob, "carol@acme.example")


def test_who_has_left_is_not_invited_back(acme, alice, carol):
    deactivate(person=carol, by=alice)
    with pytest.raises(Conflict):
        invite(acme, alice, "carol@acme.example")


def test_a_full_company_invites_nobody(acme, bob):
    acme.seat_limit = 3
    with pytest.raises(Conflict):
        invite(acme, bob)


def test_the_last_seat_may_be_gone_when_the_link_is_opened(stranger, link, acme):
    with inside_public():
        type(acme).objects.filter(pk=acme.pk).update(seat_limit=3)
    assert claim(stranger, link).status_code == 403


def test_resending_brings_a_fresh_link(client_of, bob, link, letters, stranger):
    client_of(bob).post(f"{PAGE}{Invite.objects.get(address='dora@acme.example').pk}/resend/")
    assert stranger.get(link_in(letters()[0])).status_code == 200
    assert stranger.get(link).status_code == 404


@pytest.mark.parametrize("verb", ["resend", "revoke"])
class TestEachDoor:
    def url(self, verb):
        return f"{PAGE}{Invite.objects.get(address='dora@acme.example').pk}/{verb}/"

    def test_it_works_for_who_invited(self, client_of, bob, link, verb):
        assert client_of(bob).post(self.url(verb)).status_code == 302

    def test_it_works_for_an_admin(self, client_of, alice, link, verb):
        assert client_of(alice).post(self.url(verb)).status_code == 302

    def test_it_is_404_for_another_member(self, client_of, carol, link, verb):
        assert client_of(carol).post(self.url(verb)).status_code == 404

    def test_it_is_404_in_another_company(self, client_of, gina, link, verb):
        assert client_of(gina).post(self.url(verb)).status_code == 404

    def test_it_asks_strangers_to_sign_in(self, stranger, link, verb):
        assert stranger.post(self.url(verb)).url.startswith("/accounts/login/")

    def test_it_is_post_only(self, client_of, bob, link, verb):
        assert client_of(bob).get(self.url(verb)).status_code == 405


def test_members_see_their_own_invites_and_admins_all(client_of, alice, bob, carol, link):
    assert "dora@acme.example" in client_of(bob).get(PAGE).content.decode()
    assert "dora@acme.example" not in client_of(carol).get(PAGE).content.decode()
    assert "dora@acme.example" in client_of(alice).get(PAGE).content.decode()


def test_invites_of_a_leaver_end(acme, alice, bob, link, stranger):
    deactivate(person=bob, by=alice)
    assert stranger.get(link).status_code == 410


def test_revoking_does_not_touch_a_claimed_invite(stranger, link, bob):
    claim(stranger, link)
    revoke_invite(invite=Invite.objects.get(address="dora@acme.example"), by=bob)
    assert Invite.objects.get(address="dora@acme.example").state == "claimed"


def test_the_first_admin_gets_a_link_for_seven_days_that_makes_an_admin(acme, letters, stranger):
    invite_first_admin(company=acme, admin_email="Ida@Acme.example")
    [letter] = letters()
    assert letter.subject == "You are in: Acme has its network"
    first = Invite.objects.get(address="ida@acme.example")
    assert timedelta(days=6) < first.expires_at - timezone.now() <= timedelta(days=7)
    claim(stranger, link_in(letter))
    assert User.objects.get(email="ida@acme.example").is_admin


def test_the_first_admins_link_can_be_renewed_until_it_is_used(acme, letters, stranger):
    invite_first_admin(company=acme, admin_email="ida@acme.example")
    old = link_in(letters()[0])
    renew_first_admins_invite(company=acme, email="ida@acme.example")
    new = link_in(letters()[0])
    assert stranger.get(old).status_code == 404
    claim(stranger, new)
    with pytest.raises(Conflict):
        renew_first_admins_invite(company=acme, email="ida@acme.example")


def test_the_only_admin_is_asked_for_a_second_one(client_of, alice, acme):
    assert "only admin" in client_of(alice).get(PAGE).content.decode()
    invite(acme, alice, role="system")
    assert "only admin" not in client_of(alice).get(PAGE).content.decode()


def test_members_are_not_asked_for_an_admin(client_of, bob):
    assert "only admin" not in client_of(bob).get(PAGE).content.decode()


def test_inviting_writes_no_row_of_another_company(acme, bob, globex):
    invite(acme, bob)
    with inside(globex):
        assert not Invite.objects.exists()


def test_the_mail_speaks_the_language_of_the_company(acme, bob, letters):
    invite(acme, bob, language="fr")
    assert "Bob Brown" in letters()[0].subject
