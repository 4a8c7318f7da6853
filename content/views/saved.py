"""The page of what somebody put aside, by list and kind."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from content import access, actions
from content.models import SavedList
from content.saving import KINDS, must_be_readable
from core.cursor import BadCursor
from core.errors import Refusal
from core.rest import next_page, to_pk

PAGE = 30
BY = ("created_at", "pk")


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, refused: Refusal | None = None) -> HttpResponse:
    which, kind = request.GET.get("list", ""), request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    chosen = access.list_or_none(request.user, which)
    rows, cursor = access.saved_of(request.user, kind, chosen), request.GET.get("cursor", "")
    try:
        page, following = next_page(rows, by=BY, descending=True, cursor=cursor, most=PAGE)
    except BadCursor:
        page, following = next_page(rows, by=BY, descending=True, cursor="", most=PAGE)
    context = {
        "shown": [(row, found, KINDS[row.kind].label) for row, found in access.shown_to(request.user, page)],
        "next": following,
        "lists": access.lists_of(request.user),
        "chosen": chosen if isinstance(chosen, SavedList) else None,
        "which": which,
        "kinds": [(name, each.label) for name, each in KINDS.items()],
        "kind": kind,
        "query": urlencode({name: value for name, value in (("list", which), ("kind", kind)) if value}),
        "removed": _removed(request),
        "refused": refused,
    }
    return render(request, "content/saved.html", context, status=refused.status if refused else 200)


def _removed(request: HttpRequest) -> dict[str, str] | None:
    """What was taken away a moment ago without scripts: the page offers to bring it back."""
    kind, _colon, rest = request.GET.get("removed", "").partition(":")
    thing, _colon, in_list = rest.partition(":")
    if kind not in KINDS or not thing.isascii() or not thing.isdigit():
        return None
    return {"kind": kind, "thing": thing, "list": in_list}


@require_POST
def save(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Save it; with `list` move it into that list, where it is empty into none."""
    must_be_readable(request.user, kind, pk)
    to = {}
    if "list" in request.POST:
        name = request.POST["list"]
        to["in_list"] = access.list_for(request.user, name) if name else None
    actions.save_thing(person=request.user, kind=kind, thing=to_pk(pk), **to)
    return _answer(request)


@require_POST
def unsave(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """From its own page one may bring it back; elsewhere the button does."""
    mark = f"{kind}:{to_pk(pk)}:{request.POST.get('was_in', '')}"
    actions.unsave_thing(person=request.user, kind=kind, thing=to_pk(pk))
    if "from_list" in request.POST and not request.headers.get("HX-Request"):
        return redirect(f"/saved/?{urlencode({'removed': mark, 'list': request.POST['from_list']})}")
    return _answer(request)


@require_POST
def create_list(request: HttpRequest) -> HttpResponse:
    try:
        made, _is_new = actions.create_list(person=request.user, name=request.POST.get("name", ""))
    except Refusal as no:
        return _page(request, refused=no)
    return redirect(f"/saved/?list={made.pk}")


@require_POST
def change_list(request: HttpRequest, pk: str) -> HttpResponse:
    """Another `name`; or with `delete` the list is gone, and what was in it stays."""
    found = access.list_for(request.user, pk)
    if "delete" in request.POST:
        actions.delete_list(saved_list=found)
        return redirect("content:saved")
    try:
        actions.rename_list(saved_list=found, name=request.POST.get("name", ""))
    except Refusal as no:
        return _page(request, refused=no)
    return redirect(f"/saved/?list={found.pk}")


def _answer(request: HttpRequest) -> HttpResponse:
    """To the page that the form stood on."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(came_from if ours else "content:saved")
