"""Six reactions: one per person, counted by kind, and who showed which."""

from __future__ import annotations

import pytest

from content.models import Reaction
from content.reactions import FACES, known_emoji, moved, summary
from core.errors import Refusal
from feed.actions import react, take_reaction_back
from feed.models import Comment, Post
from groups.models import Group


def test_the_six_kinds_are_fixed():
    assert Reaction.Kind.values == ["like", "love", "laugh", "wow", "sad", "thanks"]
    assert list(FACES) == list(Reaction.Kind)


def test_another_reaction_takes_the_place_of_the_first(say, bob, carol, heard):
    post = say(bob)
    react(thing=post, person=carol, kind="like")
    react(thing=post, person=carol, kind="love")
    react(thing=post, person=bob, kind="love")
    shown = Post.objects.get()
    assert (shown.reactions_by_kind, shown.reaction_count) == ({"love": 2}, 2)
    assert summary(shown.reactions) == {"love": 2}
    assert heard[-1][1]["reactions"] == {"love": 2}
    take_reaction_back(thing=post, person=carol)
    assert Post.objects.get().reactions_by_kind == {"love": 1}


def test_counts_never_fall_below_nothing():
    assert moved({"like": 1}, before="like", after="sad") == {"sad": 1}
    assert moved({}, before="like", after=None) == {}


def test_the_api_tells_counts_and_who(api_of, say, answer, alice, bob, carol):
    post = say(bob)
    api_of(carol).put(f"/api/v1/posts/{post.pk}/reactions", {"kind": "wow"})
    api_of(alice).put(f"/api/v1/posts/{post.pk}/reactions", {"kind": "thanks"})
    shown = api_of(carol).get(f"/api/v1/posts/{post.pk}").json()
    assert (shown["reactions"], shown["my_reaction"]) == ({"wow": 1, "thanks": 1}, "wow")
    who = api_of(bob).get(f"/api/v1/posts/{post.pk}/reactions").json()["results"]
    assert [(row["person"]["name"], row["kind"]) for row in who] == [("Alice Adams", "thanks"), ("Carol Clark", "wow")]
    only = api_of(bob).get(f"/api/v1/posts/{post.pk}/reactions", {"kind": "wow"}).json()["results"]
    assert [row["person"]["id"] for row in only] == [str(carol.pk)]
    comment = answer(bob, post)
    api_of(carol).put(f"/api/v1/comments/{comment.pk}/reactions", {"kind": "sad"})
    assert Comment.objects.get().reactions_by_kind == {"sad": 1}
    assert api_of(bob).get(f"/api/v1/comments/{comment.pk}/reactions").json()["results"][0]["kind"] == "sad"


@pytest.mark.parametrize("kind", ["hate", "", "LIKE", "👍", None, 7])
def test_there_are_no_others(api_of, say, bob, kind):
    post = say(bob)
    assert api_of(bob).put(f"/api/v1/posts/{post.pk}/reactions", {"kind": kind}).status_code == 400
    if kind:
        assert api_of(bob).get(f"/api/v1/posts/{post.pk}/reactions", {"kind": kind}).status_code == 400


def test_outsiders_learn_nothing_of_reactions(api_of, client_of, stranger, alice, bob, gina):
    group = Group.objects.create(name="Secret", kind="secret", created_by=alice)
    group.memberships.create(person=alice)
    post = Post.objects.create(author=alice, group=group, text="x")
    for person in (bob, gina):
        assert api_of(person).get(f"/api/v1/posts/{post.pk}/reactions").status_code == 404
        assert client_of(person).get(f"/posts/{post.pk}/reactions/").status_code == 404
        assert client_of(person).get("/comments/1/reactions/").status_code == 404
    assert stranger.get(f"/api/v1/posts/{post.pk}/reactions").status_code == 401
    assert stranger.get(f"/posts/{post.pk}/reactions/").status_code == 302


def test_the_page_names_who_reacted_by_kind(client_of, say, bob, carol):
    post = say(bob)
    react(thing=post, person=carol, kind="laugh")
    page = client_of(bob).get(f"/posts/{post.pk}/reactions/").content.decode()
    assert "Haha" in page
    assert "Carol Clark" in page
    assert "😂" in client_of(bob).get("/").content.decode()


def test_one_emoji_is_a_reaction_to_a_message():
    for emoji in ("👍", "❤️", "👩🏽‍🚀", "🇫🇷", "👨‍👩‍👧‍👦", "#️⃣"):
        assert known_emoji(emoji) == emoji
    for text in ("", "a", "👍👍", "👍 ", ":+1:", "1", "👍" * 50, "\u200d", "<b>"):
        with pytest.raises(Refusal):
            known_emoji(text)
