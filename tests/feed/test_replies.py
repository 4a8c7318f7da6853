"""Replies to comments: one level, counted where they stand; and files in comments."""

import pytest
from django.core.files.base import ContentFile

from content.actions import take_file
from feed.actions import create_comment, delete_comment, react, restore_comment, take_reaction_back
from feed.models import Comment, Post
from groups.actions import create_group
from notifications.models import Notification
from tests.feed.conftest import ids
from tests.feed.test_notifications import bell_of


@pytest.fixture
def reply(answer):
    """`reply(bob, comment, "Hi")`"""
    return lambda person, comment, text="Indeed", **more: answer(person, comment.post, text, parent=comment, **more)


def counts(post: Post) -> tuple[int, list[int]]:
    replies = Comment.objects.filter(post=post, parent=None).order_by("pk").values_list("reply_count", flat=True)
    return Post.objects.get(pk=post.pk).comment_count, list(replies)


def test_a_reply_counts_for_the_post_and_for_its_comment(bob, carol, say, answer, reply, heard):
    post = say(bob)
    comment = answer(carol, post)
    reply(bob, comment)
    assert counts(post) == (2, [1])
    kind, data, _to = heard[-1]
    assert (kind, data["parent"], data["parent_replies"], data["comment_count"]) == (
        "feed.comment_created",
        str(comment.pk),
        1,
        2,
    )


def test_a_reply_to_a_reply_stands_beside_it(bob, carol, say, answer, reply):
    comment = answer(carol, say(bob))
    second = reply(carol, reply(bob, comment))
    assert second.parent == comment
    assert counts(comment.post) == (3, [2])


def test_a_comment_goes_with_its_replies_and_comes_back_with_them(bob, carol, say, answer, reply, api_of):
    comment = answer(carol, say(bob))
    below = reply(bob, comment)
    gone = reply(bob, comment)
    delete_comment(comment=gone, by=bob)
    assert counts(comment.post) == (2, [1])
    delete_comment(comment=comment, by=carol)
    assert counts(comment.post)[0] == 0
    assert api_of(bob).get(f"/api/v1/comments/{below.pk}").status_code == 404
    restore_comment(comment=Comment.objects.get(pk=comment.pk), by=carol)
    assert counts(comment.post) == (2, [1])
    assert api_of(bob).get(f"/api/v1/comments/{below.pk}").status_code == 200


def test_a_reply_comes_back_under_its_comment(bob, carol, say, answer, reply, heard):
    below = reply(bob, answer(carol, say(bob)))
    delete_comment(comment=below, by=bob)
    assert (heard[-1][1]["parent_replies"], counts(below.post)) == (0, (1, [0]))
    restore_comment(comment=Comment.objects.get(pk=below.pk), by=bob)
    assert (heard[-1][1]["parent_replies"], counts(below.post)) == (1, (2, [1]))


def test_replying_and_listing_by_the_api(bob, carol, say, answer, api_of):
    post = say(bob)
    comment = answer(carol, post)
    path = f"/api/v1/posts/{post.pk}/comments"
    body = api_of(bob).post(path, {"text": "Yes", "parent": str(comment.pk)}).json()
    assert (body["parent"], body["reply_count"]) == (str(comment.pk), 0)
    assert [row["id"] for row in api_of(bob).get(path).json()["results"]] == [str(comment.pk)]
    replies = api_of(bob).get(f"/api/v1/comments/{comment.pk}/replies").json()["results"]
    assert [row["id"] for row in replies] == [body["id"]]
    found = api_of(bob).get(path, {"q": "yes"}).json()["results"]
    assert {row["id"] for row in found} == {str(comment.pk), body["id"]}


def test_a_reply_to_what_stands_elsewhere_is_404(bob, carol, say, answer, api_of):
    other = answer(carol, say(bob))
    path = f"/api/v1/posts/{say(bob).pk}/comments"
    for parent in (str(other.pk), "99999", "x"):
        assert api_of(bob).post(path, {"text": "Yes", "parent": parent}).status_code == 404
    delete_comment(comment=other, by=carol)
    path = f"/api/v1/posts/{other.post_id}/comments"
    assert api_of(bob).post(path, {"text": "Yes", "parent": str(other.pk)}).status_code == 404


def test_replies_of_a_closed_group_are_nothing_to_others(bob, carol, gina, say, answer, stranger, api_of, client_of):
    comment = answer(carol, say(carol, group=create_group(name="Ovens", kind="closed", creator=carol)))
    path = f"/api/v1/comments/{comment.pk}/replies"
    assert api_of(carol).get(path).status_code == 200
    assert [api_of(person).get(path).status_code for person in (bob, gina)] == [404, 404]
    assert [client_of(bob).get(f"/comments/{comment.pk}/{page}/").status_code for page in ("replies", "reply")] == [
        404
    ] * 2
    assert (stranger.get(path).status_code, api_of(carol).post(path, {}).status_code) == (401, 405)


def test_pages_fold_replies_and_open_them(bob, carol, say, answer, reply, client_of):
    comment = answer(carol, say(bob))
    below = [reply(bob, comment, f"number {number}.") for number in range(45)]
    client = client_of(bob)
    page = client.get(f"/posts/{comment.post_id}/").content.decode()
    assert "45 replies" in page
    assert "number 3." not in page
    opened = client.get(client.get(f"/comments/{comment.pk}/replies/")["Location"].split("#")[0]).content.decode()
    assert "15 earlier replies" in opened
    assert "number 44." in opened
    linked = client.get(f"/posts/{comment.post_id}/?comment={below[5].pk}").content.decode()
    assert f'class="comment comment--highlight" id="comment-{below[5].pk}"' in linked
    assert "number 6." in linked


def test_replying_by_a_plain_form(bob, carol, say, answer, client_of):
    comment, client = answer(carol, say(bob)), client_of(bob)
    page = client.get(f"/comments/{comment.pk}/reply/").content.decode()
    assert f'<input type="hidden" name="parent" value="{comment.pk}">' in page
    body = {"text": "Yes", "parent": comment.pk, "client_id": "x"}
    for _ in range(2):
        said = client.post(f"/posts/{comment.post_id}/comments/", body)
    made = Comment.objects.get(parent=comment)
    assert said["Location"] == f"/posts/{comment.post_id}/?comment={made.pk}#comment-{made.pk}"


def test_earlier_comments_count_down_with_their_replies(bob, carol, say, answer, reply, client_of):
    post = say(bob)
    first = answer(carol, post, "the first")
    reply(bob, first)
    for number in range(65):
        answer(bob, post, f"number {number}.")
    client, path = client_of(bob), f"/posts/{post.pk}/"
    page = client.get(path).content.decode()
    assert "37 earlier comments" in page
    cursor = page.split(f'hx-get="{path}?cursor=')[1].split('"')[0]
    more = client.get(f"{path}?cursor={cursor}", headers={"hx-request": "true"}).content.decode()
    assert "7 earlier comments" in more
    assert "65 earlier comments" in client.get("/").content.decode()


def test_who_is_replied_to_hears_it_once(alice, bob, carol, say, answer, reply):
    comment = answer(carol, say(bob), "Well")
    reply(alice, comment)
    assert bell_of(carol) == ["Alice Adams replied to your comment"]
    assert bell_of(bob) == ["Alice Adams and Carol Clark commented on your post"]
    reply(bob, comment, f"@[{carol.pk}]")
    assert bell_of(carol) == ["Alice Adams replied to your comment", "Bob Brown mentioned you in Company News"]


def test_reactions_ring_the_bell_alone_and_together(alice, bob, carol, say, answer, client_of):
    post = say(bob)
    comment = answer(bob, post)
    for person in (alice, carol, bob):
        react(thing=post, person=person)
    react(thing=comment, person=carol, kind="love")
    assert bell_of(bob) == ["Carol Clark and Alice Adams reacted to your post", "Carol Clark reacted to your comment"]
    client_of(bob).get(f"/posts/{post.pk}/")
    assert not Notification.objects.filter(person=bob, read_at=None).exists()
    take_reaction_back(thing=comment, person=carol)
    assert bell_of(bob) == ["Carol Clark and Alice Adams reacted to your post"]


def picture(person):
    source = ContentFile(b"some words", name="notes.txt")
    return take_file(person=person, source=source, size=source.size, name="notes.txt")[0]


def test_a_file_alone_is_a_comment(bob, carol, say, api_of, client_of, heard):
    post, file = say(bob), picture(carol)
    body = api_of(carol).post(f"/api/v1/posts/{post.pk}/comments", {"files": [str(file.pk)]}).json()
    assert (body["text"], [each["name"] for each in body["files"]]) == ("", ["notes.txt"])
    assert heard[-1][1]["files"][0]["id"] == str(file.pk)
    assert heard[-1][2] == ids(*{post.author, carol} | set(type(bob).objects.here()))
    assert "notes.txt" in client_of(bob).get(f"/posts/{post.pk}/").content.decode()
    assert "notes.txt" in client_of(bob).get("/").content.decode()
    assert api_of(carol).patch(f"/api/v1/comments/{body['id']}", {"text": "And words"}).status_code == 200


def test_its_file_is_for_who_reads_the_comment(bob, carol, say, api_of, client_of):
    closed = create_group(name="Ovens", kind="closed", creator=carol)
    file = picture(carol)
    comment, _new = create_comment(post=say(carol, group=closed), author=carol, text="", files=[file.pk])
    path = f"/files/{file.pk}/original"
    assert [client_of(person).get(path).status_code for person in (carol, bob)] == [200, 404]
    delete_comment(comment=comment, by=carol)
    assert client_of(carol).get(path).status_code == 404


def test_a_file_of_somebody_else_is_refused(bob, carol, say, api_of):
    answer = api_of(bob).post(f"/api/v1/posts/{say(bob).pk}/comments", {"text": "x", "files": [str(picture(carol).pk)]})
    assert (answer.status_code, answer.json()["code"]) == (409, "file_gone")
    assert not Comment.objects.exists()
