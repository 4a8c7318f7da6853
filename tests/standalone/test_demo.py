"""The demo companies: whole, plausible, and only for this machine."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from chat.models import Message, Thread
from core.schema import inside, inside_public
from feed.models import Comment, Post
from people.models import User
from standalone import demo
from standalone.demo_content import ACME, COMPANIES, OPERATOR, PASSWORD, sign_ins
from tenants.models import Company, Host


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The demo's first company under another label, since the cast lives at `acme`; made once, gone at the end."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "COMPANIES", [ACME._replace(label="bakery")])
        with inside_public():
            demo.make_demo(lambda text: None)
            yield Company.objects.get(name=ACME.name)
        transaction.set_rollback(True)


@pytest.fixture
def bakery(made, db):
    """Whatever a test does to it is undone."""
    with inside_public():
        yield made


def test_its_people_can_sign_in_and_see_no_first_visit(bakery):
    with inside(bakery):
        bob = User.objects.get(email="bob@bakery.example")
        assert bob.check_password(PASSWORD)
        assert bob.welcomed_at
        assert not bob.is_admin
        assert User.objects.get(email="alice@bakery.example").is_admin
        assert User.objects.here().count() == len(ACME.people)


def test_it_was_lived_in_and_nothing_was_said_in_the_future(bakery):
    with inside(bakery):
        for things in (Post, Comment, Message):
            assert things.objects.exists()
            assert not things.objects.filter(created_at__gt=timezone.now()).exists()
        assert (timezone.now() - Post.objects.earliest("created_at").created_at).days >= 5


def test_who_looks_in_finds_something_unread(bakery):
    with inside(bakery):
        bob = User.objects.get(email="bob@bakery.example")
        unread = [thread.my_unread for thread in Thread.objects.for_reader(bob)]
    assert 0 in unread
    assert any(unread)


def test_a_second_run_adds_nothing(bakery):
    def count():
        with inside(bakery):
            return Post.objects.count(), Message.objects.count(), User.objects.count()

    before = count()
    demo.make_demo(lambda text: None)
    assert count() == before


def test_the_operator_signs_in_on_the_public_host_alone(bakery, settings):
    assert settings.DEMO_OPERATOR == OPERATOR
    operator = User.objects.get(email=OPERATOR)
    assert operator.is_staff
    assert operator.check_password(PASSWORD)
    with inside(bakery):
        assert not User.objects.filter(email=OPERATOR).exists()


def test_it_is_refused_where_others_can_reach_it(db, settings):
    settings.LOOPBACK_ONLY = False
    with pytest.raises(CommandError, match="a password everybody knows"):
        call_command("demo")


@pytest.mark.parametrize(("hour", "day"), [(4, 22), (23, 23)])
def test_while_today_is_young_the_week_ends_yesterday(monkeypatch, hour, day):
    monkeypatch.setattr(demo.timezone, "now", lambda: datetime(2026, 11, 23, hour, tzinfo=UTC))
    assert demo.day_of_the_last([(0, 6, 5), (6, 8, 10)]).day == day


def test_every_name_in_the_content_is_somebody():
    for company in COMPANIES:
        keys = {who.key for who in company.people}
        named = {post.author for post in company.posts} | {key for post in company.posts for key in post.likes.split()}
        named |= {author for post in company.posts for author, _text in post.comments}
        named |= {key for talk in company.talks for key in talk.members.split()}
        assert named <= keys


def test_the_sign_ins_are_the_ones_the_manual_names():
    said = " ".join(sign_ins())
    for address in (
        "alice@acme.example (admin)",
        "bob@acme.example",
        "carol@acme.example",
        "gina@globex.example (admin)",
    ):
        assert address in said


def test_hosts_are_below_the_public_one(bakery):
    assert Host.objects.get(tenant=bakery).domain == "bakery.localhost"
