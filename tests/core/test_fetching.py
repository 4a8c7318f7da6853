"""Asking other people's servers: what is asked, what is refused, and when we hang up."""

from __future__ import annotations

import datetime
import gzip
import ipaddress
import ssl
import time
import tracemalloc
from collections.abc import Callable, Iterator
from threading import Event

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core import fetching
from core.fetching import Reason, Unfetchable, fetch, is_public

MANY = 1024 * 1024


def refused(url: str, **options) -> Reason:
    with pytest.raises(Unfetchable) as no:
        fetch(url, **{"most_bytes": MANY, "seconds": 5, **options})
    return no.value.reason


def test_a_page_is_fetched_without_cookies_and_under_our_own_name(web):
    site = web.site("news.example", lambda visit: visit.say("hello", Set_Cookie="a=b"))
    answer = fetch("http://news.example/a%20page?q=é#part", most_bytes=MANY, seconds=5, accept="text/html")
    assert (answer.status, answer.body, answer.media_type) == (200, b"hello", "text/html")
    visit = site.visits[0]
    assert visit.path == "/a%20page?q=%C3%A9"
    assert visit.headers["User-Agent"] == fetching.USER_AGENT
    assert visit.headers["Accept"] == "text/html"
    assert visit.headers["Cookie"] is None
    assert visit.headers["Host"] == "news.example"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://user:secret@news.example/",
        "http://user@news.example/",
        "http://news.example:22/",
        "http://news.example:6379/",
        "http://news.example:99999/",
        "http://",
        "http:///path",
        "http://a b.example/",
        "http://news.example\\@127.0.0.1/",
        "http://news.example/\r\nHost: evil",
        "http://-a.example/",
        "http://" + "a" * 64 + ".example/",
        "http://news.example/" + "a" * 2_000,
        "http://[::1",
        "//news.example/",
        "news.example",
        "",
    ],
)
def test_what_is_no_plain_web_address_is_refused(web, url):
    assert refused(url) == Reason.BAD_ADDRESS
    assert web.dialled == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.0.0.1.",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[2002:7f00:1::]",
        "[2002:a00:1::1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::808:808]",
        "[2001:0:4136:e378::1]",
        "[fe80::1%25eth0]",
        "[fe80::1]",
        "[fc00::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[2001:db8::1]",
        "localhost",
        "localhost.",
        "acme.localhost",
        "printer.local",
        "metadata.google.internal",
        "intranet",
        "①②⑦.⓪.⓪.①",
    ],
)
def test_what_is_in_our_own_house_is_refused(web, host):
    assert refused(f"http://{host}/") == Reason.PRIVATE_ADDRESS
    assert web.dialled == []


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"])
def test_public_numbers_are_public(number):
    assert is_public(ipaddress.ip_address(number))


def test_a_name_that_means_a_private_number_is_refused(web):
    web.addresses["rebind.example"] = ["127.0.0.1"]
    assert refused("http://rebind.example/") == Reason.PRIVATE_ADDRESS
    web.addresses["rebind.example"] = ["93.184.215.14", "10.0.0.5"]
    assert refused("http://rebind.example/") == Reason.PRIVATE_ADDRESS
    assert web.dialled == []


def test_a_name_is_resolved_once_so_that_it_cannot_change_its_mind(web):
    web.site("fine.example", lambda visit: visit.say("fine"))
    answers = [["93.184.215.1"], ["127.0.0.1"], ["127.0.0.1"]]
    web.addresses["rebind.example"] = lambda: answers.pop(0)
    assert fetch("http://rebind.example/", most_bytes=MANY, seconds=5).body == b"fine"
    assert web.dialled == ["93.184.215.1"]
    assert len(answers) == 2


def test_each_redirect_is_looked_at_again(web):
    inside = web.site("inside.example", lambda visit: visit.say("secret"))
    for place in (
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "//[::1]/",
        "http://localhost:8000/",
        "http://[not an address",
    ):
        web.site("away.example", lambda visit, place=place: visit.say(status=302, Location=place))
        assert refused("http://away.example/") in {Reason.PRIVATE_ADDRESS, Reason.BAD_ADDRESS}
    assert inside.visits == []


def test_redirects_are_followed_and_told(web):
    def answer(visit):
        if visit.path == "/old":
            return visit.say(status=301, Location="new?x=1")
        return visit.say("here")

    web.site("moved.example", answer)
    answer = fetch("http://moved.example/old", most_bytes=MANY, seconds=5)
    assert (answer.url, answer.body) == ("http://moved.example/new?x=1", b"here")


def test_five_redirects_are_enough(web):
    site = web.site("round.example", lambda visit: visit.say(status=302, Location="/again"))
    assert refused("http://round.example/") == Reason.TOO_MANY_REDIRECTS
    assert len(site.visits) == 6


def endless(visit):
    visit.start(Content_Type="text/html")
    while True:
        visit.wfile.write(b"x" * 8192)


def test_an_endless_page_is_left(web):
    web.site("endless.example", endless)
    assert refused("http://endless.example/") == Reason.TOO_BIG


def test_an_endless_page_may_be_cut(web):
    web.site("endless.example", endless)
    answer = fetch("http://endless.example/", most_bytes=10_000, seconds=5, cut=True)
    assert len(answer.body) == 10_000
    assert answer.cut


def test_a_bomb_is_not_unpacked(web):
    bomb = gzip.compress(b"\0" * 200 * MANY)
    assert len(bomb) < MANY
    web.site("bomb.example", lambda visit: visit.say(bomb, Content_Encoding="gzip"))
    tracemalloc.start()
    assert refused("http://bomb.example/") == Reason.TOO_BIG
    assert tracemalloc.get_traced_memory()[1] < 20 * MANY
    tracemalloc.stop()


def test_a_packed_page_is_unpacked(web):
    web.site("packed.example", lambda visit: visit.say(gzip.compress(b"hello" * 40_000), Content_Encoding="gzip"))
    assert fetch("http://packed.example/", most_bytes=MANY, seconds=5).body == b"hello" * 40_000


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip"])
def test_a_packing_that_cannot_be_read_is_refused(web, encoding):
    web.site("packed.example", lambda visit: visit.say(b"not packed", Content_Encoding=encoding))
    assert refused("http://packed.example/") == Reason.BAD_ANSWER


def drip(visit):
    visit.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        visit.wfile.write(b"X: y\r\n")
        time.sleep(0.05)


def slow_body(visit):
    visit.start(Content_Type="text/html")
    while True:
        visit.wfile.write(b"x")
        visit.wfile.flush()
        time.sleep(0.05)


@pytest.fixture
def silence() -> Iterator[Callable[..., bool]]:
    """Lasts as long as the test: whoever returns during it did not wait for its end."""
    over = Event()
    yield lambda *_visit: over.wait(60)
    over.set()


@pytest.mark.parametrize("answer", [drip, slow_body])
def test_the_time_is_over_for_the_slow_however_they_drip(web, answer):
    web.site("slow.example", answer)
    assert refused("http://slow.example/", seconds=0.5) == Reason.TOO_SLOW


def test_the_time_is_over_for_the_silent(web, silence):
    web.site("silent.example", silence)
    assert refused("http://silent.example/", seconds=0.5) == Reason.TOO_SLOW


def test_all_redirects_share_the_time(web):
    def answer(visit):
        time.sleep(0.3)
        visit.say(status=302, Location="/again")

    web.site("slow.example", answer)
    assert refused("http://slow.example/", seconds=0.7) == Reason.TOO_SLOW


def test_silence_ends_before_the_time_does(web, silence, monkeypatch):
    monkeypatch.setattr(fetching, "IDLE", 0.3)
    web.site("silent.example", silence)
    assert refused("http://silent.example/", seconds=3_600) == Reason.TOO_SLOW


def test_a_slow_resolver_is_not_waited_for(web, silence):
    web.addresses["slow.example"] = lambda: silence() and ["93.184.215.1"]
    assert refused("http://slow.example/", seconds=0.3) == Reason.TOO_SLOW


def test_unknown_and_closed_sites_are_told_apart(web):
    assert refused("http://nowhere.example/") == Reason.UNKNOWN_HOST
    site = web.site("closed.example", lambda visit: visit.say())
    site.shutdown()
    site.server_close()
    assert refused("http://closed.example/") == Reason.UNREACHABLE


def garbage(visit):
    visit.wfile.write(b"I am no web server\r\n\r\n")


def huge_header(visit):
    visit.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 500_000)


@pytest.mark.parametrize("answer", [garbage, huge_header])
def test_what_is_no_answer_is_refused(web, answer):
    web.site("odd.example", answer)
    assert refused("http://odd.example/") == Reason.BAD_ANSWER


def certificate(folder, name: str) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return str(path)


def test_a_secure_site_must_prove_its_name(web, tmp_path, monkeypatch):
    pem = certificate(tmp_path, "secure.example")
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(pem)
    web.site("secure.example", lambda visit: visit.say("safe"), tls=server_side)
    assert refused("https://secure.example/") == Reason.INSECURE  # signed by nobody we know
    trusting = ssl.create_default_context(cafile=pem)
    monkeypatch.setattr(fetching, "_tls", lambda: trusting)
    assert fetch("https://secure.example/", most_bytes=MANY, seconds=5).body == b"safe"
    web.addresses["other.example"] = web.addresses["secure.example"]
    assert refused("https://other.example/") == Reason.INSECURE  # another name than it has


def test_a_body_can_be_sent(web):
    got = []

    def answer(visit):
        got.append(visit.rfile.read(int(visit.headers["Content-Length"])))
        visit.say(status=201)

    web.site("push.example", answer)
    sent = fetch("http://push.example/x", most_bytes=MANY, seconds=5, method="POST", body=b"hey", redirects=0)
    assert (sent.status, got) == (201, [b"hey"])


def test_a_port_may_be_allowed_by_a_setting(web, settings):
    web.site("odd.example", lambda visit: visit.say("here"))
    settings.FETCH_PORTS = {80, 443, 8080}
    assert fetch("http://odd.example:8080/", most_bytes=MANY, seconds=5).body == b"here"
