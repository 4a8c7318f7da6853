"""/groups/, /groups/<id>/, /groups/<id>/members/"""

from groups.actions import add_member, create_group
from groups.models import Group


def test_the_list_names_groups_and_searches(bob, carol, client_of):
    create_group(name="Bakers", purpose="Bread")
    create_group(name="Plotters", kind="secret", creator=carol)
    client = client_of(bob)
    page = client.get("/groups/").content.decode()
    assert "Company News" in page
    assert "Bakers" in page
    assert "Plotters" not in page
    assert "Company News" not in client.get("/groups/?q=bak").content.decode()
    assert "No group of that name" in client.get("/groups/?q=zzz").content.decode()


def test_a_groups_page_has_its_feed_and_members(bob, client_of):
    group = Group.objects.get()
    page = client_of(bob).get(f"/groups/{group.pk}/").content.decode()
    assert "Alice Adams" in page
    assert 'id="composer"' in page
    assert "3 members" in page


def test_an_open_group_of_others_is_read_and_not_posted_in(bob, carol, client_of):
    group = create_group(name="Bakers", creator=carol)
    page = client_of(bob).get(f"/groups/{group.pk}/").content.decode()
    assert 'id="composer"' not in page
    assert client_of(carol).get(f"/groups/{group.pk}/").content.decode().count('id="composer"') == 1


def test_a_closed_group_shows_its_members_and_keeps_its_posts(bob, carol, client_of):
    from feed.actions import create_post

    group = create_group(name="Ovens", kind="closed", creator=carol)
    create_post(group=group, author=carol, text="for ovens only")
    page = client_of(bob).get(f"/groups/{group.pk}/").content.decode()
    assert "Its members read here" in page
    assert "for ovens only" not in page
    assert "Carol Clark" in client_of(bob).get(f"/groups/{group.pk}/members/").content.decode()
    assert "for ovens only" in client_of(carol).get(f"/groups/{group.pk}/").content.decode()


def test_a_secret_group_of_others_and_one_of_another_company_are_nothing(bob, carol, gina, client_of):
    group = create_group(name="Plotters", kind="secret", creator=carol)
    add_member(group=group, person=carol)
    for client in (client_of(bob), client_of(gina)):
        assert client.get(f"/groups/{group.pk}/").status_code == 404
        assert client.get(f"/groups/{group.pk}/members/").status_code == 404


def test_signed_out_unknown_and_wrong_verbs(stranger, bob, client_of):
    assert stranger.get("/groups/").status_code == 302
    assert client_of(bob).get("/groups/99999/").status_code == 404
    assert client_of(bob).post("/groups/").status_code == 405
