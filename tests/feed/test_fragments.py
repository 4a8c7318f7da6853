"""One fragment for everybody: no word of any language, no local time, nothing of one viewer."""

import re

from django.utils import timezone, translation

from feed.actions import edit_post, react
from feed.fragments import comment_html, post_html
from feed.models import Comment, Post


def test_it_is_the_same_bytes_in_every_language_and_zone(bob, carol, say, answer):
    post = edit_post(post=say(bob, f"Hi @[{carol.pk}]"), text="Hi there")
    react(thing=post, person=carol)
    comment = answer(carol, post)
    made = set()
    for language, zone in (("en", "UTC"), ("fr", "Asia/Tokyo")):
        with translation.override(language), timezone.override(zone):
            made.add(post_html(Post.objects.get()) + comment_html(Comment.objects.get(pk=comment.pk)))
    assert len(made) == 1


def test_it_holds_no_word(bob, say, answer):
    bob.title = ""
    post = edit_post(post=say(bob, "1"), text="2")
    html = post_html(post) + comment_html(answer(bob, post, "3"))
    words = re.sub(r"<[^>]*>", " ", html).split()
    assert set(words) <= {"Bob", "Brown", "BB", "Company", "News", "·", "0", "2", "3"}


def test_each_place_for_a_word_has_one(bob, say, answer):
    from feed.words import words

    post = say(bob, "x" * 400)
    html = post_html(post) + comment_html(answer(bob, post))
    assert set(re.findall(r'data-word="(\w+)"', html)) <= words().keys()
