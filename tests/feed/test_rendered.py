"""Posts of a list are written once for all to whom they look the same, and for nobody else."""

import re

import pytest
from django.utils import translation

from feed import rendered
from feed.actions import edit_post, react
from feed.models import Post
from groups.actions import create_group


@pytest.fixture(autouse=True)
def nothing_kept():
    rendered._kept.clear()


def home(client) -> str:
    return client.get("/").content.decode()


def part(page: str, post: Post) -> str:
    return page.split(f'id="post-{post.pk}"')[1].split("</article>\n")[0]


def test_each_reader_is_offered_what_is_theirs(alice, bob, carol, say, answer, client_of):
    post = say(bob)
    comment = answer(carol, post)
    pages = {person: home(client_of(person)) for person in (bob, carol, alice, bob)}
    offers = [f"/posts/{post.pk}/edit/", f"/posts/{post.pk}/delete/", f"/comments/{comment.pk}/edit/"]
    assert {person: [offer in page for offer in offers] for person, page in pages.items()} == {
        alice: [False, True, False],
        bob: [True, True, False],
        carol: [False, False, True],
    }


def test_each_form_has_the_readers_own_token(bob, carol, say, answer, client_of):
    answer(carol, say(bob))
    for person in (bob, carol, bob):
        page = home(client_of(person))
        assert rendered.TOKEN not in page
        assert len(set(re.findall(r'csrfmiddlewaretoken" value="([^"]+)"', page))) == 1


def test_a_text_cannot_name_the_place_of_the_token(bob, say, client_of):
    say(bob, "-the-token-of-the-page- -any-post-")
    assert "-the-token-of-the-page- -any-post-" in home(client_of(bob))


def test_what_changes_is_shown_changed(bob, carol, say, answer, client_of):
    post = say(bob, "One")
    client = client_of(carol)
    assert "One" in home(client)
    edit_post(post=post, text="Two")
    react(thing=post, person=carol, kind="love")
    comment = answer(bob, post, "A comment")
    react(thing=comment, person=carol, kind="wow")
    bob.name = "Robert Brown"
    bob.save(update_fields=["name"])
    shown = part(home(client), post)
    assert all(text in shown for text in ("Two", 'data-mine="love"', 'data-mine="wow"', "A comment", "Robert Brown"))
    assert 'data-mine="love"' not in part(home(client_of(bob)), post)


def test_each_language_and_company_has_its_own(bob, gina, say, client_of):
    post = say(bob, "Said at Acme alone")
    bob.language = "fr"
    english = part(home(client_of(bob)), post)
    bob.save(update_fields=["language"])
    french = part(home(client_of(bob)), post)
    assert "Comment" in english
    assert "Commenter" in french
    assert "Said at Acme alone" in french
    assert "Said at Acme alone" not in home(client_of(gina))


def test_who_is_in_no_group_with_it_gets_no_form(bob, carol, say, answer, client_of):
    group = create_group(name="Bakers", creator=carol)
    post = say(carol, group=group)
    answer(carol, post)
    assert f'id="answer-{post.pk}"' in client_of(carol).get(f"/groups/{group.pk}/").content.decode()
    assert f'id="answer-{post.pk}"' not in client_of(bob).get(f"/groups/{group.pk}/").content.decode()


def test_a_list_looks_as_its_posts_do_alone(bob, carol, say, answer, client_of):
    """The quick way and the template say the same."""
    post = say(bob, f"@[{carol.pk}] look")
    answer(carol, post)
    with translation.override("en"):
        page = client_of(bob).get("/").content.decode()
        one = client_of(bob).post(
            f"/posts/{post.pk}/edit/", {"text": "@Carol Clark look"}, headers={"hx-request": "true"}
        )
    assert squeezed(one.content.decode()) in squeezed(page)


def squeezed(html: str) -> str:
    html = re.sub(r'(csrfmiddlewaretoken|client_id)" value="[^"]*"', r'\1"', html)
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", html)).strip()
