"""Every write to groups. That the person may do it was proven by `access`; what changes is looked at again."""

from groups.actions.asking import accept_request, ask_to_join, decline_request, join, withdraw_request
from groups.actions.defaults import fill_default_group, join_default_groups, lay_company_news, make_default
from groups.actions.inviting import accept_invite, add_people, decline_invite, invite_people, revoke_invite
from groups.actions.linking import join_by_link, make_link, revoke_link
from groups.actions.making import archive_group, change_group, create_group, unarchive_group
from groups.actions.members import (
    add_member,
    change_role,
    come_in_as_company_admin,
    leave,
    recount_members,
    remove_member,
    take_out,
    tell_of_lost_admin,
)
from groups.actions.ruling import (
    drop_rule,
    refresh_everywhere,
    refresh_rule,
    refresh_rules,
    refresh_rules_for,
    rule_group,
    schedule_refresh_for,
)

__all__ = [
    "accept_invite",
    "accept_request",
    "add_member",
    "add_people",
    "archive_group",
    "ask_to_join",
    "change_group",
    "change_role",
    "come_in_as_company_admin",
    "create_group",
    "decline_invite",
    "decline_request",
    "drop_rule",
    "fill_default_group",
    "invite_people",
    "join",
    "join_by_link",
    "join_default_groups",
    "lay_company_news",
    "leave",
    "make_default",
    "make_link",
    "recount_members",
    "refresh_everywhere",
    "refresh_rule",
    "refresh_rules",
    "refresh_rules_for",
    "remove_member",
    "revoke_invite",
    "revoke_link",
    "rule_group",
    "schedule_refresh_for",
    "take_out",
    "tell_of_lost_admin",
    "unarchive_group",
    "withdraw_request",
]
