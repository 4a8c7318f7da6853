"""saved, saved/lists: posts put aside, in lists of one's own."""

import pytest

from content.models import Saved, SavedList
from feed.actions import delete_post
from groups.actions import create_group
from tests.feed.conftest import ids


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr("content.actions.saving.publish", lambda event, *, to: heard.append((event.data(), sorted(to))))
    return heard


def texts(api, **query):
    return [row["text"] for row in api.get("/api/v1/saved", query).json()["results"]]


@pytest.fixture
def recipes(bob, api_of):
    return api_of(bob).post("/api/v1/saved/lists", {"name": " Recipes "}).json()


def test_a_post_is_saved_and_says_so(alice, bob, say, api_of, told):
    post, api = say(alice, "Fresh bread"), api_of(bob)
    assert [api.put(f"/api/v1/saved/post/{post.pk}").status_code for _ in range(2)] == [201, 200]
    assert api.get(f"/api/v1/posts/{post.pk}").json()["is_saved"] is True
    assert api_of(alice).get(f"/api/v1/posts/{post.pk}").json()["is_saved"] is False
    row = api.get("/api/v1/saved", {"kind": "post"}).json()["results"][0]
    assert (row["title"], row["text"], row["link"]) == ("Company News", "Fresh bread", f"/posts/{post.pk}/")
    api.delete(f"/api/v1/saved/post/{post.pk}")
    assert [(data["saved"], to) for data, to in told] == [(True, ids(bob)), (False, ids(bob))]


def test_lists_are_made_filled_renamed_and_go_without_what_is_in_them(alice, bob, say, api_of, recipes):
    api, bread, gates = api_of(bob), say(alice, "Fresh bread"), say(alice, "Gates")
    assert (recipes["name"], recipes["count"]) == ("Recipes", 0)
    assert api.post("/api/v1/saved/lists", {"name": "Recipes"}).status_code == 200
    api.put(f"/api/v1/saved/post/{bread.pk}", {"list": recipes["id"]})
    api.put(f"/api/v1/saved/post/{gates.pk}")
    assert texts(api, list=recipes["id"]) == ["Fresh bread"]
    assert texts(api, list="none") == ["Gates"]
    assert api.put(f"/api/v1/saved/post/{gates.pk}", {"list": recipes["id"]}).json()["list"] == recipes["id"]
    assert api.put(f"/api/v1/saved/post/{gates.pk}").json()["list"] == recipes["id"], "saving again moves nothing"
    assert api.put(f"/api/v1/saved/post/{gates.pk}", {"list": None}).json()["list"] is None
    path = f"/api/v1/saved/lists/{recipes['id']}"
    assert api.patch(path, {"name": "Baking"}).json()["name"] == "Baking"
    assert [(row["name"], row["count"]) for row in api.get("/api/v1/saved/lists").json()["results"]] == [("Baking", 1)]
    assert api.delete(path).status_code == 204
    assert texts(api) == ["Gates", "Fresh bread"]


def test_two_lists_have_two_names(bob, api_of, recipes):
    other = api_of(bob).post("/api/v1/saved/lists", {"name": "Other"}).json()
    answer = api_of(bob).patch(f"/api/v1/saved/lists/{other['id']}", {"name": "Recipes"})
    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, None])
def test_what_is_no_name_is_refused_at_its_field(bob, api_of, name):
    answer = api_of(bob).post("/api/v1/saved/lists", {"name": name})
    assert (answer.status_code, [*answer.json()["fields"]]) == (400, ["name"])


def test_lists_of_others_are_nothing(alice, bob, gina, stranger, say, api_of, recipes):
    path = f"/api/v1/saved/lists/{recipes['id']}"
    post = say(bob)
    for api in (api_of(alice), api_of(gina)):
        assert api.patch(path, {"name": "Mine"}).status_code == api.delete(path).status_code == 404
        assert api.get("/api/v1/saved", {"list": recipes["id"]}).status_code == 404
        assert api.get("/api/v1/saved/lists").json()["results"] == []
    assert api_of(alice).put(f"/api/v1/saved/post/{post.pk}", {"list": recipes["id"]}).status_code == 404
    assert not Saved.objects.exists()
    assert stranger.get("/api/v1/saved/lists").status_code == stranger.delete(path).status_code == 401
    assert api_of(bob).put(path, {}).status_code == api_of(bob).put("/api/v1/saved/lists", {}).status_code == 405


def test_rights_are_looked_at_again(alice, bob, carol, say, api_of, client_of):
    hidden = say(carol, "Secret bread", group=create_group(name="Ovens", kind="closed", creator=carol))
    gone = say(alice, "Old bread")
    assert api_of(bob).put(f"/api/v1/saved/post/{hidden.pk}").status_code == 404
    api_of(bob).put(f"/api/v1/saved/post/{gone.pk}")
    delete_post(post=gone, by=alice)
    assert texts(api_of(bob)) == []
    assert "Old bread" not in client_of(bob).get("/saved/").text


def test_the_page_does_it_all_without_scripts(alice, bob, say, client_of):
    post, client = say(alice, "Fresh bread"), client_of(bob)
    assert f'action="/saved/post/{post.pk}/"' in client.get("/").text
    assert client.post(f"/saved/post/{post.pk}/").status_code == 302
    assert f'action="/saved/post/{post.pk}/remove/"' in client.get("/").text
    made = client.post("/saved/lists/", {"name": "Recipes"})
    found = SavedList.objects.get()
    assert made["Location"] == f"/saved/?list={found.pk}"
    assert "Fresh bread" not in client.get(made["Location"]).text
    client.post(f"/saved/post/{post.pk}/", {"list": found.pk})
    assert "Fresh bread" in client.get(made["Location"]).text
    assert "Fresh bread" not in client.get("/saved/?kind=message").text
    sent = {"from_list": found.pk, "was_in": found.pk}
    removed = client.post(f"/saved/post/{post.pk}/remove/", sent)["Location"]
    page = client.get(removed).text
    assert "Fresh bread" not in page
    assert "Undo" in page
    client.post(f"/saved/post/{post.pk}/", {"list": found.pk})
    assert "Fresh bread" in client.get(made["Location"]).text
    assert client.post("/saved/lists/", {"name": ""}).status_code == 400
    client.post(f"/saved/lists/{found.pk}/", {"name": "Baking"})
    client.post(f"/saved/lists/{found.pk}/", {"delete": "1"})
    assert "Fresh bread" in client.get("/saved/").text
    assert client.get(f"/saved/?list={found.pk}").status_code == 404
