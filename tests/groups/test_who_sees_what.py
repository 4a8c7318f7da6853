"""Open, closed, secret: the table in groups.models, cell by cell, for everyone who might ask."""

import io

import pytest

from content.actions import take_file
from content.search import KINDS
from core.schema import inside
from feed.actions import create_comment, create_post
from feed.models import Comment, Post
from groups.actions import add_member, create_group, invite_people, remove_member
from groups.models import Group
from notifications.access import notifications_of
from notifications.showing import entries_for
from people.models import User

# What each kind of group shows to whom: n name and purpose, m members, p posts (with comments, files, hits, bells).
SEES = {
    "open": {"member": "nmp", "invited": "nmp", "colleague": "nmp", "removed": "nmp", "guest": "nmp", "admin": "nmp"},
    "closed": {"member": "nmp", "invited": "nm", "colleague": "nm", "removed": "nm", "guest": "nm", "admin": "nm"},
    "secret": {"member": "nmp", "invited": "n", "colleague": "", "removed": "", "guest": "", "admin": ""},
}
CELLS = [(kind, who, sees) for kind, row in SEES.items() for who, sees in row.items()]


@pytest.fixture
def scene(alice, bob, carol, settings, tmp_path):
    """`scene(kind, who)`: Bob's group with a post, a comment and a file in it, and somebody who looks at it."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def make(kind, who):
        group = create_group(name="Ovens of Leeds", purpose="Heat", kind=kind, creator=bob)
        person = {"admin": alice}.get(who, carol)
        if who in {"member", "removed"}:
            add_member(group=group, person=person)
        if who == "removed":
            remove_member(group=group, person=person, by=bob)
        if who == "invited":
            invite_people(group=group, people=[person], by=bob)
        if who == "guest":
            User.objects.filter(pk=person.pk).update(kind=User.Kind.GUEST)
        file, _ = take_file(person=bob, source=io.BytesIO(b"plan"), size=4, name="plan.txt")
        post, _ = create_post(group=group, author=bob, text=f"Flourless @[{person.pk}]", files=[file.pk])
        comment, _ = create_comment(post=post, author=bob, text="Very crumbly")
        return person, group, post, comment, file

    return make


@pytest.mark.parametrize(("kind", "who", "sees"), CELLS)
def test_name_purpose_and_members(scene, api_of, client_of, kind, who, sees):
    person, group, _post, _comment, _file = scene(kind, who)
    api, client = api_of(person), client_of(person)
    name, members = "n" in sees, "m" in sees
    assert Group.objects.visible_to(person).filter(pk=group.pk).exists() == name
    assert api.get(f"/api/v1/groups/{group.pk}").status_code == (200 if name else 404)
    listed = [row["id"] for row in api.get("/api/v1/groups?q=ovens").json()["results"]]
    assert (str(group.pk) in listed) == name
    assert ("Ovens of Leeds" in client.get("/groups/").content.decode()) == name
    page = client.get(f"/groups/{group.pk}/")
    assert page.status_code == (200 if name else 404)
    assert api.get(f"/api/v1/groups/{group.pk}/members").status_code == (200 if members else 404)
    assert client.get(f"/groups/{group.pk}/members/").status_code == (200 if members else 404)
    aside = page.content.decode().partition("<aside")[2]
    assert ("Bob Brown" in aside) == members


@pytest.mark.parametrize(("kind", "who", "sees"), CELLS)
def test_posts_comments_and_files(scene, api_of, client_of, kind, who, sees):
    person, group, post, comment, file = scene(kind, who)
    api, client = api_of(person), client_of(person)
    reads = "p" in sees
    assert Post.objects.visible_to(person).filter(pk=post.pk).exists() == reads
    assert Comment.objects.visible_to(person).filter(pk=comment.pk).exists() == reads
    found = 200 if reads else 404
    for path in (
        f"feed?group={group.pk}",
        f"posts/{post.pk}",
        f"posts/{post.pk}/comments",
        f"posts/{post.pk}/reactions",
        f"comments/{comment.pk}",
        f"groups/{group.pk}/files",
        f"files/{file.pk}",
    ):
        assert api.get(f"/api/v1/{path}").status_code == found, path
    for path in (f"/posts/{post.pk}/", f"/groups/{group.pk}/files/", f"/feed/more/?group={group.pk}"):
        assert client.get(path).status_code == found, path
    page = client.get(f"/groups/{group.pk}/").content.decode()
    assert ("Flourless" in page) == reads
    assert "Flourless" not in client.get("/").content.decode() or reads


@pytest.mark.parametrize(("kind", "who", "sees"), CELLS)
def test_search_hits(scene, api_of, kind, who, sees):
    """Whatever kinds of things search knows: who may not read it finds nothing, neither by the post's words nor by
    the group's name."""
    person, _group, _post, _comment, _file = scene(kind, who)
    api = api_of(person)
    for words, seen in (("flourless", "p"), ("crumbly", "p"), ("ovens leeds", "n")):
        hits = str(api.get("/api/v1/search", {"q": words}).json()["sections"])
        if seen not in sees:
            assert "Flourless" not in hits
            assert "crumbly" not in hits
            assert "Ovens of Leeds" not in hits
    kinds = {"post": ("flourless", "p"), "comment": ("crumbly", "p"), "group": ("ovens leeds", "n")}
    for name in kinds.keys() & KINDS.keys():
        words, seen = kinds[name]
        hits = api.get("/api/v1/search", {"q": words, "kind": name}).json()["sections"]
        assert bool(hits) == (seen in sees), name


@pytest.mark.parametrize(("kind", "who", "sees"), CELLS)
def test_bells_and_pushes(scene, kind, who, sees):
    """A mention rings only at who may read it; and what rang before somebody was removed says nothing any more."""
    person, _group, _post, _comment, _file = scene(kind, who)
    rows = [row for row in notifications_of(person) if row.kind == "feed.person_mentioned"]
    assert bool(rows) == ("p" in sees)
    assert bool(entries_for(person, rows)) == ("p" in sees)


@pytest.mark.parametrize("kind", ["closed", "secret"])
def test_what_rang_before_is_unsaid_after_removal(carol, bob, kind):
    group = create_group(name="Ovens", kind=kind, creator=bob)
    add_member(group=group, person=carol)
    create_post(group=group, author=bob, text=f"@[{carol.pk}] hot")
    rows = list(notifications_of(carol).filter(kind="feed.person_mentioned"))
    assert len(entries_for(carol, rows)) == 1
    remove_member(group=group, person=carol, by=bob)
    assert entries_for(carol, rows) == []


@pytest.mark.parametrize(("kind", "who", "sees"), CELLS)
def test_socket_events(scene, heard, kind, who, sees):
    """Sockets tell members only: who merely may read an open group asks for it."""
    person, _group, _post, _comment, _file = scene(kind, who)
    for event in ("feed.post_created", "feed.comment_created"):
        assert (person.pk in heard.to(event)) == (who == "member")


@pytest.mark.parametrize("kind", SEES)
def test_another_company_and_signed_out(scene, stranger, api_of, client_of, gina, globex, kind):
    """Equal ids mean nothing there; whoever is not signed in is asked to."""
    _person, group, post, comment, file = scene(kind, "member")
    paths = [
        f"groups/{group.pk}",
        f"groups/{group.pk}/members",
        f"groups/{group.pk}/files",
        f"posts/{post.pk}",
        f"posts/{post.pk}/comments",
        f"comments/{comment.pk}",
        f"files/{file.pk}",
    ]
    with inside(globex):
        assert not Post.objects.filter(pk=post.pk).exists()
    for path in paths:
        assert api_of(gina).get(f"/api/v1/{path}").status_code == 404, path
        assert stranger.get(f"/api/v1/{path}").status_code == 401, path
    for page in (f"/groups/{group.pk}/", f"/posts/{post.pk}/", f"/groups/{group.pk}/files/"):
        assert client_of(gina).get(page).status_code == 404, page
        assert stranger.get(page).status_code == 302, page
    assert "Ovens of Leeds" not in str(api_of(gina).get("/api/v1/search", {"q": "ovens"}).json())


def test_home_is_made_of_ones_own_groups(bob, carol):
    group = create_group(name="Ovens", creator=bob)
    post, _ = create_post(group=group, author=bob, text="Hot")
    assert post in Post.objects.home_of(bob)
    assert post not in Post.objects.home_of(carol), "an open group she is not in can be read, but is not hers"


def test_who_may_post(alice, bob, carol):
    group = create_group(name="Notices", posting="admins", creator=alice)
    add_member(group=group, person=bob)
    may = [group in Group.objects.writable_by(person) for person in (alice, bob, carol)]
    assert may == [True, False, False]
