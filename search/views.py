"""The page of results."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from content.search import kinds
from core.cursor import BadCursor
from core.limits import TooMany
from search.asking import FEW, going_on, look_for
from search.forms import SearchForm

MOST = 30  # of one kind, on one page


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Everything that fits, by kind; of one kind more."""
    form = SearchForm({name: value.replace("\0", "") for name, value in request.GET.items()}, person=request.user)
    kind, after = _going_on(request.GET.get("cursor", ""))
    question = form.question(after)
    kind = kind or form.cleaned_data.get("kind", "")
    status, sections, trouble = 200, [], ""
    try:
        if "by" not in form.errors:
            sections = look_for(request.user, question, [kind] if kind else [], MOST if kind else FEW)
    except TooMany as no:
        status, trouble = no.status, no.text
    kept = {name: value for name, value in form.data.items() if name in ("q", "by", "group", "period") and value}
    context = {
        "form": form,
        "question": question,
        "kind": kind,
        "kinds": [(each.name, each.label) for each in kinds()],
        "sections": sections,
        "trouble": trouble,
        "kept": urlencode(kept),
    }
    return render(request, "search/search.html", context, status=status)


def _going_on(cursor: str) -> tuple[str, tuple[Any, ...]]:
    """A cursor that is not ours starts at the beginning, as on other pages."""
    try:
        return going_on(cursor) if cursor else ("", ())
    except BadCursor:
        return "", ()
