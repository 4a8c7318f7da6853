"""The OpenAPI document says what the API does."""

import jsonschema
import pytest
from openapi_spec_validator import validate

from workplace import api_docs


@pytest.fixture
def document(stranger):
    answer = stranger.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def test_it_is_openapi_3_1_and_valid(document):
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_address_of_the_api_is_in_it(document):
    assert {"/api/v1/feed", "/api/v1/posts/{id}", "/api/v1/groups", "/api/v1/me"} <= document["paths"].keys()


def test_every_operation_has_a_name_and_says_what_it_does(document):
    operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    assert [row[:2] for row in operations if not row[2].get("description")] == []
    names = [operation["operationId"] for _, _, operation in operations]
    assert len(names) == len(set(names))


def test_the_page_for_people_needs_no_inline_script(stranger):
    answer = stranger.get("/api/docs/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "openapi.json" in page
    assert "<style" not in page
    assert "<script>" not in page


def test_signed_out_people_may_read_it_and_nobody_writes_it(stranger):
    assert stranger.post("/api/v1/openapi.json").status_code == 405


def check(document, name, body):
    """`body` is what the document calls `name`, with nothing beside it."""
    store = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    jsonschema.validate(body, store)
    schema = document["components"]["schemas"][name]
    assert body.keys() == schema["properties"].keys()


def test_answers_are_what_it_promises(document, bob, api_of):
    from feed.actions import create_comment, create_post
    from groups.models import Group

    group = Group.objects.get()
    post, _ = create_post(group=group, author=bob, text=f"@[{bob.pk}]")
    comment, _ = create_comment(post=post, author=bob, text="Yes")
    api = api_of(bob)
    check(document, "Post", api.get(f"/api/v1/posts/{post.pk}").json())
    check(document, "PostList", api.get("/api/v1/feed").json())
    check(document, "Comment", api.get(f"/api/v1/comments/{comment.pk}").json())
    check(document, "CommentList", api.get(f"/api/v1/posts/{post.pk}/comments").json())
    check(document, "Group", api.get(f"/api/v1/groups/{group.pk}").json())
    check(document, "GroupList", api.get("/api/v1/groups").json())
    check(document, "ReactionState", api.put(f"/api/v1/posts/{post.pk}/reactions", {}).json())
    check(document, "Error", api.get("/api/v1/posts/0").json())


def test_making_it_leaves_nothing_to_guess(db, capsys):
    api_docs._document.cache_clear()
    api_docs._document()
    assert capsys.readouterr().err == ""
