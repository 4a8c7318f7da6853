"""What the installation writes to applicants, to people who look for their company, and about a pilot's end.

Each function is called with the reader's language active; `post` sees to that.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.schema import inside_public
from jobs.mail import Letter, queue_letter
from tenants.addressees import Addressee
from tenants.models import Application, Company
from tenants.models.applications import CODE_LIFE


def post(to: Addressee, letter: Callable[[], Letter], *, key: str | None = None) -> None:
    """Queue a letter from the installation in the language its reader reads."""
    with inside_public(), translation.override(to.language):
        queue_letter(to=to.email, letter=letter(), company=None, key=key)


def post_applicant(application: Application, letter: Callable[[], Letter]) -> None:
    post(Addressee(application.email, application.language), letter)


# Applications --------------------------------------------------------------------------------------------------


def code(application: Application, digits: str) -> Letter:
    minutes = int(CODE_LIFE.total_seconds() // 60)
    return Letter(
        subject=_("%(code)s is the code for your application") % {"code": digits},
        paragraphs=(_("Type this code on the page of your application:"),),
        code=digits,
        small=(
            ngettext("It works once, for %(minutes)s minute.", "It works once, for %(minutes)s minutes.", minutes)
            % {"minutes": minutes},
            _("If you did not apply for anything, you can leave this mail unanswered: nothing happens."),
        ),
    )


def received(application: Application) -> Letter:
    return Letter(
        subject=_("Received: application number %(number)s") % {"number": application.number},
        paragraphs=(
            _("Your application for %(company)s has reached us. Its number is %(number)s.")
            % {"company": application.company, "number": application.number},
            _("Usually we answer within two days. On this page you always see where it stands:"),
        ),
        action=_("See your application"),
        link=application.url,
        small=(_("Keep this link to yourself: whoever has it can read and answer for you."),),
    )


def asked(application: Application, question: str) -> Letter:
    return Letter(
        subject=_("A question about application number %(number)s") % {"number": application.number},
        paragraphs=(
            _("Before we decide about %(company)s, we would like to know:") % {"company": application.company},
        ),
        quote=question,
        action=_("Answer"),
        link=application.url,
    )


def listed(application: Application, company: Company) -> Letter:
    return Letter(
        subject=_("%(company)s is on the list") % {"company": application.company},
        paragraphs=(
            _("Good news: %(company)s is part of the pilot. Its network lives here: %(url)s")
            % {"company": application.company, "url": company.url},
            _("A second mail, to %(email)s, brings the link that makes its reader the first admin.")
            % {"email": company.admin_email},
        ),
        action=_("See your application"),
        link=application.url,
    )


def declined(application: Application, reason: str) -> Letter:
    return Letter(
        subject=_("About application number %(number)s") % {"number": application.number},
        paragraphs=(
            _("Thank you for applying with %(company)s. We cannot take part in it now, for this reason:")
            % {"company": application.company},
        ),
        quote=reason,
        small=(_("You are welcome to apply again when this has changed."),),
    )


# Companies -----------------------------------------------------------------------------------------------------


def your_company(company: Company) -> Letter:
    return Letter(
        subject=_("Your company's network"),
        paragraphs=(
            _("Somebody, probably you, asked where the network of your company is. It is here:"),
            f"{company.name}: {company.url}",
        ),
        action=_("Go to %(company)s") % {"company": company.name},
        link=f"{company.url}/",
        small=(_("If it was not you, you can leave this mail unanswered: nothing happens."),),
    )


def pilot_ends(company: Company, days: int) -> Letter:
    when = date_format(company.pilot_end, "DATE_FORMAT") if company.pilot_end else ""
    if days:
        subject = ngettext(
            "The pilot of %(company)s ends in %(days)s day",
            "The pilot of %(company)s ends in %(days)s days",
            days,
        ) % {"company": company.name, "days": days}
    else:
        subject = _("The pilot of %(company)s ends today") % {"company": company.name}
    return Letter(
        subject=subject,
        paragraphs=(
            _("The last day of the pilot of %(company)s is %(date)s.") % {"company": company.name, "date": when},
            _("After it the network is suspended: nobody can read or write, and nothing is erased."),
            _("To go on, please talk to the people who run this installation."),
        ),
        action=_("Go to %(company)s") % {"company": company.name},
        link=f"{company.url}/",
    )
