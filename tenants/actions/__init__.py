"""What is done with companies and applications. Each function is one transaction."""

from tenants.actions.applications import (
    answer,
    apply,
    ask,
    decline,
    forget_unproven,
    list_application,
    list_itself,
    prove,
    send_code,
)
from tenants.actions.companies import (
    add_mail_domain,
    change_state,
    edit_company,
    invite_admin,
    list_company,
    pause,
    remove_mail_domain,
    set_up_company,
)
from tenants.actions.counting import count_everywhere
from tenants.actions.finding import find_company, mail_hosts
from tenants.actions.pilot import watch_pilots
from tenants.actions.setting_up import set_up

__all__ = [
    "add_mail_domain",
    "answer",
    "apply",
    "ask",
    "change_state",
    "count_everywhere",
    "decline",
    "edit_company",
    "find_company",
    "forget_unproven",
    "invite_admin",
    "list_application",
    "list_company",
    "list_itself",
    "mail_hosts",
    "pause",
    "prove",
    "remove_mail_domain",
    "send_code",
    "set_up",
    "set_up_company",
    "watch_pilots",
]
