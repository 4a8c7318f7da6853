"""People, and the invites by which they come."""

from people.models.following import Follow
from people.models.invite import FIRST_ADMINS_INVITE_LIVES, INVITE_LIVES, Invite, token_hash
from people.models.sign_in_code import SIGN_IN_CODE_LIVES, SignInCode
from people.models.user import User, UserManager, UserQuerySet, known_time_zone, photo_path

__all__ = [
    "FIRST_ADMINS_INVITE_LIVES",
    "INVITE_LIVES",
    "SIGN_IN_CODE_LIVES",
    "Follow",
    "Invite",
    "SignInCode",
    "User",
    "UserManager",
    "UserQuerySet",
    "known_time_zone",
    "photo_path",
    "token_hash",
]
