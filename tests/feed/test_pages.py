"""The feed's pages as a browser without scripts sees them."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from feed.models import Comment, Post
from groups.actions import create_group


def test_home_shows_posts_newest_first_with_their_comments(bob, carol, say, answer, client_of):
    client_of(bob).post("/feed/order/", {"order": "new"})
    post = say(bob, "First **post**")
    answer(carol, post, "Well said")
    say(carol, "Second")
    page = client_of(bob).get("/").content.decode()
    assert "First <strong>post</strong>" in page
    assert "Well said" in page
    assert page.index("Second") < page.index("First <strong>")


def test_home_costs_the_same_however_long(bob, carol, say, answer, client_of, django_assert_max_num_queries):
    for number in range(25):
        post = say(bob, f"{number} @[{carol.pk}]")
        for text in ("a", "b", f"@[{bob.pk}]"):
            answer(carol, post, text)
    client = client_of(bob)
    client.get("/")
    with django_assert_max_num_queries(12):
        assert client.get("/").status_code == 200


def test_an_empty_feed_says_what_to_do_first(bob, client_of):
    assert "Write the first post" in client_of(bob).get("/").content.decode()


def test_home_pages_by_a_link(bob, say, client_of):
    for number in range(25):
        say(bob, f"number {number}.")
    client = client_of(bob)
    page = client.get("/").content.decode()
    assert "number 24." in page
    assert "number 4." not in page
    link = page.split('class="button" href="?cursor=')[1].split('"')[0]
    rest = client.get(f"/?cursor={link}").content.decode()
    assert "number 4." in rest
    assert "all caught up" in rest


def test_saying_hello_is_written_already(bob, client_of):
    page = client_of(bob).get("/?hello=1").content.decode()
    assert "Hello everyone! I am Bob Brown." in page
    assert "autofocus" in page


def test_posting_by_a_plain_form(bob, news, client_of):
    body = {"group": news.pk, "text": "Hi\r\nthere", "client_id": "x"}
    answers = [client_of(bob).post("/posts/", body) for _ in range(2)]
    post = Post.objects.get()
    assert post.text == "Hi\nthere"
    assert {answer["Location"] for answer in answers} == {f"/#post-{post.pk}"}


def test_the_same_page_may_send_another_text(bob, news, client_of):
    for text in ("One", "Two"):
        client_of(bob).post("/posts/", {"group": news.pk, "text": text, "client_id": "x"})
    assert Post.objects.count() == 2


@pytest.mark.parametrize(("text", "words"), [("", "Write something first."), ("x" * 20_001, "1 character too long")])
def test_what_was_typed_is_still_there_after_an_error(bob, news, client_of, text, words):
    answer = client_of(bob).post("/posts/", {"group": news.pk, "text": text})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert f">{text}</textarea>" in page


def test_posting_where_one_may_not_is_said_at_the_place(bob, client_of):
    group = create_group(name="Bakers")
    answer = client_of(bob).post("/posts/", {"group": group.pk, "text": "Hi"})
    assert answer.status_code == 403
    assert "You may not post in this group." in answer.content.decode()


def test_markup_that_people_type_stays_text(bob, say, answer, client_of):
    attack = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    bob.title = attack
    bob.save(update_fields=["title"])
    answer(bob, say(bob, attack), attack)
    for path in ("/", f"/posts/{Post.objects.get().pk}/", f"/posts/{Post.objects.get().pk}/edit/"):
        page = client_of(bob).get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_commenting_liking_editing_deleting_by_plain_forms(bob, say, client_of):
    post, client = say(bob, "One"), client_of(bob)
    path = f"/posts/{post.pk}/"
    said = client.post(f"{path}comments/", {"text": "Yes", "client_id": "x"})
    comment = Comment.objects.get()
    assert said["Location"] == f"{path}?comment={comment.pk}#comment-{comment.pk}"
    liked = client.post(f"{path}reaction/", {"kind": "like"}, headers={"referer": "http://acme.localhost/?x=1"})
    assert liked["Location"] == f"http://acme.localhost/?x=1#post-{post.pk}"
    assert client.post(f"{path}edit/", {"text": "Two"})["Location"] == path
    page = client.get(path).content.decode()
    assert "Two" in page
    assert 'aria-pressed="true"' in page
    assert client.post(f"/comments/{comment.pk}/delete/")["Location"] == f"/comments/{comment.pk}/deleted/"
    assert "Undo" in client.get(f"/comments/{comment.pk}/deleted/").content.decode()
    client.post(f"/comments/{comment.pk}/restore/")
    client.post(f"{path}delete/")
    assert client.get(path).status_code == 404
    assert "Undo" in client.get(f"{path}deleted/").content.decode()
    client.post(f"{path}restore/")
    assert "Yes" in client.get(path).content.decode()


def test_a_referer_of_another_site_leads_to_the_post(bob, say, client_of):
    post = say(bob)
    answer = client_of(bob).post(
        f"/posts/{post.pk}/reaction/", {"kind": "like"}, headers={"referer": "https://evil.example/"}
    )
    assert answer["Location"] == f"/posts/{post.pk}/#post-{post.pk}"


def test_a_refused_comment_keeps_its_text(bob, say, client_of):
    answer = client_of(bob).post(f"/posts/{say(bob).pk}/comments/", {"text": "x" * 8001})
    assert answer.status_code == 400
    assert "x" * 8001 in answer.content.decode()


def test_the_same_words_under_two_posts_are_two_comments(bob, say, client_of):
    for post in (say(bob), say(bob)):
        client_of(bob).post(f"/posts/{post.pk}/comments/", {"text": "Yes", "client_id": "one page"})
    assert Comment.objects.count() == 2


def test_what_one_may_not_do_is_not_offered(alice, bob, carol, say, client_of):
    path = f"/posts/{say(bob).pk}/"
    offered = {
        person: [word in client_of(person).get(path).content.decode() for word in (f"{path}edit/", f"{path}delete/")]
        for person in (alice, bob, carol)
    }
    assert offered == {alice: [False, True], bob: [True, True], carol: [False, False]}
    assert client_of(carol).post(f"{path}delete/").status_code == 403


def test_a_permalink_opens_a_comment_with_its_neighbours(bob, say, answer, client_of):
    post = say(bob)
    made = [answer(bob, post, f"word {number}.") for number in range(60)]
    page = client_of(bob).get(f"/posts/{post.pk}/?comment={made[20].pk}").content.decode()
    assert 'class="comment comment--highlight"' in page
    assert [f"word {number}." in page for number in (9, 10, 30, 31)] == [False, True, True, False]
    assert "10 earlier comments" in page
    assert "Newest comments" in page


def test_earlier_comments_are_a_link_away(bob, say, answer, client_of):
    post = say(bob)
    for number in range(35):
        answer(bob, post, f"word {number}.")
    client = client_of(bob)
    page = client.get(f"/posts/{post.pk}/").content.decode()
    assert "5 earlier comments" in page
    assert "word 4." not in page
    link = page.split(f'href="/posts/{post.pk}/?cursor=')[1].split('"')[0]
    earlier = client.get(f"/posts/{post.pk}/?cursor={link}").content.decode()
    assert "word 4." in earlier
    assert "word 5." not in earlier


def test_strangers_are_sent_to_sign_in_and_outsiders_find_nothing(stranger, bob, carol, gina, say, client_of):
    post = say(carol, group=create_group(name="Ovens", kind="closed", creator=carol))
    path = f"/posts/{post.pk}/"
    assert stranger.get("/").status_code == stranger.get(path).status_code == 302
    for client in (client_of(bob), client_of(gina)):
        assert client.get(path).status_code == 404
        for part in ("edit/", "delete/", "restore/", "reaction/", "comments/"):
            assert client.post(f"{path}{part}", {"text": "x", "kind": "like"}).status_code == 404
    assert Post.objects.get().text == "Hello"


def test_unknown_ids_and_wrong_verbs(bob, say, client_of):
    client = client_of(bob)
    for pk in ("99999", "x", "9" * 40):
        assert client.get(f"/posts/{pk}/").status_code == 404
    assert client.get(f"/posts/{say(bob).pk}/?comment=x").status_code == 200
    assert client.get(f"/posts/{Post.objects.get().pk}/delete/").status_code == 405
    assert client.get("/posts/").status_code == 405


def test_what_changed_since_is_answered_and_nothing_else(bob, carol, say, answer, client_of):
    shown, still, gone = say(bob, "shown"), say(bob, "still"), say(bob, "gone")
    answer(carol, shown, "new comment")
    client = client_of(bob)
    client.post(f"/posts/{gone.pk}/delete/")
    say(carol, "brand new")
    known = f"{shown.pk}.1,{still.pk}.1,{gone.pk}.1,x,1.2.3"
    body = client.get(f"/feed/changes/?posts={known}").content.decode()
    assert "new comment" in body
    assert "brand new" in body
    assert "still" not in body
    assert f'data-gone="{gone.pk}"' in body
    alone = client.get(f"/feed/changes/?only=1&posts={shown.pk}.2").content.decode()
    assert "<article" not in alone


def test_a_page_says_since_when_posts_are_new_to_its_reader(bob, news, client_of):
    html = client_of(bob).get("/").text
    since = datetime.fromisoformat(re.search(r'data-since="([^"]+)"', html)[1])
    assert timedelta(0) < timezone.now() - since < timedelta(minutes=1)
    for path in (f"/groups/{news.pk}/", f"/people/{bob.pk}/"):
        assert 'data-since="' in client_of(bob).get(path).text
