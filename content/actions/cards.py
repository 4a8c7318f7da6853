"""Cards: made with the text that links, filled by a worker, kept in step with the page from time to time."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from content.cards import MOST_PER_TEXT, Picture, Read, address_of, read_card
from content.hooks import card_changed
from content.models import Card, CardUse
from content.models.cards import key_of, picture_path
from content.tasks import fetch_card
from core.limits import wait_for
from core.text import links_of
from people.models import User

PER_PERSON, AT_ONCE = 1 / 2, 60  # pages a second, and at once, that one person may have us ask


@transaction.atomic
def put_cards(*, uses: Any, text: str, author: User) -> None:
    """Give a text the cards of its links: `uses` is the manager of its CardUse rows.

    After an edit a card whose link still stands stays as its author left it; others come and go.
    """
    links = _links(text=text)
    kept = {use.card.url: use for use in uses.select_related("card")}
    for use in kept.values():
        if use.card.url not in links:
            use.delete()
    # In one order for everybody: two who post the same new links at once wait for each other and do not lock up.
    for place, url in sorted(enumerate(links), key=lambda link: link[1]):
        if url in kept:
            _ask_when_due(card=kept[url].card)
        elif card := _card_at(url=url, author=author):
            uses.create(card=card, place=place)


def _links(*, text: str) -> list[str]:
    addresses = (address_of(link) for link in links_of(text, most=4 * MOST_PER_TEXT))
    return list(dict.fromkeys(address for address in addresses if address))[:MOST_PER_TEXT]


def _card_at(*, url: str, author: User) -> Card | None:
    """The company's card of this address, asked for where that is due; None where one person asks for too many."""
    card = Card.objects.filter(key=key_of(url)).first()
    if card is None:
        if wait_for(f"cards:{author.pk}", rate=PER_PERSON, burst=AT_ONCE):
            return None
        card, _new = Card.objects.get_or_create(key=key_of(url), defaults={"url": url})
    _ask_when_due(card=card)
    return card


def _ask_when_due(*, card: Card) -> None:
    now = timezone.now()
    if Card.objects.due().filter(pk=card.pk).update(asked_at=now):
        fetch_card.send(key=f"card:{card.pk}:{now.isoformat()}", card=card.pk)


def fill_card(*, card_id: int) -> None:
    """Ask the page, then write down what it says. The asking takes seconds and stands in no transaction."""
    card = Card.objects.filter(pk=card_id).first()
    if card is None:
        return
    read = read_card(card.url)
    card = _write(card=card, read=read)
    if not read.trouble:
        # In a transaction of its own: who shows it locks its post before the card, and we have the card.
        with transaction.atomic():
            card_changed(card=card)


@transaction.atomic
def _write(*, card: Card, read: Read) -> Card:
    card = Card.objects.select_for_update(no_key=True).get(pk=card.pk)
    card.asked_at, card.trouble = timezone.now(), read.trouble[:40]
    if not read.trouble:
        told = read.told
        card.state, card.title, card.text, card.site = Card.State.READY, told.title, told.text, told.site
        _keep_picture(card=card, picture=read.picture)
    elif not card.is_ready:  # a page that is away for a day keeps the card it had
        card.state = Card.State.NONE
    card.save(
        update_fields=[
            *("state", "title", "text", "site", "picture", "picture_width", "picture_height"),
            *("trouble", "asked_at"),
        ]
    )
    return card


def _keep_picture(*, card: Card, picture: Picture | None) -> None:
    before, known = card.picture, _bytes(name=card.picture)
    if picture and picture.webp == known:
        return
    if picture:
        card.picture = default_storage.save(picture_path(f"{secrets.token_hex(12)}.webp"), ContentFile(picture.webp))
    else:
        card.picture = ""
    card.picture_width, card.picture_height = (picture.width, picture.height) if picture else (0, 0)
    if before:
        transaction.on_commit(lambda: default_storage.delete(before))


def _bytes(*, name: str) -> bytes:
    if not name:
        return b""
    try:
        with default_storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        return b""


@transaction.atomic
def change_card_use(*, use: CardUse, hidden: bool | None = None, picture_hidden: bool | None = None) -> bool:
    """Take a card, or its picture, away from a text, or bring it back; whether that changed anything."""
    wanted = {"hidden": hidden, "picture_hidden": picture_hidden}
    changed = [name for name, value in wanted.items() if value is not None and getattr(use, name) != value]
    for name in changed:
        setattr(use, name, wanted[name])
    if changed:
        use.save(update_fields=changed)
    return bool(changed)
