"""The company through the API: role by role, address by address, and what it answers."""

from io import BytesIO

import jsonschema
import pytest
from PIL import Image

from administration.models import DomainClaim, JoinRequest
from audit.models import Line
from tests.administration.conftest import ROLES, now

SYSTEM, PEOPLE = {"system"}, {"system", "people"}
ROOMS = [  # method, path, body, who may
    ("get", "company", None, set(ROLES)),
    ("patch", "company", {"name": "Acme 2"}, SYSTEM),
    ("put", "company/logo", None, SYSTEM),
    ("delete", "company/logo", None, SYSTEM),
    ("get", "company/settings", None, SYSTEM),
    ("patch", "company/settings", {"sign_up": "asks"}, SYSTEM),
    ("get", "company/mail-domains", None, SYSTEM),
    ("post", "company/mail-domains", {"domain": "a.example"}, SYSTEM),
    ("get", "company/mail-domains/new.example", None, SYSTEM),
    ("delete", "company/mail-domains/new.example", None, SYSTEM),
    ("post", "company/mail-domains/new.example/code", {"box": "admin"}, SYSTEM),
    ("post", "company/mail-domains/new.example/proof", {"way": "mail", "code": "1"}, SYSTEM),
    ("get", "company/join-requests", None, PEOPLE),
    ("post", "company/join-requests/{request}/accept", None, PEOPLE),
    ("post", "company/join-requests/{request}/decline", None, PEOPLE),
    ("get", "company/roles", None, SYSTEM),
    ("get", "company/people", None, PEOPLE),
    ("get", "company/people/{carol}", None, PEOPLE),
    ("put", "company/people/{carol}/role", {"role": "analyst"}, SYSTEM),
    ("post", "company/people/{carol}/deactivate", None, PEOPLE),
    ("post", "company/people/{carol}/reactivate", None, PEOPLE),
    ("post", "company/people/{carol}/sign-out", None, PEOPLE),
    ("get", "company/audit", None, SYSTEM),
]
CELLS = [(*room[:3], role, role in room[3]) for room in ROOMS for role in ROLES]
ADDRESSES = sorted({room[1] for room in ROOMS})


@pytest.fixture
def there(acme, carol) -> dict[str, int]:
    DomainClaim.objects.create(domain="new.example")
    asked = JoinRequest.objects.create(address="zoe@acme.example", name="Zoe")
    return {"carol": carol.pk, "request": asked.pk}


def ask(client, method, path, there, body=None):
    return getattr(client, method)(f"/api/v1/{path.format(**there)}", body)


@pytest.mark.parametrize(("method", "path", "body", "role", "may"), CELLS)
def test_who_may_what(there, api_of, as_role, method, path, body, role, may):
    answer = ask(api_of(as_role(role)), method, path, there, body)
    assert (answer.status_code != 403) == may
    assert answer.status_code < 500
    if not may:
        assert answer.json()["code"] == "role"


@pytest.mark.parametrize(("method", "path"), [room[:2] for room in ROOMS])
def test_without_credentials_it_is_401(there, stranger, method, path):
    assert getattr(stranger, method)(f"/api/v1/{path.format(**there)}").status_code == 401


@pytest.mark.parametrize(("method", "path"), [room[:2] for room in ROOMS])
def test_an_admin_of_another_company_is_nobody_here(there, gina, api_of, method, path):
    assert ask(api_of(gina, host="acme.localhost"), method, path, there).status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        "company/mail-domains/new.example",
        "company/mail-domains/acme.example",
        "company/join-requests/{request}/accept",
        "company/people/999999",
        "company/people/x",
    ],
)
def test_what_is_another_companys_or_nothing_is_404(there, gina, api_of, path):
    method = "post" if path.endswith("accept") else "get"
    assert ask(api_of(gina), method, path, there).status_code == 404


@pytest.mark.parametrize("path", ADDRESSES)
def test_another_method_is_405(there, alice, api_of, path):
    known = {room[0] for room in ROOMS if room[1] == path}
    for method in {"get", "post", "put", "patch", "delete"} - known:
        answer = ask(api_of(alice), method, path, there)
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


@pytest.fixture
def document(stranger):
    return stranger.get("/api/v1/openapi.json").json()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("CompanyShape", "company"),
        ("Settings", "company/settings"),
        ("DomainList", "company/mail-domains"),
        ("DomainShape", "company/mail-domains/new.example"),
        ("RequestList", "company/join-requests"),
        ("RoleList", "company/roles"),
        ("StaffList", "company/people"),
        ("StaffShape", "company/people/{carol}"),
        ("LineList", "company/audit"),
    ],
)
def test_answers_are_what_the_document_promises(there, document, alice, api_of, name, path):
    api_of(alice).patch("/api/v1/company", {"name": "Acme 2"})
    body = ask(api_of(alice), "get", path, there).json()
    schemas = document["components"]["schemas"]
    jsonschema.validate(body, {"$ref": f"#/components/schemas/{name}", "components": document["components"]})
    assert body.keys() == schemas[name]["properties"].keys()
    if "results" in body:
        assert body["results"]
        row = schemas[name]["properties"]["results"]["items"]["$ref"].rsplit("/", 1)[1]
        assert body["results"][0].keys() == schemas[row]["properties"].keys()


def test_everybody_reads_name_colour_logo_and_language(acme, bob, api_of):
    body = api_of(bob).get("/api/v1/company").json()
    making = {"group_makers": "everybody", "group_kinds": ["open", "closed", "secret"]}
    assert body == {"name": "Acme", "colour": acme.colour, "logo": None, "language": "en", **making}


def test_what_is_left_out_stays_and_what_is_wrong_stands_at_its_field(acme, alice, api_of):
    api = api_of(alice)
    assert api.patch("/api/v1/company", {"language": "fr"}).json()["name"] == "Acme"
    answer = api.patch("/api/v1/company", {"colour": "#ffffff", "name": "Other"})
    assert (answer.status_code, answer.json()["code"]) == (400, "colour_contrast")
    assert list(answer.json()["fields"]) == ["colour"]
    assert (now(acme).name, now(acme).language) == ("Acme", "fr")


def test_a_logo_is_put_and_taken_away(acme, alice, api_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO()
    Image.new("RGB", (40, 20), "#c2410c").save(file, "PNG")
    file.name = "logo.png"
    file.seek(0)
    api = api_of(alice)
    body = api.put("/api/v1/company/logo", {"logo": file}, format="multipart").json()
    assert api.get(body["logo"])["Content-Type"] == "image/png"
    assert api.delete("/api/v1/company/logo").json()["logo"] is None


def test_a_role_is_given_and_stands_in_the_log(acme, alice, carol, api_of):
    api = api_of(alice)
    assert api.put(f"/api/v1/company/people/{carol.pk}/role", {"role": "people"}).json()["role"] == "people"
    line = api.get("/api/v1/company/audit?what=people.role_changed").json()["results"][0]
    assert (line["who"], line["on_whom"]) == ("Alice Adams", "Carol Clark")
    assert line["detail"] == {"before": "member", "after": "people"}


@pytest.mark.parametrize("query", ["since=yesterday", "limit=0", "cursor=x", "until=2026-13-01"])
def test_a_query_that_cannot_be_read_is_refused(acme, alice, api_of, query):
    assert api_of(alice).get(f"/api/v1/company/audit?{query}").status_code == 400


def test_the_log_is_paged_without_gaps(acme, alice, api_of):
    from audit.actions import record

    for number in range(7):
        record(who="tests", what="people.person_invited", on_whom=str(number))
    api, seen, cursor = api_of(alice), [], ""
    while cursor is not None:
        page = api.get(f"/api/v1/company/audit?what=people.person_invited&limit=3&cursor={cursor}").json()
        seen += [line["on_whom"] for line in page["results"]]
        cursor = page["next"]
    assert seen == [str(number) for number in reversed(range(7))]
    assert Line.objects.filter(what="people.person_invited").count() == 7
