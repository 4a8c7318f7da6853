"""groups/{id}/numbers and groups/{id}/files"""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from content.actions import take_file
from feed.actions import create_comment, create_post
from feed.models import PostSeen
from groups.actions import add_member, create_group
from tests.cast import join as come_in


@pytest.fixture
def busy(bob):
    """Six write, five only read, one does nothing; Bob runs it."""
    group = create_group(name="Busy", creator=bob)
    people = [come_in(f"p{number}@acme.example", f"Person {number}") for number in range(11)]
    for person in people:
        add_member(group=group, person=person)
    hour = (timezone.now() - timedelta(days=2)).replace(hour=9, minute=10)
    posts = [
        create_post(group=group, author=person, text="Hi", created_at=hour, source="test", source_id=str(person.pk))[0]
        for person in people[:5]
    ]
    create_comment(post=posts[0], author=people[5], text="Yes")
    for person in people[5:11]:
        PostSeen.objects.create(post=posts[0], person=person)
    return group


def test_who_was_active_wrote_and_only_read(busy, bob, api_of):
    found = api_of(bob).get(f"/api/v1/groups/{busy.pk}/numbers").json()
    assert (found["members"], found["active"], found["wrote"], found["only_read"]) == (12, 11, 6, 5)
    assert (found["posts"], found["comments"]) == (5, 1)
    assert found["best_hour"] == 9


def test_the_hour_is_the_askers(busy, bob, api_of):
    bob.time_zone = "Asia/Tokyo"
    bob.save(update_fields=["time_zone"])
    assert api_of(bob).get(f"/api/v1/groups/{busy.pk}/numbers").json()["best_hour"] == 18


def test_what_would_tell_of_a_person_is_hidden(ovens, bob, api_of, client_of):
    create_post(group=ovens, author=bob, text="Alone")
    found = api_of(bob).get(f"/api/v1/groups/{ovens.pk}/numbers").json()
    assert (found["active"], found["wrote"], found["only_read"], found["best_hour"]) == (None, None, None, None)
    assert "fewer than five" in client_of(bob).get(f"/groups/{ovens.pk}/numbers/").content.decode()


def test_what_is_older_than_28_days_does_not_count(ovens, bob, api_of):
    create_post(
        group=ovens, author=bob, text="Old", created_at=datetime(2020, 1, 1, tzinfo=UTC), source="t", source_id="1"
    )
    assert api_of(bob).get(f"/api/v1/groups/{ovens.pk}/numbers").json()["posts"] == 0


def test_numbers_are_for_its_admins(both, alice, carol, gina, api_of, stranger):
    for person, status in ((alice, 403), (carol, 403), (gina, 404)):
        assert api_of(person).get(f"/api/v1/groups/{both.pk}/numbers").status_code == status
    assert stranger.get(f"/api/v1/groups/{both.pk}/numbers").status_code == 401


def test_the_files_of_a_group_newest_first_in_pages(both, bob, carol, api_of, client_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    for number in range(3):
        file, _ = take_file(person=bob, source=io.BytesIO(b"plan"), size=4, name=f"plan{number}.txt")
        post, _ = create_post(group=both, author=bob, text="Plan", files=[file.pk])
    api = api_of(carol)
    first = api.get(f"/api/v1/groups/{both.pk}/files?limit=2").json()
    rest = api.get(f"/api/v1/groups/{both.pk}/files", {"cursor": first["next"]}).json()
    names = [row["name"] for row in first["results"] + rest["results"]]
    assert names == ["plan2.txt", "plan1.txt", "plan0.txt"]
    assert first["results"][0]["post"] == str(post.pk)
    assert "plan0.txt" in client_of(carol).get(f"/groups/{both.pk}/files/").content.decode()


def test_a_deleted_posts_files_are_in_the_list_no_more(both, bob, carol, api_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    file, _ = take_file(person=bob, source=io.BytesIO(b"plan"), size=4, name="plan.txt")
    post, _ = create_post(group=both, author=bob, text="Plan", files=[file.pk])
    api_of(bob).delete(f"/api/v1/posts/{post.pk}")
    assert api_of(carol).get(f"/api/v1/groups/{both.pk}/files").json()["results"] == []
