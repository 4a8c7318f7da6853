"""Open, closed, secret: the table in groups.models, cell by cell, for members, colleagues and the company's admin."""

import pytest

from feed.actions import create_comment, create_post
from feed.models import Comment, Post
from groups.actions import add_member, create_group, remove_member
from groups.models import Group

TABLE = [  # kind, who, name seen, posts read
    ("open", "member", True, True),
    ("open", "colleague", True, True),
    ("open", "admin", True, True),
    ("closed", "member", True, True),
    ("closed", "colleague", True, False),
    ("closed", "admin", True, False),
    ("secret", "member", True, True),
    ("secret", "colleague", False, False),
    ("secret", "admin", False, False),
]


@pytest.mark.parametrize(("kind", "who", "name", "posts"), TABLE)
def test_the_table(alice, bob, carol, api_of, kind, who, name, posts):
    """Bob is in the group, Carol is not, Alice is the company's admin and not in it either."""
    group = create_group(name="Ovens", kind=kind)
    add_member(group=group, person=bob)
    post, _ = create_post(group=group, author=bob, text="Hot")
    comment, _ = create_comment(post=post, author=bob, text="Very")
    person = {"member": bob, "colleague": carol, "admin": alice}[who]
    api = api_of(person)

    assert Group.objects.visible_to(person).filter(pk=group.pk).exists() == name
    assert Group.objects.readable_by(person).filter(pk=group.pk).exists() == posts
    assert Post.objects.visible_to(person).filter(pk=post.pk).exists() == posts
    assert Comment.objects.visible_to(person).filter(pk=comment.pk).exists() == posts
    assert api.get(f"/api/v1/groups/{group.pk}").status_code == (200 if name else 404)
    assert (str(group.pk) in [row["id"] for row in api.get("/api/v1/groups").json()["results"]]) == name
    assert api.get(f"/api/v1/feed?group={group.pk}").status_code == (200 if posts else 404)
    assert api.get(f"/api/v1/posts/{post.pk}").status_code == (200 if posts else 404)
    assert api.get(f"/api/v1/posts/{post.pk}/comments").status_code == (200 if posts else 404)
    assert api.get(f"/api/v1/comments/{comment.pk}").status_code == (200 if posts else 404)


def test_who_is_taken_out_of_a_closed_group_reads_no_more(bob):
    group = create_group(name="Ovens", kind="closed", creator=bob)
    post, _ = create_post(group=group, author=bob, text="Hot")
    assert Post.objects.visible_to(bob).filter(pk=post.pk).exists()
    remove_member(group=group, person=bob)
    assert not Post.objects.visible_to(bob).filter(pk=post.pk).exists()


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
