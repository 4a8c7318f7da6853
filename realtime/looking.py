"""Who has a place open that they are no part of: a colleague's profile, a post of an open group they are not in.
Kept in Valkey alone, and forgotten soon after it was last said.

An app tells of its places once, in AppConfig.ready():

    looking_place("person", access.posts_on_profile)

`find(person, id)` raises Http404 for who may not look. Whoever publishes adds `lookers_at("person:12")` to those who
hear, as long as everyone in the company may read it: a right that ends within a company is not asked for again here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import Http404
from redis.exceptions import RedisError

from core.schema import HasSchema
from realtime.hooks import Frame
from realtime.presence import key, valkey

logger = logging.getLogger(__name__)

Find = Callable[[Any, str], object]
PLACES: dict[str, Find] = {}
HOLDS = 150  # seconds; a page says it again each minute
MOST, LONGEST = 5, 40


def looking_place(kind: str, find: Find) -> None:
    """Frames about `kind:id` hold where `find(person, id)` does not raise."""
    PLACES[kind] = find


def look(company: HasSchema, person: Any, frame: Frame) -> None:
    """`{"type": "look", "places": ["person:12"]}`: what happens there is told for some minutes; a page says it again at
    each catch-up. A place is a `person` (their profile), a `group` or a `post`."""
    places = frame["places"]
    if not isinstance(places, list) or len(places) > MOST:
        raise ValueError("too many")
    for place in places:
        _must_see(person, place)
    now = time.time()
    try:
        with valkey().pipeline(transaction=False) as writing:
            for place in places:
                lookers = key(company.schema_name, place, "lookers")
                writing.zremrangebyscore(lookers, "-inf", now)
                writing.zadd(lookers, {str(person.pk): now + HOLDS})
                writing.expire(lookers, HOLDS)
            writing.execute()
    except RedisError as away:
        logger.warning("who looks is not known: %s", away)


def lookers_at(*places: str) -> set[int]:
    """Who has one of these places of the company entered now open. Nobody, where Valkey is away: pages catch up."""
    now = time.time()
    try:
        with valkey().pipeline(transaction=False) as asked:
            for place in places:
                asked.zrangebyscore(key(connection.schema_name, place, "lookers"), now, "+inf")
            return {int(person) for people in asked.execute() for person in people}
    except RedisError as away:
        logger.warning("who looks is not known: %s", away)
        return set()


def _must_see(person: Any, place: object) -> None:
    if not isinstance(place, str) or len(place) > LONGEST:
        raise Http404
    kind, _colon, pk = place.partition(":")
    if kind not in PLACES:
        raise Http404
    PLACES[kind](person, pk)
