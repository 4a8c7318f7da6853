"""Who a text means with `@`.

What is stored and shown everywhere (API, search, mail) is plain words: `@Bob Brown`. Whom they mean stands
in rows of their own, one for each place. A composer or a program says it exactly with the token `@[12]`, the
person's id, which is turned into the name when it is written; `@Bob Brown` typed by hand means the one person
of that full name. What means nobody stays as typed. In code nobody is meant: there a token only becomes the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from core.text import name_at, places_in_code
from people.models import User

MOST, LOOKED_AT = 50, 200  # per text; an @ beyond is plain text
WORDS_IN_A_NAME = 5
AROUND = ".,;:!?)]…'’\"»*_~`\\"  # what may follow a name directly: punctuation, and the end of Markdown
AT = re.compile(r"(?<![\w@])@(?:\[(\d{1,18})\]|(?=\w))")
WORDS = re.compile(rf"\S+(?: \S+){{0,{WORDS_IN_A_NAME - 1}}}")


@dataclass(frozen=True)
class Named:
    """One `@Name` of a text and the person it means."""

    person_id: int
    name: str


def resolve(text: str, *, before: Iterable[Named] = ()) -> tuple[str, list[Named]]:
    """The text with its tokens written out, and whom each of its `@Name`s means, in order.

    `before` is what the text meant until now, for an edit: its names keep meaning the same people, even
    those who share a name or have left.
    """
    places = list(islice(AT.finditer(text), LOOKED_AT))
    in_code = places_in_code(text, [place.start() for place in places])
    places = [place for place in places if place[1] or place.start() not in in_code][:MOST]
    by_id = _people_by_id({int(place[1]) for place in places if place[1]})
    known = _known_names(text, places, before)
    written, found, end = [], [], 0
    for place in places:
        if place.start() < end:
            continue
        if place[1]:
            named = by_id.get(int(place[1]))
            length = len(place[0])
        else:
            named = _next(known, text, place.end())
            length = 1 + len(named.name) if named else 0
        if named is None:
            continue
        written += [text[end : place.start()], f"@{named.name}"]
        if place.start() not in in_code:
            found.append(named)
        end = place.start() + length
    return "".join([*written, text[end:]]), found


def _people_by_id(ids: set[int]) -> dict[int, Named]:
    people = User.objects.here().in_bulk(ids) if ids else {}
    return {pk: Named(pk, str(person)) for pk, person in people.items()}


def _known_names(text: str, places: Sequence[re.Match[str]], before: Iterable[Named]) -> dict[str, list[Named]]:
    """Name → whom it means, in turn: first what it meant before, then those who alone bear it."""
    known = defaultdict(list)
    for named in before:
        known[named.name].append(named)
    wanted = {name for place in places if not place[1] for name in _beginnings(text, place.end())} - known.keys()
    bearers = defaultdict(list)
    for pk, name in User.objects.here().filter(name__in=wanted).values_list("pk", "name") if wanted else ():
        bearers[name].append(Named(pk, name))
    return known | {name: people for name, people in bearers.items() if len(people) == 1}


def _beginnings(text: str, start: int) -> list[str]:
    """All that might be a name from `start`: one word, two words, … and each without its punctuation."""
    run = WORDS.match(text, start)
    words = run[0].split(" ") if run else []
    tries = [" ".join(words[: count + 1]) for count in range(len(words))]
    return [shape for name in tries for shape in {name, name.rstrip(AROUND)} if shape]


def _next(known: dict[str, list[Named]], text: str, start: int) -> Named | None:
    name = name_at(text, start, known)
    if name is None:
        return None
    meant = known[name]
    return meant.pop(0) if len(meant) > 1 else meant[0]
