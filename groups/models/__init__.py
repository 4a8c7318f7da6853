"""Groups, who is in them, and the ways in."""

from groups.models.entering import GroupInvite, GroupLink, GroupRule, LeftByHand, MembershipRequest
from groups.models.groups import Group, GroupQuerySet, Membership, MembershipQuerySet

__all__ = [
    "Group",
    "GroupInvite",
    "GroupLink",
    "GroupQuerySet",
    "GroupRule",
    "LeftByHand",
    "Membership",
    "MembershipQuerySet",
    "MembershipRequest",
]
