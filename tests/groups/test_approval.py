"""groups/{id}/waiting-posts, posts/{id}/approve, …/decline, …/take-back, and the pages"""

import io

import pytest

from content.actions import take_file
from content.models import Draft
from feed.actions import approve_post, create_post
from feed.models import Post
from groups.actions import archive_group, change_role, create_group
from groups.models import Membership
from notifications.access import notifications_of
from notifications.showing import entries_for


@pytest.fixture
def careful(bob, carol, api_of):
    """A closed group of Bob's in which every post waits; Carol is in it."""
    group = create_group(name="Careful", kind="closed", approval="all", creator=bob)
    api_of(bob).post(f"/api/v1/groups/{group.pk}/members", {"people": [str(carol.pk)]})
    return group


def shown(person, kind):
    rows = list(notifications_of(person).filter(kind=kind))
    return [entry.shown for entry in entries_for(person, rows)]


def test_a_post_waits_and_its_author_is_told(careful, carol, api_of):
    answer = api_of(carol).post("/api/v1/posts", {"group": str(careful.pk), "text": "Please"})
    assert answer.status_code == 201
    assert answer.json()["waits_since"]


def test_nobody_else_knows_of_it_anywhere(careful, alice, bob, carol, api_of, client_of, heard, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    api_of(bob).post(f"/api/v1/groups/{careful.pk}/members", {"people": [str(alice.pk)]})
    file, _ = take_file(person=carol, source=io.BytesIO(b"plan"), size=4, name="plan.txt")
    post, _ = create_post(group=careful, author=carol, text=f"Unapproved @[{alice.pk}]", files=[file.pk])
    api, client = api_of(alice), client_of(alice)
    assert "feed.post_created" not in [event.type for event, _ in heard]
    assert heard.to("feed.waiting_changed") == {bob.pk, carol.pk}
    for path in (f"posts/{post.pk}", f"posts/{post.pk}/comments", f"posts/{post.pk}/reactions", f"files/{file.pk}"):
        assert api.get(f"/api/v1/{path}").status_code == 404, path
    assert api.post(f"/api/v1/posts/{post.pk}/comments", {"text": "Hm"}).status_code == 404
    assert api.get(f"/api/v1/feed?group={careful.pk}").json()["results"] == []
    assert api.get(f"/api/v1/groups/{careful.pk}/files").json()["results"] == []
    assert api.get(f"/api/v1/groups/{careful.pk}/waiting-posts").json()["results"] == []
    for page in ("/", f"/groups/{careful.pk}/", f"/groups/{careful.pk}/waiting/", f"/feed/changes/?group={careful.pk}"):
        assert "Unapproved" not in client.get(page).content.decode(), page
    assert client.get(f"/posts/{post.pk}/").status_code == 404
    assert "Unapproved" not in str(api.get("/api/v1/search", {"q": "unapproved"}).json())
    assert not notifications_of(alice).filter(kind="feed.person_mentioned").exists()
    assert api_of(carol).get(f"/api/v1/files/{file.pk}").status_code == 200
    assert api_of(bob).get(f"/api/v1/files/{file.pk}").status_code == 200


def test_who_looks_after_the_group_lets_it_in(careful, alice, bob, carol, api_of, heard):
    post, _ = create_post(group=careful, author=carol, text=f"Please @[{bob.pk}]")
    assert [each.text for each in shown(bob, "feed.post_waits")] == ["A post of Carol Clark waits in Careful"]
    rows = api_of(bob).get(f"/api/v1/groups/{careful.pk}/waiting-posts").json()["results"]
    assert [row["id"] for row in rows] == [str(post.pk)]
    answer = api_of(bob).post(f"/api/v1/posts/{post.pk}/approve")
    assert (answer.status_code, answer.json()["waits_since"]) == (200, None)
    assert heard.to("feed.post_created") == {bob.pk, carol.pk}
    assert shown(bob, "feed.post_waits") == []
    assert notifications_of(bob).filter(kind="feed.person_mentioned").exists(), "only now whom it means is told"
    assert [each.text for each in shown(carol, "feed.post_approved")] == ["Your post stands in Careful now"]
    assert api_of(bob).post(f"/api/v1/posts/{post.pk}/approve").status_code == 404


def test_a_moderator_decides_too_and_a_member_does_not(careful, alice, bob, carol, gina, api_of, stranger):
    post, _ = create_post(group=careful, author=carol, text="Please")
    path = f"/api/v1/posts/{post.pk}"
    for person in (carol, alice, gina):
        assert api_of(person).post(f"{path}/approve").status_code == 404
        assert api_of(person).post(f"{path}/decline", {}).status_code == 404
    assert stranger.post(f"{path}/approve").status_code == 401
    api_of(bob).post(f"/api/v1/groups/{careful.pk}/members", {"people": [str(alice.pk)]})
    change_role(group=careful, person=alice, role="moderator", by=bob)
    assert api_of(alice).post(f"{path}/approve").status_code == 200


def test_a_declined_post_says_why_and_nothing_of_it_is_lost(careful, bob, carol, api_of):
    sent = api_of(carol).post("/api/v1/files?name=plan.txt", b"x", content_type="application/octet-stream").json()
    post, _ = create_post(group=careful, author=carol, text="A long text", files=[sent["id"]])
    api_of(bob).post(f"/api/v1/posts/{post.pk}/decline", {"reason": "Wrong group"})
    (told,) = shown(carol, "feed.post_declined")
    assert (told.text, told.quote) == ("Your post was not let into Careful", "Wrong group")
    draft = Draft.objects.get(person=carol, place=f"group:{careful.pk}")
    assert (draft.text, [file.name for file in draft.files]) == ("A long text", ["plan.txt"])
    assert not Post.objects.waiting().exists()


def test_nothing_is_let_into_an_archived_group(careful, bob, carol, api_of):
    post, _ = create_post(group=careful, author=carol, text="Too late")
    archive_group(group=careful, by=bob)
    answer = api_of(bob).post(f"/api/v1/posts/{post.pk}/approve")
    assert (answer.status_code, answer.json()["code"]) == (409, "archived")


def test_its_author_takes_it_back(careful, bob, carol, api_of):
    post, _ = create_post(group=careful, author=carol, text="Second thoughts")
    assert api_of(bob).post(f"/api/v1/posts/{post.pk}/take-back").status_code == 404
    assert api_of(carol).post(f"/api/v1/posts/{post.pk}/take-back").status_code == 204
    assert shown(bob, "feed.post_waits") == []


def test_a_newcomers_first_post_waits_and_the_next_does_not(careful, bob, carol):
    careful.approval = "first"
    careful.save(update_fields=["approval"])
    first, _ = create_post(group=careful, author=carol, text="One")
    again, _ = create_post(group=careful, author=carol, text="Two")
    assert first.waits_since
    assert again.waits_since, "as long as none stands, each waits"
    approve_post(post=first, by=bob)
    assert Membership.objects.get(group=careful, person=carol).has_posted
    later, _ = create_post(group=careful, author=carol, text="Three")
    assert later.waits_since is None


def test_who_looks_after_the_group_never_waits(careful, bob):
    assert create_post(group=careful, author=bob, text="At once")[0].waits_since is None


def test_who_was_removed_sees_their_waiting_post_no_more(careful, bob, carol, api_of):
    post, _ = create_post(group=careful, author=carol, text="Please")
    api_of(bob).delete(f"/api/v1/groups/{careful.pk}/members/{carol.pk}")
    assert api_of(carol).post(f"/api/v1/posts/{post.pk}/take-back").status_code == 404
    assert api_of(carol).get(f"/api/v1/groups/{careful.pk}/waiting-posts").status_code == 403


def test_the_pages(careful, bob, carol, client_of):
    client = client_of(carol)
    sent = client.post("/posts/", {"group": careful.pk, "text": "Waits here", "from_group": "1"})
    assert sent.url == f"/groups/{careful.pk}/waiting/"
    assert "Waits for approval" in client.get(sent.url).content.decode()
    htmx = client.post("/posts/", {"group": careful.pk, "text": "Another"}, headers={"HX-Request": "true"})
    assert htmx.status_code == 202
    page = client_of(bob).get(f"/groups/{careful.pk}/waiting/").content.decode()
    assert "Let it in" in page
    post = Post.objects.waiting().get(text="Waits here")
    client_of(bob).post(f"/posts/{post.pk}/decline/", {"reason": "No"})
    other = Post.objects.waiting().get(text="Another")
    client_of(bob).post(f"/posts/{other.pk}/approve/")
    assert "Another" in client.get(f"/groups/{careful.pk}/").content.decode()
