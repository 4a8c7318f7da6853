"""Two admins, one moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from audit.models import Line
from core.errors import Conflict, NotAllowed
from core.schema import inside
from groups.actions import recount_members
from groups.models import Membership
from people.actions import change_role
from people.models import User
from tests.cast import join
from tests.live import committed

pytestmark = pytest.mark.commits


def test_of_two_admins_who_show_each_other_out_at_once_one_stays(acme):
    """On two connections, as two requests would."""

    def in_acme(work):
        def inner():
            with inside(acme):
                return work()

        return committed(inner)

    made = in_acme(lambda: [join(f"two{n}@acme.example", f"Two {n}", role="system") for n in range(2)])
    alice = in_acme(lambda: User.objects.get(email="alice@acme.example"))
    try:
        in_acme(lambda: User.objects.filter(pk=alice.pk).update(role="member"))

        def take(pair):
            by, person = pair

            def work():
                try:
                    change_role(person=User.objects.get(pk=person.pk), role="member", by=User.objects.get(pk=by.pk))
                except (NotAllowed, Conflict):
                    return False
                return True

            return in_acme(work)

        with ThreadPoolExecutor(2) as threads:
            done = list(threads.map(take, [made, made[::-1]]))
        assert sorted(done) == [False, True]
        assert in_acme(lambda: User.objects.here().filter(role="system").count()) == 1
    finally:
        in_acme(lambda: tidy(made, alice))


def tidy(made: list[User], alice: User) -> None:
    QuerySet(Line).all().filter(what="people.role_changed").delete()
    QuerySet(Line).filter(what="groups.member_added", on_whom__contains="Two ").delete()
    users = User.objects.filter(pk__in=[person.pk for person in made])
    users.update(is_active=False)
    for person in made:
        recount_members(person=person)
    Membership.objects.filter(person__in=made).delete()
    EmailAddress.objects.filter(user__in=made).delete()
    users._raw_delete(users.db)
    User.objects.filter(pk=alice.pk).update(role="system")
