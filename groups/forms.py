"""What people fill in about groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Group

PICTURES = "image/png,image/jpeg,image/webp,image/avif,image/gif"
DAYS = [(1, _("1 day")), (7, _("7 days")), (30, _("30 days")), (90, _("90 days"))]


class GroupForm(forms.Form):
    """A new group, or its settings."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    purpose = forms.CharField(
        label=_("What it is for"),
        required=False,
        max_length=500,
        help_text=_("One or two sentences: they help colleagues to find it."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "grows"}),
    )
    picture = forms.FileField(label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": PICTURES}))
    kind = forms.ChoiceField(label=_("Who sees what"), choices=Group.Kind.choices, initial=Group.Kind.OPEN)
    posting = forms.ChoiceField(
        label=_("Who may post"),
        choices=Group.Posting.choices,
        initial=Group.Posting.MEMBERS,
        help_text=_("Every member comments and reacts."),
    )
    approval = forms.ChoiceField(
        label=_("Approval of posts"),
        choices=Group.Approval.choices,
        initial=Group.Approval.NONE,
        help_text=_("Until an admin or moderator lets it in, only they and its author see a post."),
    )

    @staticmethod
    def initial_of(group: Group) -> dict[str, Any]:
        return {name: getattr(group, name) for name in ("name", "purpose", "kind", "posting", "approval")}


class NewGroupForm(GroupForm):
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True})
    )
    with_chat = forms.BooleanField(
        label=_("With a conversation in Work Chat"),
        required=False,
        initial=True,
        help_text=_("Its people are the group’s: they come and go with it."),
    )


class NoteForm(forms.Form):
    """What somebody says who asks to join."""

    note = forms.CharField(
        label=_("A few words to its admins"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "grows"}),
    )


class RuleForm(forms.Form):
    """Whom a rule puts into a group."""

    department = forms.CharField(label=_("Department is"), required=False, max_length=120)
    place = forms.CharField(label=_("Place is"), required=False, max_length=120)
    title = forms.CharField(label=_("Title contains"), required=False, max_length=120)


class LinkForm(forms.Form):
    days = forms.TypedChoiceField(label=_("Counts for"), choices=DAYS, coerce=int, initial=7)
