"""The mail sink and its pages: from SMTP to the browser."""

import importlib
import smtplib
import socket
import sys
from email.message import EmailMessage

import pytest
from django.urls import Resolver404, resolve

from standalone.folders import ROOT
from standalone.letters import Letters
from standalone.processes import Program, Supervisor, wait_until_ready
from tests.ports import own_port
from workplace import public_urls


@pytest.fixture(scope="module")
def sink(tmp_path_factory):
    """A real sink: (port, folder)."""
    folder, port, supervisor = tmp_path_factory.mktemp("mail"), own_port(), Supervisor()
    process = supervisor.start(
        Program("mail", [sys.executable, "-m", "standalone.mail_sink", str(port), str(folder)], folder=ROOT)
    )
    wait_until_ready(process, lambda: answers(port), 60)
    yield port, folder
    supervisor.end()


def answers(port):
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def send(port, subject, html=""):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Acme <no-reply@localhost>", "dan@acme.example", subject
    mail["Date"] = "Mon, 23 Nov 2026 09:00:00 +0100"
    mail.set_content("Grüße! Your link: http://acme.localhost:8000/join/?code=a&b=<script>")
    if html:
        mail.add_alternative(html, subtype="html")
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(mail)


@pytest.fixture
def box(sink, settings):
    settings.MAIL_FOLDER = str(sink[1])
    return Letters(sink[1])


def test_what_was_sent_is_read_newest_first(sink, box):
    send(sink[0], "first")
    send(sink[0], "second é")
    newest = box.newest(2)
    assert [letter.subject for letter in newest] == ["second é", "first"]
    assert newest[0].to == "dan@acme.example"
    assert newest[0].sender == "Acme"
    assert newest[0].host == "acme.localhost:8000"
    assert "Grüße!" in newest[0].text


def test_a_broken_mail_is_shown_as_far_as_it_goes(box, sink):
    (sink[1] / "new" / "1.M1P1.x").write_bytes(
        b"Subject: odd\nDate: never\nContent-Type: text/plain; charset=no-such\n\n\xff\xfe"
    )
    letter = box.get("1.M1P1.x")
    assert (letter.subject, letter.text, letter.host) == ("odd", "", "")


def test_the_page_lists_mails(sink, box, public_client):
    send(sink[0], "Your code: 123456")
    page = public_client.get("/mail/").content.decode()
    assert "Your code: 123456" in page
    assert "acme.localhost:8000" in page


def test_an_empty_box_says_what_will_come(public_client, settings, tmp_path):
    settings.MAIL_FOLDER = str(tmp_path / "none")
    assert "No mail yet" in public_client.get("/mail/").content.decode()


def test_links_in_a_mail_can_be_followed(sink, box, public_client):
    send(sink[0], "link")
    page = public_client.get(f"/mail/{box.newest(1)[0].key}/").content.decode()
    assert '<a href="http://acme.localhost:8000/join/?code=a&amp;b=' in page
    assert "<script>" not in page.split("<main", 1)[1]


def test_a_mail_s_own_page_may_do_nothing(sink, box, public_client):
    send(sink[0], "html", html="<script>alert(1)</script><p>Hello</p>")
    key = box.newest(1)[0].key
    assert 'sandbox="allow-popups' in public_client.get(f"/mail/{key}/").content.decode()
    answer = public_client.get(f"/mail/{key}/html")
    assert "<p>Hello</p>" in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("path", ["/mail/none/", "/mail/none/html", "/mail/..%2f..%2fetc/"])
def test_an_unknown_mail_is_404(box, public_client, path):
    assert public_client.get(path).status_code == 404


def test_no_company_s_host_shows_mails(stranger):
    assert stranger.get("/mail/").status_code == 404


def test_without_a_folder_there_is_no_such_page(settings):
    settings.MAIL_FOLDER = ""
    try:
        with pytest.raises(Resolver404):
            resolve("/mail/", importlib.reload(public_urls))
    finally:
        settings.MAIL_FOLDER = "anything"
        importlib.reload(public_urls)
