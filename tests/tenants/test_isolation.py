"""Two companies with equal keys: what one has, the other cannot reach."""

import pytest
from django.db import ProgrammingError, connection

from core.schema import inside
from people.models import User


def test_the_same_key_is_another_person_in_another_company(acme, globex, bob, gina):
    with inside(acme):
        assert User.objects.get(pk=bob.pk).email == "bob@acme.example"
    with inside(globex):
        assert User.objects.get(pk=bob.pk).email == "gina@globex.example"


def test_a_table_missing_in_a_company_is_an_error_and_not_the_operators_table(acme):
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tenants_company")


def test_a_cookie_of_one_company_is_a_stranger_in_another(client_of, bob, globex):
    client = client_of(bob)
    assert client.get("/api/v1/me").json()["email"] == "bob@acme.example"
    assert client.get("/api/v1/me", headers={"host": "globex.localhost"}).status_code == 401


def test_an_unknown_host_is_nothing(client_of, bob):
    assert client_of(bob, host="nobody.localhost").get("/api/v1/me").status_code == 404
