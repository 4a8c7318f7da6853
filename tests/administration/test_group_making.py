"""Who may make groups, and of which kinds: a company's own choice, held by page, API and action alike."""

from __future__ import annotations

import pytest

from audit.models import Line
from core.errors import NotAllowed
from core.schema import inside
from groups.actions import change_group, create_group
from groups.models import Group
from tests.administration.conftest import now

ROOM = "/settings/company/groups/"
SETTINGS = "/api/v1/company/settings"


@pytest.fixture
def choose(alice, client_of):
    def chosen(makers="everybody", kinds=("open", "closed", "secret")):
        return client_of(alice).post(ROOM, {"group_makers": makers, "group_kinds": list(kinds)})

    return chosen


def make(api, kind="open"):
    return api.post("/api/v1/groups", {"name": "Ovens", "kind": kind})


def test_everybody_makes_all_kinds_until_the_company_says_otherwise(bob, api_of, client_of):
    assert {make(api_of(bob), kind).status_code for kind in ("open", "closed", "secret")} == {201}
    assert 'href="/groups/new/"' in client_of(bob).get("/groups/").text


def test_only_who_looks_after_contents_makes_groups_and_others_find_no_button(
    alice, bob, as_role, choose, api_of, client_of
):
    assert choose("editors").status_code == 302
    assert 'href="/groups/new/"' not in client_of(bob).get("/groups/").text
    assert client_of(bob).get("/groups/new/").status_code == 403
    refused = make(api_of(bob))
    assert (refused.status_code, refused.json()["code"]) == (403, "group_makers")
    assert not Group.objects.filter(name="Ovens").exists()
    assert make(api_of(alice)).status_code == 201
    assert make(api_of(as_role("content"))).status_code == 201
    assert make(api_of(as_role("people"))).status_code == 403


def test_a_kind_that_the_company_does_not_want_is_neither_made_nor_changed_to(bob, choose, api_of, client_of):
    group = create_group(name="Flour", kind="closed", creator=bob)
    choose(kinds=["open", "closed"])
    page = client_of(bob).get("/groups/new/").text
    assert ('value="open"' in page, 'value="secret"' in page) == (True, False)
    refused = make(api_of(bob), "secret")
    assert (refused.status_code, list(refused.json()["fields"])) == (403, ["kind"])
    path = f"/api/v1/groups/{group.pk}"
    assert api_of(bob).patch(path, {"kind": "secret"}).status_code == 403
    choose(kinds=["open"])
    assert api_of(bob).patch(path, {"name": "Fine flour", "kind": "closed"}).status_code == 200  # it stays as it is
    assert 'value="closed"' in client_of(bob).get(f"/groups/{group.pk}/settings/").text


def test_the_page_says_at_its_field_what_is_not_made_and_keeps_what_was_typed(bob, choose, client_of):
    choose(kinds=["closed"])
    assert 'value="closed" checked' in client_of(bob).get("/groups/new/").text
    sent = {"name": "Ovens", "purpose": "Hot", "kind": "secret", "posting": "members", "approval": "none"}
    refused = client_of(bob).post("/groups/new/", sent)
    assert refused.status_code == 400
    assert ("does not make groups of this kind" in refused.text, "Hot" in refused.text) == (True, True)


def test_the_action_holds_it_whatever_the_page_said(acme, bob, choose):
    choose("editors", ["open"])
    with inside(now(acme)):
        with pytest.raises(NotAllowed):
            create_group(name="Ovens", creator=bob)
        group = create_group(name="Company’s own")  # by nobody
        with pytest.raises(NotAllowed):
            change_group(group=group, by=bob, kind="secret")


def test_it_is_changed_through_the_api_too_and_stands_in_the_log(alice, bob, api_of):
    body = api_of(alice).patch(SETTINGS, {"group_makers": "editors", "group_kinds": ["closed", "open"]}).json()
    assert (body["group_makers"], body["group_kinds"]) == ("editors", ["open", "closed"])
    line = Line.objects.filter(what="administration.company_changed").latest("pk")
    assert line.detail["after"] == {"group_makers": "editors", "group_kinds": "open,closed"}
    assert api_of(bob).get("/api/v1/company").json()["group_kinds"] == ["open", "closed"]
    assert api_of(bob).patch(SETTINGS, {"group_makers": "everybody"}).status_code == 403
    for wrong in ({"group_kinds": []}, {"group_kinds": ["mad"]}, {"group_makers": "nobody"}):
        assert api_of(alice).patch(SETTINGS, wrong).status_code == 400


def test_no_kind_at_all_is_refused_at_its_field(choose):
    refused = choose(kinds=[])
    assert (refused.status_code, "Choose at least one kind of group." in refused.text) == (400, True)


def test_another_company_is_not_touched(choose, gina, api_of):
    choose("editors", ["open"])
    assert make(api_of(gina), "secret").status_code == 201
