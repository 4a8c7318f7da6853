"""What people say they can: short words, written alike by all who mean the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _

from core.errors import Refusal
from core.folding import fold

MOST_SKILLS, LONGEST_SKILL = 30, 40
SUGGESTED = 8

KNOWN = """
    SELECT DISTINCT ON (lower(skill)) lower(skill), skill
    FROM (
        SELECT skill, count(*) AS people
        FROM people_user CROSS JOIN LATERAL unnest(skills) AS skill
        WHERE lower(skill) = ANY(%s)
        GROUP BY skill
    ) AS used
    ORDER BY lower(skill), people DESC, skill
"""
LIKE = """
    SELECT skill, count(*) AS people
    FROM people_user CROSS JOIN LATERAL unnest(skills) AS skill
    WHERE is_active AND joined_at IS NOT NULL
    GROUP BY skill
    ORDER BY people DESC, skill
"""


def clean_skills(given: Iterable[str]) -> list[str]:
    """Without doubles and empty ones, each in the spelling that most colleagues use; refuses too many or too long."""
    once: dict[str, str] = {}
    for skill in given:
        words = " ".join(skill.replace("\0", "").replace(",", " ").split())
        if words:
            once.setdefault(fold(words), words)
    skills = list(once.values())
    if len(skills) > MOST_SKILLS:
        raise _no(_("At most %(most)s skills.") % {"most": MOST_SKILLS})
    if any(len(skill) > LONGEST_SKILL for skill in skills):
        raise _no(_("A skill has at most %(most)s letters.") % {"most": LONGEST_SKILL})
    known = _known(skills)
    return [known.get(skill.lower(), skill) for skill in skills]


def skills_like(text: str) -> list[tuple[str, int]]:
    """Skills of colleagues that begin so, or have a later word that does, with how many people have them."""
    wanted = fold(text)
    with connection.cursor() as cursor:
        cursor.execute(LIKE)
        found = [(skill, people) for skill, people in cursor.fetchall() if f" {wanted}" in f" {fold(skill)}"]
    return found[:SUGGESTED]


def _known(skills: list[str]) -> dict[str, str]:
    if not skills:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [[skill.lower() for skill in skills]])
        return dict(cursor.fetchall())


def _no(why: str) -> Refusal:
    return Refusal("invalid", why, fields={"skills": [why]})
