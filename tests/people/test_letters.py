"""What the mails about accounts look like, in both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from jobs.mail import write
from people import letters
from people.models import Invite
from people.templatetags.devices import device


@pytest.fixture
def invite(bob):
    return Invite(address="dora@acme.example", invited_by=bob, message="Come & see <b>us</b>")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_letter_can_be_written(acme, globex, invite, language):
    with translation.override(language):
        all_of_them = [
            letters.sign_up_code(company=acme, code="123456"),
            letters.no_account_yet(company=acme, link="http://acme.localhost/"),
            letters.other_host(here=acme, company=globex),
            letters.full(company=acme),
            letters.left(company=acme),
            letters.invite(company=acme, invite=invite, link="http://acme.localhost/join/x/"),
            letters.first_admin(company=acme, invite=invite, link="http://acme.localhost/join/x/"),
            *(letters.account(kind, code="123456", ip="1.2.3.4", agent="Mozilla") for kind in letters.CODES),
            *(letters.account(kind, code="123456", ip="1.2.3.4", agent="Mozilla") for kind in letters.NEWS),
        ]
        for letter in all_of_them:
            mail = write(letter, acme)
            assert mail["subject"]
            assert "%(" not in mail["text"] + mail["html"] + mail["subject"]


def test_the_code_stands_in_both_bodies(acme):
    mail = write(letters.sign_up_code(company=acme, code="123456"), acme)
    assert "123456" in mail["text"]
    assert "123456" in mail["html"]


def test_words_of_others_are_escaped_in_html_and_plain_in_text(acme, invite):
    mail = write(letters.invite(company=acme, invite=invite, link="http://x/"), acme)
    assert "Come & see <b>us</b>" in mail["text"]
    assert "Come &amp; see &lt;b&gt;us&lt;/b&gt;" in mail["html"]


def test_the_mail_carries_the_companys_name_and_colour(acme):
    acme.colour = "#123456"
    mail = write(letters.full(company=acme), acme)
    assert mail["sender"] == "Acme"
    assert "#123456" in mail["html"]


def test_an_occasion_nobody_needs_to_hear_of_makes_no_letter(acme):
    assert letters.account("account_already_exists") is None


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Our app/1.2 (Android)", "Android"),
        ("curl/8.5.0", "curl"),
        ("", "An unknown device"),
    ],
)
def test_a_browsers_long_name_is_told_in_words(agent, words):
    assert device(agent) == words
