"""Every write to people: coming in, inviting, the profile, leaving."""

from people.actions.devices import device_of, end_device, move_device, note_sign_in, note_used
from people.actions.factors import keep_a_factor, note_account_change, note_recovery_code_used
from people.actions.following import follow, unfollow
from people.actions.inviting import (
    invite_first_admin,
    invite_person,
    renew_first_admins_invite,
    resend_invite,
    revoke_invite,
)
from people.actions.joining import ask_to_join, claim_invite, join_by_address
from people.actions.leaving import deactivate, keep_an_admin, reactivate
from people.actions.mailing import mail_account, mail_sign_up_code
from people.actions.operators import add_operator, remove_operator
from people.actions.profile import (
    change_profile,
    choose_language,
    clear_old_statuses,
    clear_status,
    finish_welcome,
    note_seen,
    remove_photo,
    set_photo,
    set_status,
    show_presence,
)
from people.actions.records import change_record, set_manager
from people.actions.roles import change_role
from people.actions.sessions import end_everything, end_session, forget_everywhere, forget_expired, sign_out_everywhere
from people.actions.sign_in_codes import (
    claim_sign_in_code,
    end_sign_in_code,
    make_sign_in_code,
)

__all__ = [
    "add_operator",
    "ask_to_join",
    "change_profile",
    "change_record",
    "change_role",
    "choose_language",
    "claim_invite",
    "claim_sign_in_code",
    "clear_old_statuses",
    "clear_status",
    "deactivate",
    "device_of",
    "end_device",
    "end_everything",
    "end_session",
    "end_sign_in_code",
    "finish_welcome",
    "follow",
    "forget_everywhere",
    "forget_expired",
    "invite_first_admin",
    "invite_person",
    "join_by_address",
    "keep_a_factor",
    "keep_an_admin",
    "mail_account",
    "mail_sign_up_code",
    "make_sign_in_code",
    "move_device",
    "note_account_change",
    "note_recovery_code_used",
    "note_seen",
    "note_sign_in",
    "note_used",
    "reactivate",
    "remove_operator",
    "remove_photo",
    "renew_first_admins_invite",
    "resend_invite",
    "revoke_invite",
    "set_manager",
    "set_photo",
    "set_status",
    "show_presence",
    "sign_out_everywhere",
    "unfollow",
]
