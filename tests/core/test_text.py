"""What people write becomes HTML that can do nothing but be read."""

import re
import time

import pytest

from core.text import MOST_ADDRESSES, MOST_MARKDOWN, is_only_emoji, to_html

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "![x](javascript:alert(1))",
    "```<img src=x onerror=alert(1)>\n<script>\n```",
    "`<script>`",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<!--<img src=x onerror=alert(1)>-->",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_that_people_type_stays_text(attack):
    html = to_html(attack).lower()
    for bad in ("<script", "<img", "<svg", "<style", "<iframe", "<math", 'href="javascript', 'href="data', 'href="vb'):
        assert bad not in html
    assert not any("on" in tag and "=alert" in tag for tag in html.replace(">", "<").split("<")[1::2])


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**b** *i* ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <s>s</s> <code>c</code></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>'),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>"),
        ("```py\n1 < 2\n```", "<pre><code>1 &lt; 2\n</code></pre>"),
        ("# no heading", "<p># no heading</p>"),
        ("---", "<p>---</p>"),
        ("&lt;", "<p>&amp;lt;</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("", ""),
    ],
)
def test_the_small_part_of_markdown_we_know(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.example/x?y=1&z=2.", "https://a.example/x?y=1&amp;z=2"),
        ("(www.a-b.example/x)", "https://www.a-b.example/x"),
        ("[x](https://a.example)", "https://a.example"),
        ("bob@acme.com", "mailto:bob@acme.com"),
    ],
)
def test_addresses_become_links_that_open_beside_us(text, address):
    assert f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">' in to_html(text)


@pytest.mark.parametrize("text", ["readme.md", "main.py", "javascript:alert(1)", "awww.a.example", "10.0.0.1"])
def test_file_names_and_odd_schemes_are_no_links(text):
    assert "<a" not in to_html(text)


def test_links_to_our_own_pages_stay_in_this_tab():
    assert "_blank" not in to_html("[Bob](/people/2/)")
    assert "_blank" in to_html("[Bob](//evil.example/)")


@pytest.mark.parametrize("piece", ["[", "*a **a ", ">", "http://", "[a](b", "a@", "- ", "www.", "`a``", "~~a", "<a<b "])
def test_the_worst_text_of_full_length_takes_little_time(piece):
    start = time.process_time()
    to_html((piece * MOST_MARKDOWN)[:MOST_MARKDOWN])
    assert time.process_time() - start < 3


def test_ten_megabytes_are_shown_as_typed_and_fast():
    start = time.process_time()
    html = to_html("[<b>*" * 2_000_000)
    assert html.startswith("<p>[&lt;b&gt;*[")
    assert time.process_time() - start < 3


@pytest.mark.parametrize("text", ["👍", "❤️", "👨‍👩‍👧", "🇫🇷 🇪🇺", "1️⃣", "👍🏽🎉", "☺"])
def test_a_few_emoji_alone_are_known(text):
    assert is_only_emoji(text)


@pytest.mark.parametrize("text", ["", " ", "a👍", "12", "👍" * 7, "あ", "—", "👍" * 10_000])
def test_words_and_long_rows_are_not_only_emoji(text):
    assert not is_only_emoji(text)


def test_a_mention_is_a_link_and_the_rest_of_the_text_is_not():
    html = to_html("Hi @Bob Brown, not @Bob Browning or a@Bob Brown", [("Bob Brown", "/people/2/")])
    assert html.count('class="mention"') == 1
    assert '<a href="/people/2/" class="mention" rel="noopener noreferrer nofollow">@Bob Brown</a>,' in html


def test_two_people_of_one_name_are_linked_in_turn():
    html = to_html("@Jo and @Jo", [("Jo", "/people/1/"), ("Jo", "/people/2/")])
    assert html.index("/people/1/") < html.index("/people/2/")


def test_a_name_that_looks_like_markup_stays_a_name():
    assert "<b>" not in to_html("@<b>*x*", [("<b>*x*", "/people/1/")])


def test_nobody_is_linked_inside_code():
    assert "<a" not in to_html("`@Jo`", [("Jo", "/people/1/")])


@pytest.mark.parametrize("address", ["http://a", "ftp://x", "http://(", "[a](http://"])
def test_a_text_of_nothing_but_addresses_holds_no_thread(address):
    start = time.process_time()
    to_html((address * 20_000)[:20_000])
    assert time.process_time() - start < 1


def test_a_text_with_many_addresses_links_them():
    assert to_html("https://a.example/ " * MOST_ADDRESSES).count("<a ") == MOST_ADDRESSES


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "  Hello  ",
        "Two  spaces, and a dash - here.",
        "l’équipe était là (déjà) ; merci !",
        "1 is no list",
        "a. b! c? d's",
        "www.example.com is a link",
        "see readme.md",
        "Привет, 世界",
        "ends with a dash -",
        "Hi -- there --- and …",
        "1. a list",
        "- a list",
        "x",
        "(c) and (tm)",
        "a\u00a0b",
        "a\u202fb",
        "e\u0301",
        "\u200fمرحبا",
        "",
    ],
)
def test_what_means_nothing_but_itself_reads_as_if_it_were_parsed(text, monkeypatch):
    quick = to_html(text)
    monkeypatch.setattr("core.text._only_words", re.compile("(?!)"))
    assert quick == to_html(text)
