"""Posts on one's own profile: for everyone in the company, in the feeds of who follows."""

import pytest

from feed.actions import create_comment, create_post, delete_post, react
from feed.models import Post
from people.models import Follow
from tests.feed.conftest import ids


@pytest.fixture
def post(bob) -> Post:
    return create_post(group=None, author=bob, text="From my bench")[0]


def test_posting_on_ones_profile_by_the_api_and_by_the_form(bob, api_of, client_of):
    answer = api_of(bob).post("/api/v1/posts", {"group": None, "text": "Hi"})
    assert (answer.status_code, answer.json()["group"]) == (201, None)
    said = client_of(bob).post("/posts/", {"group": "me", "text": "Ho", "from_profile": "1"})
    assert said["Location"] == f"/people/{bob.pk}/#post-{Post.objects.latest('pk').pk}"


def test_open_pages_of_the_author_and_of_who_follows_hear_of_it(alice, bob, carol, heard):
    Follow.objects.create(follower=carol, followed=bob)
    create_post(group=None, author=bob, text="Hi")
    assert (heard[0][0], heard[0][2]) == ("feed.post_created", ids(bob, carol))


def test_the_profile_shows_it_to_everyone_and_pages(alice, bob, client_of, api_of):
    for number in range(25):
        create_post(group=None, author=bob, text=f"number {number}.")
    client, path = client_of(alice), f"/people/{bob.pk}/"
    page = client.get(path).content.decode()
    assert "number 24." in page
    assert "number 4." not in page
    assert 'id="composer"' not in page
    cursor = page.split('class="button" href="?cursor=')[1].split('"')[0]
    more = client.get(f"/feed/more/?person={bob.pk}&cursor={cursor}", headers={"hx-request": "true"})
    assert "number 4." in more.content.decode()
    assert "all caught up" in client.get(f"{path}?cursor={cursor}").content.decode()
    assert len(api_of(alice).get(f"/api/v1/feed?person={bob.pk}&limit=100").json()["results"]) == 25


def test_ones_own_profile_has_the_place_to_write(bob, client_of):
    assert 'name="from_profile"' in client_of(bob).get(f"/people/{bob.pk}/").content.decode()


def test_it_holds_nothing_of_groups(bob, say, client_of):
    say(bob, "in the news only")
    assert "in the news only" not in client_of(bob).get(f"/people/{bob.pk}/").content.decode()


def test_everybody_comments_and_reacts(alice, post, api_of):
    path = f"/api/v1/posts/{post.pk}"
    assert api_of(alice).post(f"{path}/comments", {"text": "Nice"}).status_code == 201
    assert api_of(alice).put(f"{path}/reactions", {"kind": "love"}).status_code == 200


def test_who_answered_there_hears_of_what_follows(alice, bob, carol, post, heard):
    create_comment(post=post, author=carol, text="Yes")
    react(thing=post, person=alice)
    assert heard[-1][2] == ids(bob, carol)


def test_a_moderator_of_the_company_takes_it_away_and_others_do_not(alice, bob, carol, post, api_of):
    assert api_of(carol).delete(f"/api/v1/posts/{post.pk}").status_code == 403
    assert api_of(alice).delete(f"/api/v1/posts/{post.pk}").status_code == 204


def test_another_company_and_who_is_signed_out_find_nothing(gina, bob, post, api_of, stranger):
    assert api_of(gina).get(f"/api/v1/posts/{post.pk}").status_code == 404
    assert api_of(gina).get(f"/api/v1/feed?person={bob.pk}").json().get("results", []) == []
    assert stranger.get(f"/api/v1/feed?person={bob.pk}").status_code == 401


def test_an_unknown_person_has_no_posts(bob, api_of, client_of):
    assert api_of(bob).get("/api/v1/feed?person=99999").status_code == 404
    assert client_of(bob).get("/feed/more/?person=x").status_code == 404


def test_what_changed_on_a_profile_while_one_slept(alice, bob, post, client_of):
    known, client = f"{post.pk}.{post.revision}", client_of(alice)
    create_post(group=None, author=bob, text="Newer")
    delete_post(post=post, by=bob)
    page = client.get(f"/feed/changes/?person={bob.pk}&posts={known}").content.decode()
    assert "Newer" in page
    assert f'data-gone="{post.pk}"' in page
