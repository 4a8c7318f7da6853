"""The whole road in real browsers: a company applies, is listed, its people come in, post and talk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from standalone.demo_content import OPERATOR, PASSWORD
from tests.browser import window
from tests.installation import Installation

pytestmark = pytest.mark.browser


class Visitor:
    """One person's own browser."""

    def __init__(self, browser: Browser, installation: Installation, host: str) -> None:
        self.installation, self.host = installation, host
        self.context = window(browser, locale="en")
        self.page: Page = self.context.new_page()

    def go(self, path: str = "/") -> None:
        self.page.goto(self.installation.url(self.host, path))

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").first.fill(value)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sign_up(self, address: str, name: str) -> None:
        self.go("/accounts/signup/")
        self.fill(email=address)
        self.press("Send me a code")
        self.fill(code=self.installation.code_for(address))
        self.press("Go on")
        self.come_in(name)

    def come_in(self, name: str) -> None:
        self.fill(name=name)
        self.press("Join Brema Bakeries")
        self.page.wait_for_url("**/welcome/")
        self.press("Go to the start page")
        self.page.locator("#composer-text").wait_for()


@pytest.fixture(scope="module")
def visit(demo: Installation, chromium: Browser):
    made: list[Visitor] = []

    def make(host: str) -> Visitor:
        made.append(Visitor(chromium, demo, host))
        return made[-1]

    yield make
    for visitor in made:
        visitor.context.close()


def test_a_company_walks_the_whole_road(demo: Installation, visit):
    apply(demo, visit("localhost"))
    list_it(visit("localhost"))
    ida = first_admin(demo, visit("brema.localhost"))
    post(ida, "The ovens are warm. Welcome!")

    sam = visit("brema.localhost")
    sam.sign_up("sam@brema.example", "Sam Shop")
    sam.sees("The ovens are warm. Welcome!")

    pia = invited(demo, sam, visit("brema.localhost"))
    comment(pia, "Good morning from the pastry corner")
    ida.sees("Good morning from the pastry corner")  # without a reload

    talk(sam, ida)


def apply(demo: Installation, applicant: Visitor) -> None:
    applicant.go("/apply/")
    applicant.fill(company="Brema Bakeries", headcount="640", email="ida@brema.example", why="Our bakers have no mail.")
    applicant.page.locator("[name=country]").select_option(label="Germany")
    applicant.press("Send me the code")
    applicant.fill(code=demo.code_for("ida@brema.example"))
    applicant.press("Go on")
    applicant.sees("received")


def list_it(operator: Visitor) -> None:
    operator.go("/admin/")
    operator.fill(login=OPERATOR, password=PASSWORD)
    operator.press("Sign in")
    operator.page.get_by_role("link", name="Applications").first.click()
    operator.page.get_by_role("link", name="Brema Bakeries").first.click()
    operator.fill(**{"list-host": "brema"})
    operator.press("List it")


def first_admin(demo: Installation, ida: Visitor) -> Visitor:
    ida.page.goto(demo.link_for("ida@brema.example", "/join/"))
    ida.come_in("Ida IT")
    return ida


def invited(demo: Installation, inviter: Visitor, pia: Visitor) -> Visitor:
    inviter.go("/people/invite/")
    inviter.page.locator("input[type=email]").fill("pia@brema.example")
    inviter.press("Send the invite")
    pia.page.goto(demo.link_for("pia@brema.example", "/join/"))
    pia.come_in("Pia Pastry")
    return pia


def post(author: Visitor, text: str) -> None:
    author.go("/")
    author.fill(text=text)
    author.press("Post")
    author.sees(text)


def comment(author: Visitor, text: str) -> None:
    author.go("/")
    author.page.get_by_role("link", name=re.compile("Comment")).or_(
        author.page.get_by_role("button", name=re.compile("Comment"))
    ).first.click()
    field = author.page.get_by_placeholder(re.compile("comment", re.IGNORECASE)).first
    field.fill(text)
    field.press("Enter")
    author.sees(text)


def talk(sam: Visitor, ida: Visitor) -> None:
    """A message crosses, and one that came while the line was cut is there when it returns."""
    sam.go("/people/")
    sam.page.get_by_role("link", name="Ida IT").first.click()
    sam.page.get_by_role("button", name="Send a message").click()
    say(sam, "Hello Ida")
    ida.go("/chat/")
    ida.page.locator(".threads__list .thread-row", has_text="Sam Shop").locator("a").click()
    ida.sees("Hello Ida")
    say(ida, "Hello Sam")
    sam.sees("Hello Sam")
    ida.context.set_offline(True)
    say(sam, "Said while you were away")
    ida.page.wait_for_timeout(1500)
    ida.context.set_offline(False)
    ida.sees("Said while you were away")
    assert ida.page.get_by_text("Said while you were away", exact=True).locator("visible=true").count() >= 1


def say(person: Visitor, text: str) -> None:
    field = person.page.get_by_placeholder("Message", exact=True)
    field.fill(text)
    expect(person.page.get_by_role("button", name="Send", exact=True)).to_be_enabled()  # the page is awake
    field.press("Enter")
    expect(person.page.locator(".messages .message[data-seq]", has_text=text)).to_be_visible()  # stored
