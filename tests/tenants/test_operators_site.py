"""The operators' admin: who gets in, and what cannot be reached from it."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from core.schema import inside_public
from people.models import User
from tenants.admin_site import operators_site
from tests.cast import PASSWORD, CompanyClient
from tests.tenants.conftest import sign_in


def browser():
    return CompanyClient(headers={"host": "localhost"})


def test_a_stranger_is_sent_to_sign_in(public_client):
    page = public_client.get("/admin/", follow=True)
    assert page.request["PATH_INFO"] == "/accounts/login/"


def test_an_operator_with_a_second_factor_gets_in(olga):
    assert olga.get("/admin/").status_code == 200


def test_a_password_alone_does_not_get_an_operator_in(operator):
    client = sign_in(browser(), operator, second_factor=False)
    page = client.get("/admin/", follow=True)
    assert page.request["PATH_INFO"] == "/accounts/2fa/reauthenticate/"


def test_signing_in_asks_an_operator_for_the_second_factor(operator, public_client):
    page = public_client.post("/accounts/login/", {"login": operator.email, "password": PASSWORD})
    assert page["Location"] == "/accounts/2fa/authenticate/"
    assert public_client.get("/admin/").status_code == 302


def test_an_operator_without_a_second_factor_is_led_to_set_one_up(operator):
    Authenticator.objects.all().delete()
    client = sign_in(browser(), operator, second_factor=False)
    for path in ("/admin/", "/admin/tenants/company/", "/admin/people/user/"):
        page = client.get(path, follow=True)
        assert page.request["PATH_INFO"] == "/admin/second-factor/"
    assert "authenticator app" in page.content.decode()


def test_removing_the_second_factor_shuts_the_door_of_the_open_session(operator, olga):
    Authenticator.objects.all().delete()
    assert olga.get("/admin/").status_code == 302


def test_setting_one_up_opens_the_door_of_that_session(operator, rf):
    from tenants.admin_site import proved_second_factor, remember_set_up

    request = rf.get("/")
    request.user, request.session = operator, {}
    remember_set_up(request, operator, Authenticator.objects.get())
    assert proved_second_factor(request)


@pytest.mark.parametrize(("loopback", "status"), [(True, 200), (False, 302)])
def test_the_demo_operator_needs_none_on_loopback_only(db, settings, loopback, status):
    settings.LOOPBACK_ONLY = loopback
    with inside_public():
        demo = User.objects.create_user(settings.DEMO_OPERATOR, PASSWORD, is_staff=True, is_superuser=True)
    client = sign_in(browser(), demo, second_factor=False)
    assert client.get("/admin/").status_code == status


def test_who_is_no_operator_is_refused(db):
    with inside_public():
        nobody = User.objects.create_user("nobody@workplace.example", PASSWORD)
    client = sign_in(browser(), nobody, second_factor=True)
    assert client.get("/admin/", follow=True).status_code == 403


def test_a_company_has_no_admin_not_even_for_its_own_admins(client_of, alice):
    assert client_of(alice).get("/admin/").status_code == 404


def test_an_operators_cookie_opens_nothing_in_a_company(olga, acme):
    page = olga.get("/api/v1/me", headers={"host": "acme.localhost"})
    assert page.status_code == 401


def test_only_tenants_and_people_stand_in_the_registry():
    assert {model._meta.app_label for model in operators_site._registry} <= {"tenants", "people"}


def test_no_url_of_the_public_host_leads_to_a_model_of_a_company():
    company_only = {
        model._meta.model_name
        for label in ("audit", "realtime", "content", "groups", "feed", "chat")
        for model in apps.get_app_config(label).get_models()
    }
    words = {
        word for path in paths(get_resolver("workplace.public_urls")) for word in path.replace("_", "/").split("/")
    }
    assert words & company_only == set()


def paths(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern)
        found += [here] if isinstance(entry, URLPattern) else paths(entry, here)
    return found


def test_the_people_in_the_operators_admin_are_operators(olga, operator):
    with inside_public():
        User.objects.create_user("nobody@workplace.example", PASSWORD)
    page = olga.get("/admin/people/user/").content.decode()
    assert "olga@workplace.example" in page
    assert "nobody@workplace.example" not in page
    assert "bob@acme.example" not in page


def test_operators_are_not_made_or_deleted_there(olga, operator):
    assert olga.get("/admin/people/user/add/").status_code == 403
    assert olga.get(f"/admin/people/user/{operator.pk}/delete/").status_code == 403
