"""What an operator can do to a company: each act asks on a page of its own, and most ask why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants import actions
from tenants.admin import forms as ask
from tenants.admin.forms import default_pilot_end
from tenants.models import Company

State = Company.State
Text = str | Promise
LATER_FIELDS = ("name", "seat_limit", "pilot_end", "language", "country")


@dataclass(frozen=True, kw_only=True)
class Act:
    """`run` gets the company, who acts, and what was filled in; it may raise Refusal."""

    label: Text
    done: Text
    run: Callable[[Company, str, dict[str, Any]], None]
    form: type[forms.Form] = ask.WhyForm
    explain: Text = ""
    danger: bool = False
    fits: Callable[[Company], bool] = lambda company: True
    start: Callable[[Company], dict[str, Any]] = lambda company: {}
    wants_company: bool = False

    def make_form(self, company: Company, data: Any, given: dict[str, str]) -> forms.Form:
        extra = {"company": company} if self.wants_company else {}
        return self.form(data, initial={**self.start(company), **given}, **extra)


def _move(to: str) -> Callable[[Company, str, dict[str, Any]], None]:
    def run(company: Company, who: str, said: dict[str, Any]) -> None:
        actions.change_state(company=company, to=to, who=who, why=said["why"], shown=said.get("shown", ""))

    return run


def _resume(company: Company, who: str, said: dict[str, Any]) -> None:
    terms = {field: getattr(company, field) for field in LATER_FIELDS}
    actions.edit_company(company=company, who=who, why=said["why"], **{**terms, "pilot_end": said["pilot_end"]})
    actions.change_state(company=company, to=State.LIVE, who=who, why=said["why"])


def _pause(paused: bool) -> Callable[[Company, str, dict[str, Any]], None]:
    return lambda company, who, said: actions.pause(company=company, paused=paused, who=who, why=said["why"])


def _pilot_end_to_resume_with(company: Company) -> dict[str, Any]:
    over = company.pilot_end and company.pilot_end < default_pilot_end()
    return {"pilot_end": default_pilot_end() if over else company.pilot_end}


ACTS: dict[str, Act] = {
    "retry": Act(
        label=_("Set up again"),
        done=_("Being set up; this takes about a second."),
        form=ask.NoForm,
        explain=_("Runs all steps again from the first. What a failed attempt had begun was undone."),
        run=lambda company, who, said: actions.set_up_company(company=company),
        fits=lambda company: company.state == State.PROVISIONING,
    ),
    "edit": Act(
        label=_("Edit"),
        done=_("Saved."),
        form=ask.EditForm,
        run=lambda company, who, said: actions.edit_company(company=company, who=who, **said),
        start=lambda company: {field: getattr(company, field) for field in LATER_FIELDS},
    ),
    "suspend": Act(
        label=_("Suspend"),
        done=_("Suspended: every door is shut."),
        form=ask.SuspendForm,
        explain=_("At once, at every door: pages, API, open sockets; tasks wait. Nothing is erased."),
        run=_move(State.SUSPENDED),
        fits=lambda company: company.state == State.LIVE,
        danger=True,
    ),
    "resume": Act(
        label=_("Resume"),
        done=_("Live again."),
        form=ask.ResumeForm,
        run=_resume,
        fits=lambda company: company.state in {State.SUSPENDED, State.CLOSED} and company.provisioned_at is not None,
        start=_pilot_end_to_resume_with,
    ),
    "close": Act(
        label=_("Close"),
        done=_("Closed: its host answers as if there were nothing."),
        form=ask.CloseForm,
        explain=_("Its host answers 404 to everybody, and its place in the pilot becomes free. It can be resumed."),
        run=_move(State.CLOSED),
        fits=lambda company: company.state != State.CLOSED,
        danger=True,
        wants_company=True,
    ),
    "pause": Act(
        label=_("Pause"),
        done=_("Paused: reads work, writes answer 503."),
        explain=_("For a move or a restore: reads work, writes are asked to come back later, tasks wait."),
        run=_pause(True),
        fits=lambda company: company.state == State.LIVE and not company.paused,
    ),
    "unpause": Act(
        label=_("End the pause"),
        done=_("Writing works again."),
        run=_pause(False),
        fits=lambda company: company.paused,
    ),
    "admin-link": Act(
        label=_("New link for the first admin"),
        done=_("A new link is on its way; it lives seven days."),
        form=ask.AdminAddressForm,
        run=lambda company, who, said: actions.invite_admin(company=company, who=who, **said),
        fits=lambda company: company.state == State.LIVE,
        start=lambda company: {"email": company.admin_email},
    ),
    "second-admin": Act(
        label=_("Invite a second admin"),
        done=_("A link is on its way; it lives seven days."),
        form=ask.AdminAddressForm,
        run=lambda company, who, said: actions.invite_admin(company=company, who=who, **said),
        fits=lambda company: company.state == State.LIVE,
    ),
    "add-domain": Act(
        label=_("Add a mail domain"),
        done=_("Added."),
        form=ask.DomainForm,
        explain=_("You vouch that it is the company's: whoever has an address there can join."),
        run=lambda company, who, said: actions.add_mail_domain(company=company, who=who, **said),
    ),
    "remove-domain": Act(
        label=_("Remove a mail domain"),
        done=_("Removed."),
        form=ask.DomainForm,
        explain=_("Nobody can join with it any more. Who is in stays in."),
        run=lambda company, who, said: actions.remove_mail_domain(company=company, who=who, **said),
        danger=True,
    ),
}
BUTTONS = ["retry", "edit", "suspend", "resume", "pause", "unpause", "admin-link", "second-admin", "close"]


def buttons_for(company: Company) -> list[tuple[str, Act]]:
    return [(name, ACTS[name]) for name in BUTTONS if ACTS[name].fits(company)]
