"""Writing, editing, deleting, reacting: what stands in the rows and what sockets hear."""

from datetime import timedelta

import pytest
from django.http import Http404

from core.errors import Refusal
from feed.actions import (
    create_comment,
    create_post,
    delete_comment,
    delete_post,
    edit_comment,
    edit_post,
    react,
    restore_comment,
    restore_post,
    take_reaction_back,
)
from feed.models import Comment, Post
from groups.actions import remove_member
from people.models import User


def test_a_post_is_told_to_the_members_of_its_group(news, bob, alice, carol, heard):
    remove_member(group=news, person=carol)
    post, is_new = create_post(group=news, author=bob, text="  Hi  ")
    assert is_new
    assert post.text == "Hi"
    kind, data, to = heard[0]
    assert (kind, data["id"], data["text"]) == ("feed.post_created", str(post.pk), "Hi")
    assert to == sorted([alice.pk, bob.pk])


def test_who_left_hears_nothing(say, alice, bob, carol, heard):
    User.objects.filter(pk=carol.pk).update(is_active=False)
    say(bob)
    assert heard[0][2] == sorted([alice.pk, bob.pk])


def test_a_retry_returns_the_first(say, bob, news, heard):
    first = say(bob, "Hi", client_id="a")
    again, is_new = create_post(group=news, author=bob, text="Hi", client_id="a")
    assert (again, is_new, len(heard)) == (first, False, 1)


def test_another_author_may_use_the_same_client_id(say, bob, carol):
    assert say(bob, client_id="a") != say(carol, client_id="a")


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u2060", "\0", "x" * 20_001])
def test_nothing_and_too_much_are_refused(say, bob, text):
    with pytest.raises(Refusal) as refused:
        say(bob, text)
    assert "text" in refused.value.fields
    assert not Post.objects.exists()


def test_the_longest_post_is_kept_whole(say, bob):
    assert len(say(bob, "x" * 20_000).text) == 20_000


def test_an_importer_sets_when_it_was_written(news, bob):
    post, _ = create_post(group=news, author=bob, text="Old", created_at=bob.created_at - timedelta(days=900))
    assert post.created_at < bob.created_at


def test_an_edit_keeps_the_old_text_apart(say, bob, heard):
    post = edit_post(post=say(bob, "One"), text="Two")
    assert (post.text, post.version, post.edited_at is None) == ("Two", 2, False)
    assert list(post.versions.values_list("version", "text", "written_at")) == [(1, "One", post.created_at)]
    assert heard[-1][0] == "feed.post_edited"


def test_an_edit_that_changes_nothing_is_none(say, bob, heard):
    post = edit_post(post=say(bob, "One"), text=" One ")
    assert (post.version, post.edited_at, len(heard)) == (1, None, 1)


def test_an_edit_meets_the_mentions_anew(say, bob, carol):
    post = say(bob, f"@[{carol.pk}]")
    assert [mention.person_id for mention in post.mentions.all()] == [carol.pk]
    edit_post(post=post, text="@Carol Clark and @Alice Adams")
    assert list(post.mentions.values_list("name", flat=True)) == ["Carol Clark", "Alice Adams"]


def test_deleted_is_gone_and_comes_back(say, bob, heard):
    post = say(bob)
    delete_post(post=post, by=bob)
    assert not Post.objects.visible_to(bob).exists()
    with pytest.raises(Http404):
        edit_post(post=post, text="x")
    restore_post(post=Post.objects.get(), by=bob)
    assert Post.objects.visible_to(bob).get().version == 3
    assert [row[0] for row in heard] == ["feed.post_created", "feed.post_deleted", "feed.post_created"]


def test_comments_are_counted_in_the_post(say, answer, bob, carol, heard):
    post = say(bob)
    first, _second = answer(carol, post), answer(bob, post)
    delete_comment(comment=first, by=carol)
    assert Post.objects.get().comment_count == 1
    restore_comment(comment=Comment.objects.get(pk=first.pk), by=carol)
    assert Post.objects.get().comment_count == 2
    assert [row[1]["comment_count"] for row in heard[1:]] == [1, 2, 1, 2]


def test_a_comment_is_written_once(say, bob, carol):
    post = say(bob)
    made = [create_comment(post=post, author=carol, text="Yes", client_id="c")[1] for _ in range(2)]
    assert made == [True, False]
    assert Post.objects.get().comment_count == 1


def test_no_comment_lands_on_a_deleted_post(say, answer, bob, carol):
    post = say(bob)
    delete_post(post=post, by=bob)
    with pytest.raises(Http404):
        answer(carol, post)


def test_an_edited_comment_keeps_its_old_text(say, answer, bob, carol, heard):
    comment = edit_comment(comment=answer(carol, say(bob), "One"), text="Two")
    assert list(comment.versions.values_list("text", flat=True)) == ["One"]
    assert heard[-1][0] == "feed.comment_edited"


def test_liking_twice_is_liking_once(say, bob, carol, heard):
    post = say(bob)
    assert [react(thing=post, person=person).reaction_count for person in (carol, carol, bob)] == [1, 1, 2]
    assert [take_reaction_back(thing=post, person=carol).reaction_count for _ in range(2)] == [1, 1]
    changes = [(row[1]["person"]["name"], row[1]["kind"], row[1]["reaction_count"]) for row in heard[1:]]
    assert changes == [("Carol Clark", "like", 1), ("Bob Brown", "like", 2), ("Carol Clark", None, 1)]


def test_a_comment_is_liked_too(say, answer, bob, carol, heard):
    comment = answer(carol, say(bob))
    assert react(thing=comment, person=bob).reaction_count == 1
    assert heard[-1][1]["comment"] == str(comment.pk)
    assert Comment.objects.get().reaction_count == 1


def test_an_events_data_is_what_the_api_gives(say, bob, api_of, heard):
    post = say(bob, f"Hi @[{bob.pk}]")
    shown = api_of(bob).get(f"/api/v1/posts/{post.pk}").json()
    for own in ("my_reaction", "my_seen", "is_saved", "shared_from", "waits_since"):
        del shown[own]
    told = {key: value for key, value in heard[0][1].items() if not key.endswith("_at")}
    assert told == {key: value for key, value in shown.items() if not key.endswith("_at")}
