"""groups, groups/{id}, groups/{id}/archive, groups/{id}/default, and their pages"""

import pytest

from chat.models import Thread
from feed.actions import create_post
from groups.actions import archive_group, change_group, create_group, make_default
from groups.models import Group
from notifications.access import notifications_of
from people.models import User


def bells(person, kind):
    return list(notifications_of(person).filter(kind=kind))


def test_everyone_makes_a_group_and_looks_after_it(bob, api_of):
    body = {"name": " Shop  swap ", "purpose": "Who takes which shift?", "kind": "closed", "with_chat": True}
    made = api_of(bob).post("/api/v1/groups", body)
    assert made.status_code == 201
    assert (made.json()["name"], made.json()["kind"], made.json()["my_role"]) == ("Shop swap", "closed", "admin")
    assert Thread.objects.filter(group=int(made.json()["id"])).exists()


def test_without_a_chat_there_is_none(bob, api_of):
    made = api_of(bob).post("/api/v1/groups", {"name": "Quiet"}).json()
    assert not Thread.objects.filter(group=int(made["id"])).exists()


def test_a_form_makes_one_too_and_keeps_what_was_typed(bob, client_of):
    client = client_of(bob)
    assert "Who sees what" in client.get("/groups/new/").content.decode()
    wrong = client.post("/groups/new/", {"name": "", "purpose": "Bread", "kind": "open"})
    assert wrong.status_code == 400
    assert "Bread" in wrong.content.decode()
    sent = {"name": "Bakers", "purpose": "Bread", "kind": "secret", "posting": "members", "approval": "none"}
    made = client.post("/groups/new/", sent)
    group = Group.objects.get(name="Bakers")
    assert made.url == f"/groups/{group.pk}/invite/"
    assert group.kind == "secret"


def test_guests_make_none(bob, api_of, client_of):
    User.objects.filter(pk=bob.pk).update(kind=User.Kind.GUEST)
    assert api_of(bob).post("/api/v1/groups", {"name": "Mine"}).status_code == 403
    assert client_of(bob).get("/groups/new/").status_code == 403


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "name"), ({"name": "  "}, "name"), ({"name": "x" * 121}, "name"), ({"name": "A", "kind": "odd"}, "kind")],
)
def test_nonsense_is_answered_at_its_field(bob, api_of, body, field):
    answer = api_of(bob).post("/api/v1/groups", body)
    assert answer.status_code == 400
    assert field in answer.json()["fields"]


def test_its_admins_change_it_and_members_hear(both, bob, carol, api_of, heard):
    answer = api_of(bob).patch(f"/api/v1/groups/{both.pk}", {"name": "Kilns", "posting": "admins", "approval": "all"})
    assert (answer.json()["name"], answer.json()["posting"], answer.json()["approval"]) == ("Kilns", "admins", "all")
    assert heard.to("groups.group_changed") == {bob.pk, carol.pk}


def test_others_do_not(both, alice, carol, gina, api_of, stranger):
    path = f"/api/v1/groups/{both.pk}"
    assert api_of(carol).patch(path, {"name": "Mine"}).status_code == 403
    assert api_of(alice).patch(path, {"name": "Mine"}).status_code == 403
    assert api_of(gina).patch(path, {"name": "Mine"}).status_code == 404
    assert stranger.patch(path, {"name": "Mine"}, content_type="application/json").status_code == 401


def test_a_secret_group_of_others_is_nothing_to_change(bob, carol, api_of):
    group = create_group(name="Plot", kind="secret", creator=bob)
    assert api_of(carol).patch(f"/api/v1/groups/{group.pk}", {"name": "Mine"}).status_code == 404


@pytest.mark.parametrize(("before", "after"), [("secret", "closed"), ("secret", "open"), ("closed", "open")])
def test_more_people_see_it_only_after_a_question_and_members_are_told(bob, carol, api_of, before, after):
    group = create_group(name="Plot", kind=before, creator=bob)
    api_of(bob).post(f"/api/v1/groups/{group.pk}/members", {"people": [str(carol.pk)]})
    asked = api_of(bob).patch(f"/api/v1/groups/{group.pk}", {"kind": after})
    assert (asked.status_code, asked.json()["code"]) == (409, "confirm")
    assert "Everyone in the company" in asked.json()["text"]
    group.refresh_from_db()
    assert group.kind == before
    done = api_of(bob).patch(f"/api/v1/groups/{group.pk}", {"kind": after, "confirmed": True})
    assert done.json()["kind"] == after
    assert len(bells(carol, "groups.opened")) == 1


def test_fewer_people_need_no_question(bob, api_of):
    group = create_group(name="Plot", creator=bob)
    assert api_of(bob).patch(f"/api/v1/groups/{group.pk}", {"kind": "secret"}).json()["kind"] == "secret"


def test_the_page_asks_and_then_does_it(ovens, bob, client_of):
    sent = {"name": "Ovens", "purpose": "", "kind": "open", "posting": "members", "approval": "none"}
    page = client_of(bob).post(f"/groups/{ovens.pk}/settings/", sent)
    assert page.status_code == 409
    assert "More people will see this group" in page.content.decode()
    done = client_of(bob).post(f"/groups/{ovens.pk}/settings/", {**sent, "confirmed": "open"})
    assert done.status_code == 302
    ovens.refresh_from_db()
    assert ovens.kind == "open"


def test_an_archived_group_is_read_and_not_written(both, bob, carol, api_of):
    post, _ = create_post(group=both, author=carol, text="Before")
    assert api_of(bob).put(f"/api/v1/groups/{both.pk}/archive", {}).json()["archived_at"]
    api = api_of(carol)
    assert api.get(f"/api/v1/posts/{post.pk}").status_code == 200
    for call in (
        lambda: api.post("/api/v1/posts", {"group": str(both.pk), "text": "After"}),
        lambda: api.post(f"/api/v1/posts/{post.pk}/comments", {"text": "After"}),
        lambda: api.put(f"/api/v1/posts/{post.pk}/reactions", {"kind": "like"}),
        lambda: api.patch(f"/api/v1/posts/{post.pk}", {"text": "After"}),
    ):
        answer = call()
        assert (answer.status_code, answer.json()["code"]) == (403, "archived")
    assert api_of(bob).patch(f"/api/v1/groups/{both.pk}", {"name": "New"}).status_code == 409
    assert api_of(bob).delete(f"/api/v1/groups/{both.pk}/archive").json()["archived_at"] is None
    assert api.post("/api/v1/posts", {"group": str(both.pk), "text": "After"}).status_code == 201


def test_the_page_of_an_archived_group_says_so(both, bob, carol, client_of):
    archive_group(group=both, by=bob)
    page = client_of(carol).get(f"/groups/{both.pk}/").content.decode()
    assert "This group is archived" in page
    assert 'id="composer"' not in page
    client_of(bob).post(f"/groups/{both.pk}/unarchive/")
    assert "This group is archived" not in client_of(carol).get(f"/groups/{both.pk}/").content.decode()


def test_the_group_of_everyone_is_not_archived(alice, api_of):
    news = Group.objects.get(is_default=True)
    answer = api_of(alice).put(f"/api/v1/groups/{news.pk}/archive", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "default")


def test_a_system_admin_who_runs_it_puts_everyone_in(alice, bob, carol, api_of, run_tasks):
    group = create_group(name="Safety", creator=alice)
    answer = api_of(alice).put(f"/api/v1/groups/{group.pk}/default", {"is_default": True})
    assert answer.json()["is_default"] is True
    run_tasks()
    assert set(group.member_ids()) == {alice.pk, bob.pk, carol.pk}
    mine = create_group(name="Mine", creator=bob)
    assert api_of(bob).put(f"/api/v1/groups/{mine.pk}/default", {"is_default": True}).status_code == 403


def test_a_secret_group_is_never_one_of_everyone(alice, api_of):
    group = create_group(name="Plot", kind="secret", creator=alice)
    answer = api_of(alice).put(f"/api/v1/groups/{group.pk}/default", {"is_default": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "secret")


def test_nobody_leaves_a_group_of_everyone(alice, bob, api_of, run_tasks):
    group = create_group(name="Safety", creator=alice)
    make_default(group=group, default=True, by=alice)
    run_tasks()
    assert api_of(bob).post(f"/api/v1/groups/{group.pk}/leave", {}).status_code == 409


def test_a_picture_is_seen_by_who_may_know_of_the_group(bob, carol, api_of, settings, tmp_path):
    import io

    from PIL import Image

    from content.actions import take_file

    settings.MEDIA_ROOT = tmp_path / "media"
    bytes_ = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(bytes_, "PNG")
    file, _ = take_file(person=bob, source=bytes_, size=len(bytes_.getvalue()), name="a.png")
    group = create_group(name="Plot", kind="secret", creator=bob)
    change_group(group=group, by=bob, picture=str(file.pk))
    assert api_of(bob).get(f"/api/v1/groups/{group.pk}").json()["picture"] == f"/files/{file.pk}/view"
    assert api_of(bob).get(f"/api/v1/files/{file.pk}").status_code == 200
    assert api_of(carol).get(f"/api/v1/files/{file.pk}").status_code == 404
    removed = api_of(bob).patch(f"/api/v1/groups/{group.pk}", {"picture": None})
    assert removed.json()["picture"] is None


def test_wrong_verbs(ovens, bob, api_of):
    for path in ("archive", "default"):
        assert api_of(bob).post(f"/api/v1/groups/{ovens.pk}/{path}", {}).status_code == 405
