"""`manage.py operator`: the first operator is made on the machine itself."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from people.models import User
from tests.cast import PASSWORD
from tests.tenants.conftest import sign_in

NEW = "a long and new one"


def run(capsys, *words):
    call_command("operator", *words)
    return capsys.readouterr().out


def link_of(text):
    return re.search(r"http://localhost:8000(/operators/\S+)", text).group(1)


def choose(client, link, password=NEW):
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"new_password1": password, "new_password2": password})


@pytest.mark.usefixtures("db")
def test_a_new_operator_chooses_a_password_by_the_link_and_is_led_to_a_second_factor(capsys, public_client):
    link = link_of(run(capsys, "add", "Nora@workplace.example", "--name", "Nora"))
    assert choose(public_client, link)["Location"] == "/accounts/login/?next=%2Fadmin%2F"
    credentials = {"login": "nora@workplace.example", "password": NEW, "next": "/admin/"}
    page = public_client.post("/accounts/login/", credentials, follow=True)
    assert page.request["PATH_INFO"] == "/admin/second-factor/"


@pytest.mark.usefixtures("db")
def test_the_link_works_once(capsys, public_client):
    link = link_of(run(capsys, "add", "nora@workplace.example"))
    choose(public_client, link)
    assert "no longer works" in public_client.get(link, follow=True).content.decode()


def test_a_second_add_gives_a_new_link_and_keeps_the_second_factor(capsys, operator, public_client):
    choose(public_client, link_of(run(capsys, "add", operator.email)))
    assert User.objects.get(pk=operator.pk).check_password(NEW)
    assert Authenticator.objects.filter(user=operator).exists()


@pytest.mark.usefixtures("db")
def test_a_weak_password_is_refused(capsys, public_client):
    page = choose(public_client, link_of(run(capsys, "add", "nora@workplace.example")), "password12")
    assert page.status_code == 200
    assert "too common" in page.content.decode()


def test_a_removed_operator_is_shut_out_at_once(capsys, operator, olga):
    assert olga.get("/admin/").status_code == 200
    run(capsys, "remove", operator.email)
    assert olga.get("/admin/").status_code == 302
    operator.refresh_from_db()
    assert not operator.check_password(PASSWORD)
    assert run(capsys, "list") == ""


def test_operators_are_listed(capsys, operator):
    assert "olga@workplace.example  Olga" in run(capsys, "list")


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("words", [("add", "nonsense"), ("remove", "nobody@workplace.example")])
def test_mistakes_are_said_in_a_sentence(words):
    with pytest.raises(CommandError, match="is not"):
        call_command("operator", *words)


def test_the_link_is_no_way_in_for_somebody_who_is_no_operator(capsys, operator, public_client):
    link = link_of(run(capsys, "add", operator.email))
    run(capsys, "remove", operator.email)
    assert "no longer works" in public_client.get(link, follow=True).content.decode()


def test_an_operator_who_was_shut_out_and_comes_back_starts_without_a_second_factor(capsys, operator, public_client):
    run(capsys, "remove", operator.email)
    choose(public_client, link_of(run(capsys, "add", operator.email)))
    client = sign_in(public_client, User.objects.get(pk=operator.pk), second_factor=False)
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == "/admin/second-factor/"
