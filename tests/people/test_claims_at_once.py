"""One invite, many hands at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from audit.models import Line
from core.schema import inside, inside_public
from groups.actions import recount_members
from groups.models import Membership
from jobs.models import Outbox
from people.actions import claim_invite, invite_person
from people.models import Invite, User
from tenants.models import Company
from tests.live import committed

pytestmark = pytest.mark.commits


def test_eight_claims_at_once_on_eight_connections_make_one_person(db):
    """Committed rows and real threads, since one transaction cannot race with itself; all is taken away again."""

    def start():
        with inside_public():
            acme = Company.objects.get(name="Acme")
        with inside(acme):
            bob = User.objects.get(email="bob@acme.example")
            invite_person(company=acme, inviter=bob, address="race@acme.example")
            return acme, Invite.objects.get(address="race@acme.example")

    def claim_once(acme, invite):
        def work():
            with inside(acme):
                return claim_invite(company=acme, invite=invite, name="Rae Race").pk

        return committed(work)

    def clean(acme):
        with inside(acme):
            Invite.objects.filter(address="race@acme.example").delete()
            racer = User.objects.filter(email="race@acme.example")
            racer.update(is_active=False)
            recount_members(person=racer.get())
            Membership.objects.filter(person__in=racer).delete()
            EmailAddress.objects.filter(user__in=racer).delete()
            racer._raw_delete("default")  # the cascade would look for the operators' admin log
            QuerySet(Line).filter(on_whom__contains="ace").delete()  # its own manager would not
            Outbox.objects.all().delete()

    acme, invite = committed(start)
    try:
        with ThreadPoolExecutor(8) as threads:
            people = set(threads.map(lambda _: claim_once(acme, invite), range(8)))
        assert len(people) == 1
    finally:
        committed(lambda: clean(acme))
