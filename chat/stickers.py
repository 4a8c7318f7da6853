"""Our own stickers: two drawn packs, in `static/img/stickers/<pack>/<name>.svg`. Keys stand in messages for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.templatetags.static import static
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chat.models import Message


@dataclass(frozen=True)
class Drawn:
    """One picture of ours; `words` are others under which it is looked for."""

    key: str
    label: str | Promise
    words: str | Promise

    @property
    def path(self) -> str:
        return f"img/stickers/{self.key}.svg"

    @property
    def url(self) -> str:
        return static(self.path)


@dataclass(frozen=True)
class DrawnPack:
    name: str
    label: str | Promise
    stickers: tuple[Drawn, ...]


def _pack(name: str, label: str | Promise, *drawn: tuple[str, str | Promise, str | Promise]) -> DrawnPack:
    return DrawnPack(name, label, tuple(Drawn(f"{name}/{each}", said, words) for each, said, words in drawn))


PACKS = (
    _pack(
        "olo",
        _("Olo"),
        ("hello", pgettext_lazy("sticker", "Hello"), _("hi wave greeting")),
        ("joy", pgettext_lazy("sticker", "Hooray"), _("joy happy yes great confetti")),
        ("love", pgettext_lazy("sticker", "Love it"), _("heart eyes adore")),
        ("laugh", pgettext_lazy("sticker", "So funny"), _("laugh tears joke haha")),
        ("thumbs-up", pgettext_lazy("sticker", "Thumbs up"), _("ok good agree like wink")),
        ("please", pgettext_lazy("sticker", "Pretty please"), _("beg ask favour eyes")),
        ("hug", pgettext_lazy("sticker", "A hug"), _("comfort heart arms care")),
        ("sad", pgettext_lazy("sticker", "Sad"), _("cry tears sorry unhappy")),
        ("angry", pgettext_lazy("sticker", "Fuming"), _("angry cross steam annoyed")),
        ("wow", pgettext_lazy("sticker", "Wow"), _("surprise shock amazed really")),
        ("oops", pgettext_lazy("sticker", "Oops"), _("sorry mistake embarrassed shy")),
        ("thinking", pgettext_lazy("sticker", "Let me think"), _("thinking hmm idea doubt question")),
        ("cool", pgettext_lazy("sticker", "Cool"), _("sunglasses easy relaxed")),
        ("strong", pgettext_lazy("sticker", "You can do it"), _("strong power courage sport")),
        ("party", pgettext_lazy("sticker", "Party"), _("birthday celebrate congratulations hat")),
        ("sleepy", pgettext_lazy("sticker", "Good night"), _("sleepy tired bed evening")),
    ),
    _pack(
        "work",
        _("At work"),
        ("good-morning", pgettext_lazy("sticker", "Good morning"), _("sun early day hello")),
        ("coffee", pgettext_lazy("sticker", "Coffee?"), _("cup tea drink hot")),
        ("on-my-way", pgettext_lazy("sticker", "On my way"), _("coming scooter late travel")),
        ("meeting", pgettext_lazy("sticker", "In a meeting"), _("talk team table busy")),
        ("deadline", pgettext_lazy("sticker", "Deadline"), _("clock hurry late time alarm")),
        ("bug", pgettext_lazy("sticker", "Found a bug"), _("error fault problem beetle")),
        ("ship-it", pgettext_lazy("sticker", "Ship it"), _("rocket launch start release go")),
        ("done", pgettext_lazy("sticker", "Done"), _("check finished ready approved")),
        ("high-five", pgettext_lazy("sticker", "High five"), _("hands team bravo well done")),
        ("thanks", pgettext_lazy("sticker", "Thank you"), _("thanks flowers bouquet grateful")),
        ("parcel", pgettext_lazy("sticker", "Parcel is here"), _("delivery box post goods")),
        ("cake", pgettext_lazy("sticker", "Cake!"), _("birthday candle sweet celebrate")),
        ("break", pgettext_lazy("sticker", "Lunch break"), _("food hungry burger pause eat")),
        ("rain-check", pgettext_lazy("sticker", "Another time"), _("rain umbrella cancel postpone")),
        ("night-shift", pgettext_lazy("sticker", "Night shift"), _("moon late night stars")),
        ("out-of-office", pgettext_lazy("sticker", "Out of office"), _("holiday island beach away leave")),
    ),
)
DRAWN = {sticker.key: sticker for pack in PACKS for sticker in pack.stickers}


def name_of(message: Message) -> str:
    """What the sticker of a message is called, in the language that is active now."""
    drawn = DRAWN.get(message.sticker)
    return str(drawn.label) if drawn else str(message.detail.get("name", ""))


def url_of(message: Message) -> str:
    """The picture of a message that is a sticker; a company's own may be gone from the tray meanwhile."""
    drawn = DRAWN.get(message.sticker)
    return drawn.url if drawn else str(message.detail.get("picture", ""))


def in_words(message: Message) -> str:
    """A message that is a sticker, where only words can stand; empty for any other."""
    return gettext("%(name)s (sticker)") % {"name": name_of(message)} if message.sticker else ""


def names() -> dict[str, str]:
    """Key → name of all that we drew, for a page in the active language."""
    return {key: str(drawn.label) for key, drawn in DRAWN.items()}


@cache
def search_words(key: str) -> str:
    """Everything a drawn sticker is found by, in all our languages: people search in the one they think in."""
    return " ".join(dict.fromkeys(_words(DRAWN[key])))


def _words(drawn: Drawn) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield from f"{drawn.label} {drawn.words}".casefold().split()
