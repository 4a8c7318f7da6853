"""The demo companies: a place that looks lived in, for who starts this for the first time.

All is said and done through the apps' own actions, so it is what people would have made. A company is
made whole or not at all; what is there already is left as it is.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from chat.actions import create_thread, mark_read, send_message
from chat.models import Member
from chat.stickers import DRAWN
from core.schema import inside, inside_public
from feed.actions import create_comment, create_post, react
from groups.models import Group
from people.actions import add_operator, change_profile, finish_welcome, join_by_address, set_manager
from people.models import User
from standalone.demo_content import COMPANIES, OPERATOR, PASSWORD, DemoCompany, DemoPerson, DemoPost, DemoTalk, When
from tenants.actions import list_company, set_up
from tenants.models import Company, Host

WHO = "demo"
ANSWER_AFTER = timedelta(minutes=9)
Cast = dict[str, User]


def make_demo(say: Callable[[str], None]) -> None:
    """Each company that is not there yet, and the operator."""
    password = make_password(PASSWORD)  # once: it is slow on purpose
    with inside_public():
        for content in COMPANIES:
            host = f"{content.label}.{settings.PUBLIC_HOST}"
            if not Host.objects.filter(domain=host).exists():
                say(f"making {content.name} with {len(content.people)} people")
                make_company(content, host, password)
        if not User.objects.filter(email=OPERATOR).exists():
            make_operator(password)


@transaction.atomic
def make_company(content: DemoCompany, host: str, password: str) -> None:
    domain = f"{content.label}.example"
    company = list_company(
        name=content.name, host=host, mail_domains=[domain], country=content.country, who=WHO, why="the demo"
    )
    company.colour = content.colour
    company.save(update_fields=["colour"])
    set_up(company=company.pk)
    company.refresh_from_db()
    day = day_of_the_last(moments(content))
    with inside(company):
        cast = {who.key: make_person(company, who, content, password, day) for who in content.people}
        admin = next(cast[who.key] for who in content.people if who.admin)
        for who in content.people:
            if who.manager:
                set_manager(person=cast[who.key], manager=cast[who.manager], by=admin)
        news = Group.objects.get(is_default=True)
        for post in content.posts:
            make_post(news, post, cast, day)
        for number, talk in enumerate(content.talks):
            make_talk(talk, cast, day, f"{WHO}:{number}")


def make_person(company: Company, who: DemoPerson, content: DemoCompany, password: str, day: datetime) -> User:
    """Somebody who joined on the first day and has been here since."""
    address = f"{who.key}@{content.label}.example"
    if who.admin:  # whoever lists a company makes its first admin; everybody else joins as a member
        User.objects.create_user(address, role=User.Role.SYSTEM)
    person = join_by_address(
        company=company, address=address, name=who.name, language=who.language, time_zone=content.zone
    )
    about = {"title": who.title, "department": who.department, "place": who.place}
    change_profile(person=person, changes={**about, "skills": who.skills.split(",")})
    finish_welcome(person=person)
    person.joined_at = person.welcomed_at = day - timedelta(days=7)
    person.password = password
    person.save(update_fields=["joined_at", "welcomed_at", "password"])
    return person


def make_post(group: Group, content: DemoPost, cast: Cast, day: datetime) -> None:
    time = moment(day, content.when)
    post, _new = create_post(group=group, author=cast[content.author], text=content.text, created_at=time)
    for number, (author, text) in enumerate(content.comments, start=1):
        create_comment(post=post, author=cast[author], text=text, created_at=time + number * ANSWER_AFTER)
    for key in content.likes.split():
        react(thing=post, person=cast[key])


def make_talk(content: DemoTalk, cast: Cast, day: datetime, client_id: str) -> None:
    """A thread whose members have read all but what was said today; who answered, has read what they answered."""
    creator, *others = [cast[key] for key in content.members.split()]
    thread, _new = create_thread(creator=creator, people=others, name=content.name, client_id=client_id)
    seen = 0
    said: dict[int, int] = {}
    for number, (when, author, text) in enumerate(content.messages):
        message, _new = send_message(
            thread=thread,
            author=cast[author],
            **({"sticker": text} if text in DRAWN else {"text": text}),
            client_id=f"{client_id}:{number}",
            created_at=moment(day, when),
        )
        seen = message.seq if when[0] else seen
        said[message.author_id] = message.seq
    for member in Member.objects.filter(thread=thread).select_related("person"):
        mark_read(thread=thread, person=member.person, seq=max(seen, said.get(member.person_id, 0)))


def make_operator(password: str) -> None:
    person = add_operator(email=OPERATOR, name="Olivia Operator")
    person.password = password
    person.save(update_fields=["password"])


def moment(day: datetime, when: When) -> datetime:
    days, hour, minute = when
    return day - timedelta(days=days) + timedelta(hours=hour, minutes=minute)


def moments(content: DemoCompany) -> Iterable[When]:
    """All times of a company's content, a post's with its last comment."""
    for post in content.posts:
        days, hour, minute = post.when
        yield days, hour, minute + len(post.comments) * 9
    for talk in content.talks:
        yield from (when for when, _author, _text in talk.messages)


def day_of_the_last(times: Iterable[When]) -> datetime:
    """Today, or yesterday while today is too young for all of it: nothing was said in the future."""
    now = timezone.now()
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    late = any(moment(day, when) > now for when in times)
    return day - timedelta(days=1) if late else day
