"""What a page says of itself, whoever wrote it."""

from __future__ import annotations

import time

import pytest

from content.page import decoded, read_page

URL = "https://www.news.example/a/b"


def read(html: str | bytes, kind: str = "text/html; charset=utf-8"):
    return read_page(html.encode() if isinstance(html, str) else html, kind, URL)


def test_open_graph_comes_first():
    told = read(
        """<html><head><title>Plain</title><meta name=description content="plain">
        <meta property="og:title" content="Open &amp; graph"><meta property="og:description" content="About it">
        <meta property="og:site_name" content="The News"><meta property="og:image" content="/p.png">"""
    )
    assert (told.title, told.text, told.site) == ("Open & graph", "About it", "The News")
    assert told.picture == "https://www.news.example/p.png"


def test_twitter_and_plain_words_do_without_it():
    told = read('<title>A\n  page</title><meta name="twitter:description" content="Tweeted"><meta name=x content=y>')
    assert (told.title, told.text, told.site, told.picture) == ("A page", "Tweeted", "news.example", "")


def test_a_base_moves_the_picture():
    told = read('<base href="https://cdn.example/x/"><meta property="og:image" content="p.png">')
    assert told.picture == "https://cdn.example/x/p.png"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:image/png;base64,AA", "file:///etc/passwd", "http://["]
)
def test_a_picture_is_on_the_web_or_nowhere(address):
    assert read(f'<meta property="og:image" content="{address}">').picture == ""


def test_markup_in_words_stays_words():
    told = read('<title>&lt;b&gt;Bold&lt;/b&gt;</title><meta property="og:description" content="<script>x</script>">')
    assert (told.title, told.text) == ("<b>Bold</b>", "<script>x</script>")


def test_scripts_and_comments_say_nothing():
    told = read("<script><title>no</title></script><!-- <title>no</title> --><style>title{}</style><title>yes</title>")
    assert told.title == "yes"


def test_words_are_cut_and_freed_of_tricks():
    told = read(f"<title>{'long ' * 100}</title><meta name=description content='left\u202eright\u0000 \u2028x'>")
    assert len(told.title) <= 200
    assert told.title.endswith("…")
    assert "\u202e" not in told.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<title>Café</title>".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("<meta charset=windows-1252><title>Café</title>".encode("cp1252"), "text/html"),
        ("<title>Café</title>".encode("cp1252"), "text/html"),
        ("<title>Café</title>".encode(), "text/html"),
        ("<title>Café</title>".encode(), "text/html; charset=nonsense"),
        ("<title>Café</title>".encode(), "text/html; charset=zlib"),
        (b"\xff\xfe" + "<title>Café</title>".encode("utf-16-le"), "text/html"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=shift_jis"><title>Café</title>'.encode(), ""),
    ],
)
def test_words_are_read_in_their_own_writing(body, kind):
    assert read(body, kind).title.startswith("Caf")
    if b"shift_jis" not in body:
        assert read(body, kind).title == "Café"


@pytest.mark.parametrize("name", ["punycode", "Punycode", "idna", "unicode_escape"])
def test_encodings_that_no_page_is_written_in_are_not_unpacked(name):
    page = b"<title>Caf\\u00e9</title>-" + b"a" * 100_000
    assert decoded(page, f"text/html; charset={name}") == page.decode()


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a ", "<meta ", "<b><i>", "<svg><desc>", "<title>", "&", '<x y="', "<![CDATA["]
)
def test_no_page_takes_long_to_read(piece):
    started = time.process_time()
    read(piece * (300_000 // len(piece)))
    assert time.process_time() - started < 2
