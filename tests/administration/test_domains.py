"""Mail domains: proven in three ways, told to nobody else, given up without harm."""

import re

import dns.exception
import pytest
from django.http import Http404

from administration import proof
from administration.actions import claim_domain, mail_code, prove_domain, remove_domain
from administration.models import DomainClaim
from audit.models import Line
from core.errors import Conflict, Refusal
from core.fetching import Fetched, Reason, Unfetchable
from core.schema import inside, inside_public
from people.access import Door, standing_of
from tenants.models import MailDomain
from tests.administration.conftest import now

DOMAINS = "/settings/company/domains/"
SHOP = f"{DOMAINS}shop.example/"


def owner_of(domain: str) -> str | None:
    with inside_public():
        found = MailDomain.objects.select_related("company").filter(domain=domain).first()
    return found.company.name if found else None


@pytest.fixture
def claim(acme, alice) -> DomainClaim:
    claim_domain(company=acme, by=alice, domain="shop.example")
    return DomainClaim.objects.get()


@pytest.fixture
def site(monkeypatch):
    """`site["https://shop.example"] = Fetched(…)`: what other servers answer."""
    answers: dict[str, object] = {}

    def fetch(url, **options):
        answer = answers.get(url.removesuffix(proof.PATH), Unfetchable(Reason.UNKNOWN_HOST))
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(proof, "fetch", fetch)
    return answers


def page(claim, url="https://shop.example", status=200, body=None) -> Fetched:
    return Fetched(status, url + proof.PATH, "text/html", proof.page_of(claim.token) if body is None else body)


def prove(client, **given):
    return client.post(f"{SHOP}prove/", given, follow=True)


def test_a_code_to_who_looks_after_the_domain_proves_it(acme, alice, client_of, claim, code_for):
    client = client_of(alice)
    client.post(f"{SHOP}mail/", {"box": "postmaster"})
    answer = prove(client, way="mail", code=code_for("postmaster@shop.example"))
    assert owner_of("shop.example") == "Acme"
    assert "shop.example is proven" in answer.text
    assert standing_of(acme, "zoe@shop.example").door is Door.WELCOME
    assert Line.objects.get(what="administration.domain_proven").detail == {"way": "mail"}


@pytest.mark.parametrize("box", ["bob", "postmaster@evil.example, x", "", "POSTMASTER"])
def test_no_other_box_gets_a_code(acme, alice, client_of, claim, letters, box):
    assert client_of(alice).post(f"{SHOP}mail/", {"box": box}).status_code == 400
    assert letters() == []


def test_a_wrong_code_is_wrong_and_five_are_the_end(acme, alice, client_of, claim, code_for):
    client = client_of(alice)
    client.post(f"{SHOP}mail/", {"box": "admin"})
    code = code_for("admin@shop.example")
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert prove(client, way="mail", code=wrong).status_code == 400
    assert prove(client, way="mail", code=code).status_code == 400
    assert owner_of("shop.example") is None


def test_another_code_ends_the_one_before(acme, alice, client_of, claim, code_for):
    client = client_of(alice)
    client.post(f"{SHOP}mail/", {"box": "admin"})
    first = code_for("admin@shop.example")
    client.post(f"{SHOP}mail/", {"box": "admin"})
    second = code_for("admin@shop.example")
    if first != second:
        assert prove(client, way="mail", code=first).status_code == 400
    prove(client, way="mail", code=second)
    assert owner_of("shop.example") == "Acme"


def test_an_old_code_is_dead(acme, alice, client_of, claim, code_for):
    from django.utils import timezone

    client = client_of(alice)
    client.post(f"{SHOP}mail/", {"box": "admin"})
    code = code_for("admin@shop.example")
    DomainClaim.objects.update(code_until=timezone.now())
    assert prove(client, way="mail", code=code).status_code == 400


def test_a_code_that_nobody_asked_for_proves_nothing(acme, alice, client_of, claim):
    assert prove(client_of(alice), way="mail", code="").status_code == 400
    assert prove(client_of(alice), way="mail", code="123456").status_code == 400


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_the_file_on_its_site_proves_it(acme, alice, client_of, claim, site, scheme):
    site[f"{scheme}://shop.example"] = page(claim, f"{scheme}://www.shop.example")
    prove(client_of(alice), way="file")
    assert owner_of("shop.example") == "Acme"


def test_the_file_to_be_put_there_is_a_download(acme, alice, client_of, claim):
    answer = client_of(alice).get(f"{SHOP}file/")
    assert "attachment" in answer["Content-Disposition"]
    assert claim.token in answer.text


@pytest.mark.parametrize(
    ("url", "status", "body"),
    [
        ("https://shop.example", 404, None),
        ("https://shop.example", 200, b"hello"),
        ("https://shop.example.evil.example", 200, None),
        ("https://evil.example", 200, None),
        ("https://blog.shop.example", 200, None),
    ],
)
def test_another_answer_proves_nothing(acme, alice, client_of, claim, site, url, status, body):
    site["https://shop.example"] = page(claim, url, status, body)
    answer = prove(client_of(alice), way="file")
    assert answer.status_code == 400
    assert owner_of("shop.example") is None
    assert answer.context["file_form"].non_field_errors()


def test_a_site_that_cannot_be_asked_says_why(acme, alice, client_of, claim, site):
    site["https://shop.example"] = Unfetchable(Reason.PRIVATE_ADDRESS)
    assert "not on the public internet" in prove(client_of(alice), way="file").text


def test_a_record_in_its_dns_proves_it(acme, alice, client_of, claim, monkeypatch):
    monkeypatch.setattr(proof, "txt_records", lambda domain: {"v=spf1 -all", claim.token})
    prove(client_of(alice), way="dns")
    assert owner_of("shop.example") == "Acme"


def test_another_record_or_none_proves_nothing(acme, alice, client_of, claim, monkeypatch):
    def away(domain):
        raise dns.exception.Timeout

    for look in (lambda domain: {claim.token + "x"}, away):
        monkeypatch.setattr(proof, "txt_records", look)
        assert prove(client_of(alice), way="dns").status_code == 400
    assert owner_of("shop.example") is None


def test_proving_twice_is_proving_once(acme, alice, client_of, claim, monkeypatch):
    monkeypatch.setattr(proof, "txt_records", lambda domain: {claim.token})
    prove_domain(company=acme, claim=claim, way="dns", by=alice)
    prove_domain(company=acme, claim=claim, way="dns", by=alice)  # the second click was on its way already
    assert "is proven" in prove(client_of(alice), way="dns").text
    assert Line.objects.filter(what="administration.domain_proven").count() == 1


def test_an_unknown_way_is_no_way(acme, alice, client_of, claim):
    assert prove(client_of(alice), way="").status_code == 400
    assert prove(client_of(alice), way="prayer").status_code == 400


class TestAnotherCompanysDomain:
    def test_asking_for_it_is_answered_as_for_any_other(self, acme, alice, client_of):
        def shown(domain):
            text = client_of(alice).post(DOMAINS, {"domain": domain}, follow=True).text
            return re.sub(r"workplace-domain=\w+|csrf\w+\" value=\"\w+|seen_at.*", "", text).replace(domain, "X")

        assert shown("globex.example") == shown("nobody-has.example")

    def test_only_who_proves_it_hears_of_it_and_not_whose_it_is(self, acme, alice, client_of, monkeypatch):
        claim_domain(company=acme, by=alice, domain="globex.example")
        claim = DomainClaim.objects.get()
        monkeypatch.setattr(proof, "txt_records", lambda domain: {claim.token})
        answer = client_of(alice).post(f"{DOMAINS}globex.example/prove/", {"way": "dns"}, follow=True)
        assert "another network of this installation" in answer.text
        assert "Globex" not in answer.text
        assert not DomainClaim.objects.exists(), "nothing half stored"
        assert owner_of("globex.example") == "Globex"

    def test_it_cannot_be_removed_from_here(self, acme, alice, client_of):
        assert remove_domain(company=acme, by=alice, domain="globex.example") is False
        assert owner_of("globex.example") == "Globex"

    def test_of_two_companies_that_prove_it_at_once_one_has_it(self, acme, globex, alice, gina, claim, monkeypatch):
        with inside(globex):
            claim_domain(company=globex, by=gina, domain="shop.example")
            other = DomainClaim.objects.get(domain="shop.example")
        monkeypatch.setattr(proof, "txt_records", lambda domain: {claim.token, other.token})
        prove_domain(company=acme, claim=claim, way="dns", by=alice)
        with inside(globex), pytest.raises(Conflict):
            prove_domain(company=globex, claim=other, way="dns", by=gina)
        assert owner_of("shop.example") == "Acme"


@pytest.mark.parametrize("domain", ["gmail.com", "yahoo.fr", "nodots", "a b.example", "-x.example", "", "x" * 300])
def test_what_is_no_domain_of_a_company_is_refused_at_its_field(acme, alice, client_of, domain):
    answer = client_of(alice).post(DOMAINS, {"domain": domain})
    assert answer.context["form"].errors
    assert not DomainClaim.objects.exists()


def test_a_whole_address_is_taken_for_its_domain_and_twice_is_once(acme, alice, client_of):
    for domain in ("zoe@Shop.Example", "shop.example"):
        answer = client_of(alice).post(DOMAINS, {"domain": domain})
        assert answer["Location"] == SHOP
    assert DomainClaim.objects.count() == 1


def test_removing_a_domain_throws_nobody_out(acme, alice, bob, client_of, stranger):
    client_of(alice).post(f"{DOMAINS}acme.example/remove/")
    assert owner_of("acme.example") is None
    assert standing_of(now(acme), bob.email).door is Door.MEMBER
    assert client_of(bob).get("/people/").status_code == 200
    assert standing_of(now(acme), "zoe@acme.example").door is Door.CLOSED


def test_with_the_last_domain_sign_up_is_by_invite_only_and_the_page_says_so_first(acme, alice, client_of):
    client = client_of(alice)
    assert "by invite only" in client.get(f"{DOMAINS}acme.example/remove/").text
    client.post(f"{DOMAINS}acme.example/remove/")
    client.post(f"{DOMAINS}acme.example/remove/")
    assert now(acme).sign_up == "off"
    assert Line.objects.filter(what="administration.domain_removed").count() == 1


def test_with_another_domain_left_sign_up_stays(acme, alice, claim, monkeypatch):
    monkeypatch.setattr(proof, "txt_records", lambda domain: {claim.token})
    prove_domain(company=acme, claim=claim, way="dns", by=alice)
    remove_domain(company=acme, by=alice, domain="acme.example")
    assert now(acme).sign_up == "joins"


def test_a_code_for_a_domain_that_was_removed_meanwhile_goes_nowhere(acme, alice, claim, letters):
    seen = DomainClaim.objects.get()
    remove_domain(company=acme, by=alice, domain=seen.domain)
    with pytest.raises(Http404):
        mail_code(company=acme, claim=seen, box="admin", by=alice)
    assert letters() == []


def test_codes_are_not_sent_without_end(acme, alice, client_of, claim, letters):
    client = client_of(alice)
    statuses = [client.post(f"{SHOP}mail/", {"box": "admin"}).status_code for _ in range(7)]
    assert 429 in statuses
    assert len(letters()) == 5


def test_claims_do_not_pile_up(acme, alice):
    for number in range(20):
        claim_domain(company=acme, by=alice, domain=f"d{number}.example")
    with pytest.raises(Refusal):
        claim_domain(company=acme, by=alice, domain="one-more.example")
