"""Whose bell rings: comments on one's posts and mentions, for those who may read them."""

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.utils import timezone

from feed.actions import create_comment, create_post, delete_comment, delete_post, edit_post, restore_post
from groups.actions import add_member, create_group, remove_member
from groups.models import Group
from notifications.actions import subscribe
from notifications.models import Delivery, Notification
from notifications.showing import entries_for


def bell_of(person) -> list[str]:
    rows = list(Notification.objects.filter(person=person).order_by("pk"))
    return [entry.shown.text for entry in entries_for(person, rows)]


def test_a_comment_rings_the_authors_bell(bob, carol, say, answer):
    answer(carol, say(bob), "Well said")
    assert bell_of(bob) == ["Carol Clark commented on your post"]
    assert bell_of(carol) == []


def test_ones_own_comment_does_not(bob, say, answer):
    answer(bob, say(bob))
    assert bell_of(bob) == []


def test_many_comments_are_one_entry(alice, bob, carol, say, answer):
    post = say(bob)
    for person in (alice, carol, alice):
        answer(person, post)
    assert bell_of(bob) == ["Alice Adams and Carol Clark commented on your post"]


def test_a_mention_rings_and_is_said_once(bob, carol, say, answer):
    post = say(bob, f"Ask @[{carol.pk}]")
    assert bell_of(carol) == ["Bob Brown mentioned you in Company News"]
    answer(carol, post, f"@[{bob.pk}] sure")
    assert bell_of(bob) == ["Carol Clark mentioned you in Company News"]


def test_an_edit_rings_only_for_who_is_new_in_it(alice, bob, carol, say):
    post = say(bob, f"@[{carol.pk}]")
    Notification.objects.update(read_at=timezone.now())
    edit_post(post=post, text=f"@Carol Clark and @[{alice.pk}]")
    assert Notification.objects.get(person=carol).is_read
    assert bell_of(alice) == ["Bob Brown mentioned you in Company News"]


def test_who_may_not_read_it_hears_nothing(alice, bob, carol):
    secret = create_group(name="Secret", kind=Group.Kind.SECRET)
    add_member(group=secret, person=bob)
    create_post(group=secret, author=bob, text=f"@[{carol.pk}]")
    assert not Notification.objects.filter(person=carol).exists()


def test_who_left_the_group_sees_it_no_more(bob, carol):
    secret = create_group(name="Secret", kind=Group.Kind.SECRET)
    for person in (bob, carol):
        add_member(group=secret, person=person)
    create_post(group=secret, author=bob, text=f"@[{carol.pk}]")
    assert bell_of(carol) == ["Bob Brown mentioned you in Secret"]
    remove_member(group=secret, person=carol)
    assert bell_of(carol) == []


def test_what_is_deleted_leaves_the_bell(bob, carol, say, answer):
    post = say(bob, f"@[{carol.pk}]")
    comment = answer(carol, post)
    delete_comment(comment=comment, by=carol)
    assert bell_of(bob) == []
    delete_post(post=post, by=bob)
    assert not Notification.objects.exists()


def test_what_is_deleted_is_on_its_way_to_nobody(bob, carol, say):
    device = UserSession.objects.create(user=carol, session_key="phone", ip="127.0.0.1", user_agent="Android")
    subscribe(person=carol, device=device, address="https://push.example.com/1", public_key="key", secret="secret")
    post = say(bob, f"@[{carol.pk}]")
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"push", "mail"}
    delete_post(post=post, by=bob)
    assert not Delivery.objects.exists()
    restore_post(post=post, by=bob)
    assert not Delivery.objects.exists(), "what is brought back is no news"


def test_what_is_imported_is_no_news(bob, carol, news):
    post, _ = create_post(group=news, author=bob, text=f"@[{carol.pk}]", source="old", source_id="1")
    create_comment(post=post, author=carol, text="Yes", source="old", source_id="2")
    assert not Notification.objects.exists()


def test_opening_the_post_reads_it(bob, carol, say, answer, client_of):
    post = say(bob)
    answer(carol, post)
    client_of(bob).get(f"/posts/{post.pk}/")
    assert Notification.objects.get().is_read


def test_the_mail_holds_what_was_written(bob, carol, say, answer, run_tasks):
    answer(carol, say(bob), "Bread is **ready**")
    assert Delivery.objects.get().due_at > timezone.now()
    Delivery.objects.update(due_at=timezone.now())
    from notifications.mailing import mail_what_is_due

    mail_what_is_due()
    (sent,) = mail.outbox
    assert sent.subject == "Carol Clark commented on your post"
    assert "Bread is **ready**" in sent.body
    assert "/posts/" in sent.body


@pytest.mark.parametrize(("count", "words"), [(1, "a commenté"), (2, "ont commenté")])
def test_it_is_in_french(alice, bob, carol, say, answer, client_of, count, words):
    bob.language = "fr"
    bob.save(update_fields=["language"])
    post = say(bob)
    for person in (alice, carol)[:count]:
        answer(person, post)
    assert words in client_of(bob).get("/notifications/").text
