"""What a start says when it is up."""

from standalone import ready
from standalone.options import parse
from standalone.start import Start


def test_who_has_the_demo_is_told_the_sign_ins():
    said = "\n".join(ready.addresses("http://localhost:8000", demo=True, mail="http://localhost:8000/mail/"))
    for part in (
        "http://acme.localhost:8000/",
        "http://globex.localhost:8000/",
        "alice@acme.example",
        "workplace-demo",
    ):
        assert part in said


def test_who_has_no_demo_is_told_how_to_begin():
    said = "\n".join(ready.addresses("https://network.example.com", demo=False, mail=""))
    assert "manage.py operator add" in said
    assert "workplace-demo" not in said


def test_an_address_for_all_networks_is_asked_on_this_machine():
    assert ready.reachable("0.0.0.0") == "127.0.0.1"
    assert ready.reachable("127.0.0.1") == "127.0.0.1"


def test_mails_are_shown_to_this_machine_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert Start(parse([]), tmp_path).shows_mail
    assert not Start(parse(["--host", "0.0.0.0"]), tmp_path).shows_mail


def test_mails_that_nobody_is_shown_are_told_of(tmp_path, monkeypatch):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert "EMAIL_URL=" in Start(parse(["--host", "0.0.0.0"]), tmp_path).where_mails_end()
    monkeypatch.setenv("EMAIL_URL", "smtp://someone:secret@mail.example.com:25")
    assert Start(parse([]), tmp_path).where_mails_end() == "sent through mail.example.com"
