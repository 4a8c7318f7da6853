"""A room of the company's settings: its own stickers and emoji."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from administration.sections import sections_for
from administration.views.desk import BOTH, WRITE, act_and_go, attempt, room
from chat import trays
from chat.actions import stickers as actions
from chat.forms import EmojiForm, PackForm, PicturesForm, StickerForm
from chat.models import StickerPack
from chat.rooms import STICKERS
from core.limits import limit
from people.roles import Right

RIGHT = Right.MANAGE_CONTENT
HOME = STICKERS.url
PACK = "chat:own_pack"


@room(RIGHT, BOTH)
def home(request: HttpRequest) -> HttpResponse:
    """All packs and emoji; a new pack is made here."""
    form = PackForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        made: list[StickerPack] = []
        name = form.cleaned_data["name"]
        status = attempt(form, lambda: made.append(actions.make_pack(name=name, by=request.user)))
        if made:
            messages.success(request, _("The pack is there. Now give it pictures."))
            return redirect(PACK, made[0].pk)
    return _home(request, status, pack_form=form)


@room(RIGHT, BOTH)
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """One pack: its name and its pictures."""
    found = trays.pack_for(pk)
    form = PackForm(request.POST or None, initial={"name": found.name})
    status = 200
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        status = attempt(form, lambda: actions.rename_pack(pack=found, name=name, by=request.user))
        if status == 200:
            messages.success(request, _("Saved."))
            return redirect(PACK, found.pk)
    return _pack(request, found, status, form=form)


@room(RIGHT, WRITE)
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    found = trays.pack_for(pk)
    form = PicturesForm(request.POST, request.FILES)
    status = 400
    if form.is_valid():
        _not_too_often(request)
        given = [(each.name, each.file, each.size) for each in form.cleaned_data["pictures"]]
        status = attempt(form, lambda: actions.add_stickers(pack=found, pictures=given, by=request.user))
        if status == 200:
            text = ngettext("%(n)s sticker is in the pack now.", "%(n)s stickers are in the pack now.", len(given))
            messages.success(request, text % {"n": len(given)})
            return redirect(PACK, found.pk)
    return _pack(request, found, status, pictures_form=form)


@room(RIGHT, WRITE)
def move_pack(request: HttpRequest, pk: int) -> HttpResponse:
    actions.move_pack(pack=trays.pack_for(pk), earlier=_earlier(request))
    return redirect(HOME)


@room(RIGHT, BOTH)
def remove_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first, and says what follows."""
    found = trays.pack_for(pk)
    if request.method != "POST":
        return _show(request, "pack_remove", {"pack": found})
    return act_and_go(
        request, lambda: actions.remove_pack(pack=found, by=request.user), _("The pack is removed."), HOME
    )


@room(RIGHT, WRITE)
def sticker(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it its name."""
    found = trays.sticker_for(pk)
    form = StickerForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
        return redirect(PACK, found.pack_id)
    name = form.cleaned_data["name"]
    return act_and_go(
        request,
        lambda: actions.rename_sticker(sticker=found, name=name, by=request.user),
        _("Saved."),
        PACK,
        found.pack_id,
    )


@room(RIGHT, WRITE)
def move_sticker(request: HttpRequest, pk: int) -> HttpResponse:
    found = trays.sticker_for(pk)
    actions.move_sticker(sticker=found, earlier=_earlier(request))
    return redirect(PACK, found.pack_id)


@room(RIGHT, WRITE)
def remove_sticker(request: HttpRequest, pk: int) -> HttpResponse:
    found = trays.sticker_for(pk)
    return act_and_go(
        request,
        lambda: actions.remove_sticker(sticker=found, by=request.user),
        _("“%(name)s” is removed. Messages go on showing it.") % {"name": found.name},
        PACK,
        found.pack_id,
    )


@room(RIGHT, WRITE)
def emoji(request: HttpRequest) -> HttpResponse:
    """Add one."""
    form = EmojiForm(request.POST, request.FILES)
    status = 400
    if form.is_valid():
        _not_too_often(request)
        name, file = form.cleaned_data["name"], form.cleaned_data["picture"]
        status = attempt(form, lambda: actions.add_emoji(name=name, file=file, size=file.size, by=request.user))
        if status == 200:
            messages.success(request, _("Everybody can use it now."))
            return redirect(HOME)
    return _home(request, status, emoji_form=form)


@room(RIGHT, WRITE)
def remove_emoji(request: HttpRequest, pk: int) -> HttpResponse:
    found = trays.emoji_for(pk)
    return act_and_go(
        request,
        lambda: actions.remove_emoji(emoji=found, by=request.user),
        _("%(name)s is removed. Messages show its name from now on.") % {"name": found},
        HOME,
    )


def _not_too_often(request: HttpRequest) -> None:
    """Each picture is unpacked here and now."""
    limit(f"own-pictures:{request.user.pk}", rate=1 / 5, burst=60)


def _earlier(request: HttpRequest) -> bool:
    return request.POST.get("to") != "later"


def _home(request: HttpRequest, status: int, **forms: Any) -> HttpResponse:
    shown = {"packs": trays.packs_present(), "emoji": trays.emoji_present()}
    return _show(request, "stickers", {**shown, "pack_form": PackForm(), "emoji_form": EmojiForm(), **forms}, status)


def _pack(request: HttpRequest, found: StickerPack, status: int, **forms: Any) -> HttpResponse:
    around = {"pack": found, "form": PackForm(initial={"name": found.name}), "pictures_form": PicturesForm()}
    return _show(request, "pack", {**around, **forms}, status)


def _show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    around = {"sections": sections_for(request.user), "section": STICKERS, "room": "settings"}
    return render(request, f"chat/settings/{template}.html", {**around, **context}, status=status)
