"""What HR keeps of people: fields that they cannot change themselves, and who manages whom."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from audit.models import Line
from core.errors import Conflict, NotAllowed
from core.schema import inside
from people.actions import change_profile, change_record, deactivate, set_manager, unfollow
from people.models import Follow, User
from tests.cast import join

ME = "/api/v1/me"


def path(person):
    return f"/api/v1/people/{person.pk}"


def follows():
    return set(Follow.objects.filter(ended_at=None).values_list("follower__email", "followed__email"))


def pair(first, second):
    return {(first.email, second.email), (second.email, first.email)}


def test_a_people_admin_writes_the_record(api_of, alice, bob, carol):
    answer = api_of(alice).patch(path(bob), {"title": "Baker", "manager": str(carol.pk), "kept_fields": ["title"]})
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["title"], answer.json()["kept_fields"]) == ("Baker", ["title"])
    assert answer.json()["manager"] == {"id": str(carol.pk), "name": "Carol Clark", "active": True}
    assert {"people.record_changed", "people.manager_set"} <= set(Line.objects.values_list("what", flat=True))


def test_what_hr_keeps_the_person_cannot_change_by_api(api_of, alice, bob):
    change_record(person=bob, changes={"title": "Baker", "kept_fields": ["title"]}, by=alice)
    answer = api_of(bob).patch(ME, {"title": "Boss", "about": "Hi"})
    assert (answer.status_code, answer.json()["code"], list(answer.json()["fields"])) == (403, "kept", ["title"])
    assert api_of(bob).patch(ME, {"title": "Baker", "about": "Hi"}).json()["about"] == "Hi"
    assert User.objects.get(pk=bob.pk).title == "Baker"


def test_what_hr_keeps_is_shown_so_and_not_changed_by_the_page(client_of, alice, bob):
    change_record(person=bob, changes={"title": "Baker", "kept_fields": ["title", "name"]}, by=alice)
    client = client_of(bob)
    page = client.get("/settings/profile/").content.decode()
    assert page.count("Kept by HR") == 2
    form = {"name": "Boss", "title": "Boss", "place": "Howth", "time_zone": "UTC", "language": "en", "skills": "a, b"}
    assert client.post("/settings/profile/", form).status_code == 302
    bob.refresh_from_db()
    assert (bob.name, bob.title, bob.place, bob.skills) == ("Bob Brown", "Baker", "Howth", ["a", "b"])


def test_the_action_itself_refuses_what_is_kept(bob):
    bob.kept_fields = ["place"]
    with pytest.raises(NotAllowed):
        change_profile(person=bob, changes={"place": "Elsewhere"})


@pytest.mark.parametrize("who", ["bob", "carol"])
def test_others_do_not_write_records(request, api_of, client_of, bob, who):
    person = request.getfixturevalue(who)
    assert api_of(person).patch(path(bob), {"title": "Boss"}).status_code == 403
    assert client_of(person).post(f"/settings/company/people/{bob.pk}/record/", {"title": "Boss"}).status_code == 403


def test_a_people_admin_without_other_rights_may(api_of, bob, carol):
    User.objects.filter(pk=carol.pk).update(role="people")
    assert api_of(carol).patch(path(bob), {"department": "Shops"}).json()["department"] == "Shops"


def test_signed_out_strangers_and_the_other_company(api_of, stranger, alice, gina, bob):
    assert stranger.patch(path(bob), {"title": "x"}).status_code == 401
    assert api_of(alice).patch("/api/v1/people/999999", {"title": "x"}).status_code == 404
    api_of(gina).patch(path(bob), {"title": "Theirs"})
    assert User.objects.get(pk=bob.pk).title == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kept_fields": ["role"]}, "kept_fields"),
        ({"manager": "999999"}, "manager"),
        ({"manager": "x"}, "manager"),
        ({"phone": "call me"}, "phone"),
        ({"name": ""}, "name"),
    ],
)
def test_bad_records_are_told_at_their_field(api_of, alice, bob, change, field):
    answer = api_of(alice).patch(path(bob), change)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])


def test_nobody_stands_above_themselves(api_of, alice, bob, carol):
    set_manager(person=bob, manager=alice, by=alice)
    set_manager(person=carol, manager=bob, by=alice)
    answer = api_of(alice).patch(path(alice), {"manager": str(carol.pk)})
    assert (answer.status_code, answer.json()["code"]) == (409, "cycle")
    assert answer.json()["text"] == (
        "Carol Clark reports to Alice Adams, directly or through others, so cannot be their manager."
    )
    assert api_of(alice).patch(path(alice), {"manager": str(alice.pk)}).json()["code"] == "oneself"
    assert User.objects.get(pk=alice.pk).manager is None


def test_who_left_manages_nobody_anew(alice, bob, carol):
    deactivate(person=carol, by=alice)
    with pytest.raises(Conflict):
        set_manager(person=bob, manager=carol, by=alice)


def test_manager_and_team_follow_each_other_by_themselves(alice, bob, carol):
    set_manager(person=bob, manager=alice, by=alice)
    set_manager(person=carol, manager=alice, by=alice)
    assert follows() == pair(alice, bob) | pair(alice, carol) | pair(bob, carol)
    assert all(Follow.objects.values_list("by_itself", flat=True))


def test_unfollowing_is_never_undone_by_itself(alice, bob, carol):
    set_manager(person=bob, manager=alice, by=alice)
    unfollow(follower=bob, person=alice)
    set_manager(person=bob, manager=carol, by=alice)
    set_manager(person=bob, manager=alice, by=alice)
    assert (bob.email, alice.email) not in follows()
    assert (alice.email, bob.email) in follows()


def test_what_began_by_itself_ends_with_the_team_and_what_was_chosen_stays(api_of, alice, bob, carol):
    set_manager(person=bob, manager=alice, by=alice)
    api_of(bob).put(f"{path(alice)}/follow")
    set_manager(person=bob, manager=carol, by=alice)
    assert follows() == pair(bob, carol) | {(bob.email, alice.email)}


def test_the_desk_writes_a_record_by_name_or_address(client_of, alice, bob, carol):
    client = client_of(alice)
    form = {"name": "Bob Brown", "title": "Baker", "manager": "carol clark", "kept_fields": ["title"]}
    assert client.post(f"/settings/company/people/{bob.pk}/record/", form).status_code == 302
    bob.refresh_from_db()
    assert (bob.title, bob.manager, bob.kept_fields) == ("Baker", carol, ["title"])
    answer = client.post(f"/settings/company/people/{bob.pk}/record/", {**form, "manager": "nobody"})
    assert answer.status_code == 400
    assert "There is no such colleague." in answer.content.decode()
    turned = {"name": "Carol Clark", "manager": "bob@acme.example"}
    answer = client.post(f"/settings/company/people/{carol.pk}/record/", turned)
    assert answer.status_code == 409
    assert "cannot be their manager" in answer.content.decode()


def test_a_manager_who_left_is_a_gap_and_on_the_list_of_people_admins(client_of, api_of, alice, bob, carol):
    set_manager(person=bob, manager=carol, by=alice)
    deactivate(person=carol, by=alice)
    assert "Nobody at the moment" in client_of(bob).get(f"/people/{bob.pk}/").content.decode()
    assert api_of(bob).get(path(bob)).json()["manager"]["active"] is False
    client = client_of(alice)
    assert "1 person has a manager who left." in client.get("/settings/company/people/").content.decode()
    listed = client.get("/settings/company/people/", {"state": "gap"}).content.decode()
    assert "Carol Clark has left" in listed
    rows = api_of(alice).get("/api/v1/company/people", {"state": "gap"}).json()["results"]
    assert [row["name"] for row in rows] == ["Bob Brown"]


@pytest.mark.commits
@pytest.mark.django_db(transaction=False)
def test_two_admins_at_once_make_no_circle(acme, django_db_blocker):
    """Each sets the other's person as the manager; one of them is refused."""
    from tests.live import committed

    first, second, admin = committed(lambda: _three(acme))
    start, answers = threading.Barrier(2), []

    def set_both(person, manager):
        try:
            with inside(acme), transaction.atomic():
                mine, theirs = User.objects.get(pk=person), User.objects.get(pk=manager)
                start.wait()
                set_manager(person=mine, manager=theirs, by=User.objects.get(pk=admin))
            answers.append("done")
        except Conflict as no:
            answers.append(no.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=set_both, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["cycle", "done"]
    committed(lambda: _away(acme, first, second))


def _three(company):
    with inside(company):
        admin = User.objects.get(email="alice@acme.example")
        return (*(join(f"circle{n}@acme.example", f"Circle {n}").pk for n in (1, 2)), admin.pk)


def _away(company, *people):
    with inside(company):
        User.objects.filter(pk__in=people).update(is_active=False, manager=None)
