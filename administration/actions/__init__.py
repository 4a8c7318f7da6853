"""Every write of a company's admins. Rights are asked at the doors; each act stands in the company's log."""

from administration.actions.company import change_company, check_colour, put_first_steps_away, remove_logo, set_logo
from administration.actions.domains import claim_domain, mail_code, prove_domain, remove_domain
from administration.actions.exporting import note_export
from administration.actions.people import close_account, open_account, sign_out
from administration.actions.requests import accept, ask_to_join, close_request, decline

__all__ = [
    "accept",
    "ask_to_join",
    "change_company",
    "check_colour",
    "claim_domain",
    "close_account",
    "close_request",
    "decline",
    "mail_code",
    "note_export",
    "open_account",
    "prove_domain",
    "put_first_steps_away",
    "remove_domain",
    "remove_logo",
    "set_logo",
    "sign_out",
]
