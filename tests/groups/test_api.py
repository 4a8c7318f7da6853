"""groups, groups/{id}"""

from groups.actions import create_group
from groups.models import Group


def test_the_list_has_the_groups_by_name(bob, api_of):
    create_group(name="Bakers", purpose="Bread", creator=bob)
    body = api_of(bob).get("/api/v1/groups").json()
    assert [(row["name"], row["joined"], row["member_count"]) for row in body["results"]] == [
        ("Bakers", True, 1),
        ("Company News", True, 3),
    ]
    assert body["next"] is None


def test_the_list_pages_and_searches(bob, api_of):
    for number in range(3):
        create_group(name=f"Shop {number}")
    api = api_of(bob)
    first = api.get("/api/v1/groups?q=shop&limit=2").json()
    rest = api.get("/api/v1/groups", {"q": "shop", "limit": 2, "cursor": first["next"]}).json()
    assert [row["name"] for row in first["results"] + rest["results"]] == ["Shop 0", "Shop 1", "Shop 2"]
    assert rest["next"] is None


def test_one_group(bob, api_of):
    group = Group.objects.get()
    body = api_of(bob).get(f"/api/v1/groups/{group.pk}").json()
    assert body["id"] == str(group.pk)
    assert (body["kind"], body["posting"], body["is_default"]) == ("open", "members", True)


def test_unknown_and_odd_ids_are_nothing(bob, api_of):
    for pk in ("999999", "0", "-1", "x", "9" * 30, "1%00"):
        assert api_of(bob).get(f"/api/v1/groups/{pk}").status_code == 404


def test_a_group_of_another_company_is_nothing(bob, gina, api_of, globex):
    group = create_group(name="Bakers", kind="secret", creator=bob)
    assert api_of(gina).get(f"/api/v1/groups/{group.pk}").status_code == 404


def test_signed_out_is_401_and_a_wrong_verb_405(stranger, bob, api_of):
    assert stranger.get("/api/v1/groups").status_code == 401
    assert api_of(bob).put("/api/v1/groups", {}).status_code == 405


def test_a_list_asked_for_nonsense_answers_clearly(bob, api_of):
    api = api_of(bob)
    assert api.get("/api/v1/groups?limit=0").json()["fields"].keys() == {"limit"}
    assert api.get("/api/v1/groups?limit=000050999").status_code == 400
    assert api.get("/api/v1/groups?cursor=x").json()["fields"].keys() == {"cursor"}
    assert api.get("/api/v1/groups?q=%00").status_code == 200
