"""Journey 5 from end to end in real browsers: the shop manager's dark screen, a pastry chef's French phone, a baker's
laptop; and a secret group in dispute."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import DESKTOP
from tests.chat.test_browser import PHONE, enter, words
from tests.installation import wait_for

__all__ = ["enter", "words"]
pytestmark = pytest.mark.browser
LAPTOP, DARK = {"viewport": DESKTOP}, {"viewport": DESKTOP, "color_scheme": "dark"}
Enter, Words = Callable[..., Page], Callable[[], str]


def test_a_group_is_born_lives_and_is_archived(enter: Enter, words: Words):
    manager, name = enter("bob", "/groups/new/", **DARK), words()
    group = made(manager, name, "closed")
    by_rule_and_by_hand(manager, group)
    baker = enter("dan", group, **LAPTOP, service_workers="block")  # which would bring scripts past the test's hands
    a_moderator(manager, baker, group)
    chef = enter("ines", group, **PHONE)
    asked_and_let_in_with_one_tap(manager, chef, group)
    the_first_post_of_a_newcomer_waits(baker, chef, group, words())
    pinned(manager, chef, group, rota := words())
    asked_and_invited(manager, chef, words)
    numbers(manager, group)
    archived(manager, baker, chef, group, rota)


def test_a_secret_group_in_dispute(enter: Enter, words: Words):
    lead, name = enter("carol", "/groups/new/", **LAPTOP), words()
    group = made(lead, name, "secret")
    put_in(lead, group, "Dan Doyle")
    write(lead, group, said := words())
    baker = enter("dan", group, **PHONE)
    expect(post(baker, said)).to_be_visible()
    nobody_else_finds_it(enter, name, group, said)
    admin = enter("alice", "/settings/company/groups/", **DARK)
    a_company_admin_comes_visibly(admin, lead, baker, name)
    the_last_admin_names_a_successor(admin, lead, baker, group)


def post(page: Page, text: str) -> Locator:
    return page.locator("article.post", has_text=text)


def write(page: Page, group: str, text: str) -> None:
    page.goto(group)
    page.fill("#composer-text", text)
    page.locator(".composer").get_by_role("button", name="Post", exact=True).click()
    expect(post(page, text)).to_be_visible()


def made(page: Page, name: str, kind: str) -> str:
    """Purpose, who sees what, with chat, newcomers' first post after an approval; the group's address."""
    page.fill("[name=name]", name)
    page.fill("[name=purpose]", "Who takes whose shift?")
    page.locator("summary", has_text="line by line").click()
    cells = page.locator(".group-table tr", has_text="Posts, comments, files").locator("td")
    expect(cells).to_have_text(["everyone", "members", "members"])
    page.locator(f"[name=kind][value={kind}]").check()
    page.select_option("[name=approval]", "first")
    expect(page.locator("[name=with_chat]")).to_be_checked()
    page.get_by_role("button", name="Make the group").click()
    expect(page.get_by_role("heading", name="Invite colleagues")).to_be_visible()
    return re.search(r"/groups/\d+/", page.url)[0]


def put_in(page: Page, group: str, person: str) -> None:
    page.goto(f"{group}invite/?q={person}")
    page.get_by_label(person).check()
    page.get_by_role("button", name="Put them in").click()
    expect(page.get_by_label(person)).to_have_count(0)


def by_rule_and_by_hand(manager: Page, group: str) -> None:
    """The worker puts in whom the rule means; one more comes by hand."""
    manager.goto(f"{group}rule/")
    manager.get_by_label("Place is").fill("Swords")
    manager.get_by_label("Title contains").fill("Baker")
    manager.get_by_role("button", name="Whom does it mean?").click()
    expect(manager.get_by_text("2 people match.")).to_be_visible()
    manager.get_by_role("button", name="Save", exact=True).click()
    expect(manager.locator("#group-head")).to_contain_text("3 members")
    put_in(manager, group, "Finn Farrell")
    manager.goto(f"{group}members/")
    expect(manager.locator("#found")).to_contain_text("Ella Egan")
    expect(manager.locator("#found")).to_contain_text("Finn Farrell")


def a_moderator(manager: Page, baker: Page, group: str) -> None:
    late: list[Route] = []  # on a slow line he is made one before his page listens
    baker.route("**/group-live*.js", lambda route: late.append(route), times=1)
    baker.reload()
    row = manager.locator("#found .list__row", has_text="Dan Doyle")
    row.locator("summary").click()
    row.get_by_role("button", name="Make moderator").click()
    expect(manager.locator("#found .list__row", has_text="Dan Doyle").locator(".group-role")).to_be_visible()
    wait_for(lambda: baker.wait_for_timeout(20) or late, "its script to be asked for")
    late[0].continue_()
    expect(baker.locator("#group-head").get_by_role("link", name="Waiting")).to_be_visible()


def asked_and_let_in_with_one_tap(manager: Page, chef: Page, group: str) -> None:
    """Who asks stands there with title and manager at once; the answer opens the group on the phone by itself."""
    manager.goto(f"{group}entry/")
    chef.locator(".group-asking > summary").tap()
    chef.locator("[name=note]").fill("Je fais les croissants.")
    chef.locator("#group-head").get_by_role("button", name="Envoyer").tap()
    asking = manager.locator(".list__row", has_text="Inès Imbert")
    expect(asking).to_contain_text("Pastry chef · manager: Dan Doyle")
    expect(asking).to_contain_text("Je fais les croissants.")
    manager.get_by_role("button", name="Accept Inès Imbert").click()
    expect(chef.locator("#composer-text")).to_be_visible()
    chef.locator("feed-list:defined").wait_for(state="attached")


def the_first_post_of_a_newcomer_waits(moderator: Page, chef: Page, group: str, text: str) -> None:
    moderator.goto(f"{group}waiting/")
    chef.fill("#composer-text", text)
    chef.locator(".composer").get_by_role("button", name="Publier", exact=True).tap()
    expect(chef.get_by_text("Votre publication attend")).to_be_visible()
    expect(post(chef, text)).to_have_count(0)
    expect(moderator.get_by_text(text)).to_be_visible()
    moderator.get_by_role("button", name="Let it in").click()
    expect(moderator.get_by_text("Nothing waits")).to_be_visible()
    expect(post(chef, text)).to_be_visible()


def pinned(manager: Page, chef: Page, group: str, rota: str) -> None:
    """The rota stands on top of everybody's page, until the day that was chosen."""
    write(manager, group, rota)
    expect(post(manager, rota).locator("[data-link-for]")).to_have_count(0)  # the scripts know what opens here
    post(manager, rota).locator(".post__head summary").click()
    post(manager, rota).get_by_role("link", name="Pin to the top…").click()
    manager.get_by_role("dialog").get_by_role("button", name="Pin", exact=True).click()
    for page in (manager, chef):
        expect(page.locator("[data-pins]")).to_contain_text(rota)
    chef.locator(".pill").tap()
    expect(post(chef, rota)).to_be_visible()


def asked_and_invited(manager: Page, chef: Page, words: Words) -> None:
    """A poll picks the hours; an event is answered with maybe, and goes into the calendar."""
    manager.fill("#composer-text", hours := words())
    manager.get_by_label("Poll", exact=True).check()
    manager.get_by_placeholder("Option 1", exact=True).fill("Seven to noon")
    manager.get_by_placeholder("Option 2", exact=True).fill("Eight to one")
    manager.locator(".composer").get_by_role("button", name="Post", exact=True).click()
    chef.locator(".pill").tap()
    post(chef, hours).get_by_text("Eight to one", exact=True).tap()
    expect(post(manager, hours)).to_contain_text("1 person voted")

    manager.fill("#composer-text", feast := words())
    manager.get_by_label("Event", exact=True).check()
    manager.locator("#event-title").fill("Christmas supper")
    manager.fill("#event-begins", "2030-12-19T18:00")
    manager.keyboard.press("Tab")
    expect(manager.locator("#event-ends")).to_have_value("2030-12-19T19:00")
    manager.locator(".composer").get_by_role("button", name="Post", exact=True).click()
    chef.locator(".pill").tap()
    post(chef, feast).get_by_role("button", name="Peut-être").tap()
    expect(post(manager, feast)).to_contain_text("1 may come")
    with chef.expect_download() as file:
        post(chef, feast).get_by_role("link", name="Ajouter à mon agenda").tap()
    lines = file.value.path().read_text().splitlines()
    assert "SUMMARY:Christmas supper" in lines
    assert "DTSTART:20301219T180000Z" in lines  # Dublin in winter


def numbers(manager: Page, group: str) -> None:
    """What was written is counted; what would tell of one person is not shown."""
    manager.goto(f"{group}numbers/")
    number = manager.locator(".group-numbers > div")
    expect(number.filter(has_text="Members").locator("dd")).to_have_text("5")
    expect(number.filter(has_text="Posts").locator("dd")).to_have_text("4")
    expect(number.filter(has_text="Wrote").locator("dd")).to_have_text("–")
    expect(number.filter(has_text="Best hour")).to_be_visible()


def archived(manager: Page, baker: Page, chef: Page, group: str, rota: str) -> None:
    """Every open page closes without a reload, the group's conversation too; all of it is still found."""
    baker.goto(group)
    baker.locator(".group-talk").get_by_role("link", name="Open").click()
    expect(baker.locator("chat-composer")).to_be_visible()
    with chef.expect_response(lambda answer: "/drafts/" in answer.url and answer.ok):
        chef.fill("#composer-text", "Encore une chose")
    chef.evaluate("window.isTheSamePage = true")
    manager.goto(f"{group}archive/")
    manager.get_by_role("button", name="Archive", exact=True).click()
    expect(chef.get_by_text("Ce groupe est archivé.")).to_be_visible()
    for place in (".composer", ".comment-form", "article [data-does=react]", "article [data-does=answer]"):
        expect(chef.locator(place)).to_have_count(0)
    assert chef.evaluate("window.isTheSamePage")
    expect(baker.locator(".system-line", has_text="Bob Brown archived the group")).to_be_visible()
    expect(baker.locator(".conversation__foot")).to_contain_text("This group is archived")
    expect(baker.locator("chat-composer")).to_have_count(0)
    chef.goto(f"/search/?q={rota.split()[-1]}")
    expect(chef.locator("#search-found")).to_contain_text(rota)
    manager.goto(group)
    manager.get_by_role("button", name="Bring it back").click()
    expect(manager.locator("#composer-text")).to_be_visible()
    expect(manager.get_by_label("Event", exact=True)).not_to_be_checked()  # what was posted is no draft any more
    expect(baker.locator("chat-composer")).to_be_visible()
    chef.goto(group)
    expect(chef.locator("#composer-text")).to_have_value("Encore une chose")


def nobody_else_finds_it(enter: Enter, name: str, group: str, said: str) -> None:
    outsider = enter("grace", f"/groups/?q={name}", **LAPTOP)
    expect(outsider.locator("main")).not_to_contain_text(name)
    outsider.goto(f"/search/?q={said.split()[-1]}")
    expect(outsider.locator("#search-found")).to_contain_text("Nothing found")
    assert outsider.goto(group).status == 404


def a_company_admin_comes_visibly(admin: Page, lead: Page, baker: Page, name: str) -> None:
    """She sees that it exists, no more; as she joins, its feed, its members' bells and the company's log say so."""
    row = admin.locator(".list__row", has_text=name)
    expect(row).to_contain_text("2 members")
    row.get_by_role("link", name="Join as admin").click()
    expect(admin.locator("main")).to_contain_text("It is not done quietly")
    admin.get_by_role("button", name="Join, and let them know").click()
    for page in (lead, baker):
        page.locator(".pill").click()
        expect(post(page, "I joined this group as an admin of the company.")).to_be_visible()
    baker.goto("/notifications/")
    expect(baker.locator("main")).to_contain_text(name)
    admin.goto("/settings/company/log/")
    line = admin.locator(".office-line", has_text="Joined a group as an admin of the company").first
    expect(line).to_contain_text(name)


def the_last_admin_names_a_successor(admin: Page, lead: Page, baker: Page, group: str) -> None:
    """The first of two admins just goes; the other one chooses who comes after her."""
    lead.goto(f"{group}leave/")
    expect(lead.locator("#successor")).to_have_count(0)
    lead.get_by_role("button", name="Leave", exact=True).click()
    expect(lead).to_have_url(re.compile("/groups/$"))
    admin.goto(f"{group}leave/")
    admin.select_option("#successor", label="Dan Doyle · Baker")
    admin.get_by_role("button", name="Leave", exact=True).click()
    expect(admin).to_have_url(re.compile("/groups/$"))
    baker.goto(f"{group}settings/")
    expect(baker.locator("[name=name]")).to_be_visible()
