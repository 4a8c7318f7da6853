"""What a company's settings write: to who looks after a domain, and to who asked to come in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jobs.mail import Letter
from people.models import User
from tenants.models import Company


def domain_code(*, company: Company, domain: str, code: str, admin: User) -> Letter:
    names = {"company": company.name, "domain": domain, "admin": str(admin)}
    return Letter(
        subject=_("%(code)s proves %(domain)s") % {"code": code, "domain": domain},
        paragraphs=(
            _("%(admin)s of %(company)s says that the mail domain %(domain)s is theirs. If so, give them this code:")
            % names,
        ),
        code=code,
        small=(
            _("It works once, for half an hour. With it, people with an address of %(domain)s can join %(company)s.")
            % names,
            _("If you do not know them, you can leave this mail unanswered: nothing happens."),
        ),
    )


def declined(*, company: Company) -> Letter:
    names = {"company": company.name}
    return Letter(
        subject=_("Your request to join %(company)s") % names,
        paragraphs=(
            _("You asked to join the network of %(company)s. Its people did not accept the request.") % names,
            _("If this surprises you, please ask them in person."),
        ),
    )
