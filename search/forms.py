"""The filters of the search page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.search import Question
from groups.access import group_for, groups_of
from people.access import colleague_called, person_for
from people.models import User
from search.asking import known_kinds, since_when

ANY_TIME = [
    ("", _("Any time")),
    ("day", _("Today")),
    ("week", _("Last 7 days")),
    ("month", _("Last month")),
    ("year", _("Last year")),
]


class SearchForm(forms.Form):
    """What cannot be read is as if it was not asked, and said at its field."""

    q = forms.CharField(required=False, max_length=200)
    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    by = forms.CharField(label=pgettext_lazy("search", "From"), required=False, max_length=254, widget=forms.TextInput)
    group = forms.ChoiceField(label=_("Group"), required=False)
    period = forms.ChoiceField(label=_("When"), choices=ANY_TIME, required=False)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        mine = [(str(group.pk), group.name) for group in groups_of(person)]
        self.fields["group"].choices = [("", _("Any group")), *mine, *self._another(mine)]

    def _another(self, mine: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """A group that a link names and that the person is not in."""
        named = self.data.get("group", "")
        if not named or any(named == pk for pk, _name in mine):
            return []
        try:
            group = group_for(self.person, named)
        except Http404:
            return []
        return [(str(group.pk), group.name)]

    def clean_q(self) -> str:
        return self.cleaned_data["q"].strip()

    def clean_kind(self) -> str:
        return (known_kinds(self.cleaned_data["kind"]) or [""])[0]

    def clean_by(self) -> User | None:
        text = self.cleaned_data["by"].strip()
        if not text:
            return None
        try:
            return person_for(self.person, text) if text.isascii() and text.isdigit() else colleague_called(text)
        except Http404:
            raise forms.ValidationError(_("There is no such colleague.")) from None

    def question(self, after: tuple[Any, ...] = ()) -> Question:
        """What is asked for, as far as it could be read; `after`: where a cursor goes on."""
        self.is_valid()
        given = self.cleaned_data
        by, group = given.get("by"), given.get("group")
        return Question(
            text=given.get("q", ""),
            by=by.pk if by else None,
            group=int(group) if group else None,
            since=since_when(given.get("period", ""), self.person),
            after=after,
        )
