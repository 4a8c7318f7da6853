"""The demo companies: a place that looks lived in, for who starts this for the first time.

Everything is made through the apps' own actions, so that it is what people would have made.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from chat.actions.messages import send_message
from chat.actions.reading import mark_read
from chat.actions.threads import create_thread
from core.schema import inside, inside_public
from feed.actions.comments import create_comment
from feed.actions.posts import create_post
from feed.actions.reactions import react
from groups.models import Group
from people.actions.joining import join_by_address
from people.actions.profile import change_profile, finish_welcome
from people.models import User
from standalone.demo_content import COMPANIES, OPERATOR, PASSWORD, DemoCompany, DemoPerson, When
from tenants.actions.companies import list_company
from tenants.actions.setting_up import set_up
from tenants.models import Company

WHO = "demo"


def make_demo() -> None:
    """Make the operator and what is missing of the two companies; each is made whole or not at all."""
    with inside_public():
        if not User.objects.filter(email=OPERATOR).exists():
            make_operator()
        for content in COMPANIES:
            if not Company.objects.filter(name=content.name).exists():
                make_company(content)


def make_operator() -> None:
    now = timezone.now()
    operator = User.objects.create_user(
        OPERATOR, PASSWORD, name="Olga Operator", is_staff=True, is_superuser=True, joined_at=now, welcomed_at=now
    )
    EmailAddress.objects.create(user=operator, email=OPERATOR, verified=True, primary=True)


def make_company(content: DemoCompany) -> None:
    with transaction.atomic():
        company = list_company(
            name=content.name,
            host=content.label,
            mail_domains=[f"{content.label}.example"],
            who=WHO,
            country=content.country,
        )
        company.colour = content.colour
        company.save(update_fields=["colour"])
        set_up(company=company.pk)
        company.refresh_from_db()
        with inside(company):
            people = {person.key: join(company, content, person) for person in content.people}
            write_posts(content, people)
            talk(content, people)


def join(company: Company, content: DemoCompany, demo: DemoPerson) -> User:
    person = join_by_address(
        company=company,
        address=f"{demo.key}@{content.label}.example",
        name=demo.name,
        language=demo.language,
        time_zone=content.zone,
    )
    change_profile(person=person, changes={"title": demo.title, "department": demo.department, "place": demo.place})
    person.password = hashed_once()
    person.role = User.Role.SYSTEM if demo.admin else person.role
    person.save(update_fields=["password", "role"])
    finish_welcome(person=person)
    return person


@cache
def hashed_once() -> str:
    """One hash for all: two dozen would be half of a first start."""
    return make_password(PASSWORD)


def write_posts(content: DemoCompany, people: dict[str, User]) -> None:
    news = Group.objects.get(is_default=True)
    for post in content.posts:
        at = moment(post.when)
        made, _new = create_post(group=news, author=people[post.author], text=post.text, created_at=at)
        for key in post.likes.split():
            react(thing=made, person=people[key])
        for minutes, (author, text) in enumerate(post.comments, start=1):
            later = min(at + timedelta(minutes=11 * minutes), timezone.now())
            create_comment(post=made, author=people[author], text=text, created_at=later)


def talk(content: DemoCompany, people: dict[str, User]) -> None:
    for number, talk in enumerate(content.talks):
        first, *others = [people[key] for key in talk.members.split()]
        thread, _new = create_thread(creator=first, people=others, name=talk.name)
        for place, (when, author, text) in enumerate(talk.messages):
            message, _new = send_message(
                thread=thread,
                author=people[author],
                text=text,
                client_id=f"demo-{number}-{place}",
                created_at=moment(when),
            )
        # Everybody has read all but the last few lines: a messenger without unread is a dead one.
        for person in (first, *others):
            mark_read(thread=thread, person=person, seq=max(1, message.seq - 2))


def moment(when: When) -> datetime:
    """`(days ago, hour, minute)` in UTC, but never later than now."""
    days, hour, minute = when
    day = timezone.now() - timedelta(days=days)
    return min(day.replace(hour=hour, minute=minute, second=0, microsecond=0), timezone.now())
