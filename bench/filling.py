"""Everything that ten thousand people wrote in three years, made up and poured into the tables at once."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from bench.rows import Pour, used_ids, without_indexes
from content.models import Reaction
from feed.models import Comment, CommentReaction, Post, PostMention, PostReaction
from groups.models import Group, Membership
from notifications.models import Notification
from people.models import Follow, User
from people.models.user import search_text

DAYS = 3 * 365
COMMENTS, REACTIONS = 5, 10  # for each post; a third of the reactions are to comments
MORE = 8  # groups of each person beside those that all, or many, are in
FIRST = "Ana Ben Chloé Dieter Élise Farid Greta Hugo Inês Jonas Kenza Łukasz Mona Noël Olga Paul Quentin Rosa".split()
LAST = "Adler Björk Costa Dupont Evers Fontaine García Huber Ivanov Jansen Klein Lopez Müller Novák Öztürk".split()
DEPARTMENTS = "Bakery Shops Logistics Finance People Marketing Kitchen Quality Repairs Purchasing".split()
PLACES = "Lyon Paris Berlin Porto Gdańsk Turin Lille Vienna Ghent Nantes".split()
TITLES = ["Baker", "Driver", "Team lead", "Accountant", "Planner", "Buyer", "Cook", "Engineer"]
WORDS = """the oven is warm again and the new flour has come please look at the plan for next week we need two more
people on Saturday bread sold out at noon thank you all for the help yesterday la livraison arrive demain matin
merci à toute l’équipe nous avons changé les horaires the meeting moves to room four our customers like the rye
can somebody check the freezer figures of this month look good photos of the summer party""".split()
TWICE = WORDS + WORDS
TABLES = [
    model._meta.db_table
    for model in (Post, PostMention, Comment, PostReaction, CommentReaction, Membership, Follow, Notification, User)
]


def fill(schema: str, *, people: int, groups: int, posts: int) -> None:
    chance = random.Random(7)  # noqa: S311  (the same company each time)
    if Post.objects.exists():
        raise SystemExit("it is full already; `drop` it first")
    began = User.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    everyone = range(began + 1, began + people + 1)
    with without_indexes(schema, TABLES):
        with clock("people"):
            pour_people(schema, everyone, chance)
        with clock("groups"):
            rooms = make_groups(max(groups, 5), everyone)
            pour_members(schema, rooms, everyone, chance)
        with clock("posts, comments and reactions"):
            pour_posts(schema, rooms, everyone, posts, chance)
        print("indexes …", flush=True)
    used_ids(TABLES)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE groups_group SET member_count = (SELECT count(*) FROM groups_membership WHERE group_id ="
            " groups_group.id); ANALYZE groups_group"
        )


class clock:
    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        self.begun = time.monotonic()

    def __exit__(self, *_: object) -> None:
        print(f"{self.name}: {time.monotonic() - self.begun:.0f} s", flush=True)


def pour_people(schema: str, everyone: range, chance: random.Random) -> None:
    now = timezone.now()
    given = "id email name title department place manager_id name_key search_text joined_at welcomed_at seen_at"
    people = Pour(schema, User, [*given.split(), "password"])
    follows = Pour(schema, Follow, ["follower_id", "followed_id"])
    for pk in everyone:
        person = User(
            name=f"{chance.choice(FIRST)} {chance.choice(LAST)}",
            title=chance.choice(TITLES),
            department=chance.choice(DEPARTMENTS),
            place=chance.choice(PLACES),
        )
        boss = everyone[(pk - everyone[0] - 1) // 8] if pk > everyone[0] else r"\N"
        key = search_text(person)
        seen = now - timedelta(minutes=chance.randrange(1200))
        joined = (now - timedelta(days=DAYS)).isoformat()
        people.add(
            *(pk, f"p{pk}@{schema}.example", person.name, person.title, person.department, person.place, boss),
            *(key.strip(), key, joined, joined, seen.isoformat(), "!"),
        )
        for other in {chance.choice(everyone) for _ in range(20)} - {pk}:
            follows.add(pk, other)
    people.close()
    follows.close()


def make_groups(count: int, everyone: range) -> list[int]:
    """Company News, which stands already, one more for all, and many of all sizes."""
    news = Group.objects.get(is_default=True)
    made = [
        Group(name=f"{WORDS[n % len(WORDS)].capitalize()} {n}", kind=["open", "closed"][n % 2]) for n in range(count)
    ]
    return [news.pk, *(group.pk for group in Group.objects.bulk_create(made))]


def members_of(number: int, everyone: range, chance: random.Random) -> Iterator[int]:
    if number < 2:
        yield from everyone
        return
    size = min(len(everyone), max(8, int(len(everyone) * 0.4 / number)))
    start, step = chance.randrange(len(everyone)), max(1, len(everyone) // size)
    for place in range(size):
        yield everyone[(start + place * step) % len(everyone)]


def pour_members(schema: str, rooms: list[int], everyone: range, chance: random.Random) -> None:
    given = ["group_id", "person_id"]
    members = Pour(schema, Membership, given)
    for number, group in enumerate(rooms):
        inside = set(members_of(number, everyone, chance))
        if number > 1:  # and some whom chance brought: everybody is in about a dozen
            inside.update(chance.choice(everyone) for _ in range(MORE * len(everyone) // len(rooms)))
        for person in inside:
            members.add(group, person)
    members.close()


def pour_posts(schema: str, rooms: list[int], everyone: range, count: int, chance: random.Random) -> None:
    written = "id author_id text created_at".split()
    posts = Pour(schema, Post, [*written, "group_id", "comment_count", "reaction_count", "reactions_by_kind"])
    mentions = Pour(schema, PostMention, ["post_id", "person_id", "name", "place"])
    comments = Pour(schema, Comment, [*written, "post_id", "parent_id", "reply_count"])
    to_posts = Pour(schema, PostReaction, ["post_id", "person_id", "kind"])
    to_comments = Pour(schema, CommentReaction, ["comment_id", "person_id", "kind"])
    bells = Pour(schema, Notification, "person_id kind about_type about_id actors actor_count changed_at".split())
    now, comment_id = timezone.now(), 0
    gap = timedelta(days=DAYS) / count
    kinds = [str(kind) for kind in Reaction.Kind.values]
    for pk in range(1, count + 1):
        at = now - gap * (count - pk)
        author, group = chance.choice(everyone), room_of(rooms, chance)
        said = comments_on(pk, comment_id + 1, at, everyone, chance)
        comment_id += len(said)
        liked = spread(chance, everyone, REACTIONS * 2 // 3 + 1)
        counts = {kinds[n]: len(liked[n::6]) for n in range(6) if liked[n::6]}
        text = sentence(chance, 12, 40)
        if chance.random() < 0.1:
            named = chance.choice(everyone)
            text = f"@Name {text}"
            mentions.add(pk, named, "Name", 0)
            bells.add(named, "feed.person_mentioned", "feed.post", pk, f"{{{author}}}", 1, at.isoformat())
        json = "{" + ", ".join(f'"{kind}": {number}' for kind, number in counts.items()) + "}"
        posts.add(pk, author, text, at.isoformat(), group, len(said), len(liked), json)
        for number, person in enumerate(liked):
            to_posts.add(pk, person, kinds[number % 6])
        for comment in said:
            comments.add(*comment)
            for person in spread(chance, everyone, 1 if chance.random() < 0.66 else 0):
                to_comments.add(comment[0], person, "like")
        if pk % 50_000 == 0:
            print(f"  {pk} posts, {comment_id} comments", flush=True)
    for each in (posts, mentions, comments, to_posts, to_comments, bells):
        each.close()
        print(f"  {each.table}: {each.count}", flush=True)


def room_of(rooms: list[int], chance: random.Random) -> int | str:
    """Mostly small groups; a few posts for all; one in twenty on a profile."""
    dice = chance.random()
    if dice < 0.05:
        return r"\N"
    if dice < 0.08:
        return rooms[0]
    return rooms[min(len(rooms) - 1, 1 + int(len(rooms) * chance.random() ** 1.6))]


Row = tuple[object, ...]


def comments_on(post: int, first: int, at: datetime, everyone: range, chance: random.Random) -> list[Row]:
    """About five, a fifth of them replies to an earlier one."""
    number = min(int(chance.expovariate(1 / COMMENTS) + 0.5), 60)
    parents = [0] * number
    for place in range(1, number):
        if chance.random() < 0.2:
            target = chance.randrange(place)
            parents[place] = parents[target] or first + target
    replies = {first + place: parents.count(first + place) for place in range(number)}
    return [
        (
            first + place,
            chance.choice(everyone),
            sentence(chance, 4, 14),
            (at + timedelta(minutes=1 + place)).isoformat(),
            post,
            parents[place] or r"\N",
            replies[first + place],
        )
        for place in range(number)
    ]


def spread(chance: random.Random, everyone: range, about: int) -> list[int]:
    """Different people, more or less so many."""
    number = min(chance.randrange(about * 2 + 1) if about > 1 else about, len(everyone))
    start, step = chance.randrange(len(everyone)), 7
    return [everyone[(start + place * step) % len(everyone)] for place in range(min(number, len(everyone) // step))]


def sentence(chance: random.Random, least: int, most: int) -> str:
    start = chance.randrange(len(WORDS))
    length = chance.randrange(least, most)
    return " ".join(TWICE[start : start + length]) + "."
