"""Reporting messages, and who looks at them."""

from __future__ import annotations

import pytest

from audit.models import Line
from chat.actions import close_report, delete_message, report, send_message
from chat.models import Block, Message, Report, ReportedMessage
from notifications.models import Notification
from people.models import User
from tests.chat.conftest import say
from tests.chat.test_voice import WEBM
from tests.content.conftest import picture

pytestmark = pytest.mark.django_db


def rings(person: User, kind: str) -> int:
    return Notification.objects.filter(person=person, kind=kind).count()


def made(reporter: User, *messages: Message, reason: str = "insult") -> Report:
    return report(reporter=reporter, thread=messages[0].thread, messages=list(messages), reason=reason, note="a note")


def with_role(person: User, role: str) -> User:
    person.role = role
    person.save(update_fields=["role"])
    return person


def test_chosen_messages_are_kept_as_they_stood(api_of, bob, carol, group):
    first, second = say(bob, group, "one"), say(bob, group, "two")
    answer = api_of(carol).post("reports", thread=str(group.pk), messages=[str(second.pk)], reason="insult", note="hm")
    assert answer.status_code == 201, answer.content
    api_of(bob).patch(f"messages/{second.pk}", text="harmless")
    assert [(row.message_id, row.text) for row in ReportedMessage.objects.all()] == [(second.pk, "two")]
    assert first.pk not in ReportedMessage.objects.values_list("message", flat=True)


def test_reporting_may_block_as_well(api_of, bob, carol, group):
    message = say(bob, group)
    api_of(carol).post(
        "reports", thread=str(group.pk), messages=[str(message.pk)], reason="hate", note="", also_block=True
    )
    assert Block.objects.filter(blocker=carol, blocked=bob).exists()


def test_reviewers_hear_of_it_but_not_who_is_reported(alice, bob, carol, group):
    made(carol, say(bob, group))
    assert (rings(alice, "chat.reported"), rings(bob, "chat.reported"), rings(carol, "chat.reported")) == (1, 0, 0)
    made(carol, say(alice, group))
    assert rings(alice, "chat.reported") == 1


@pytest.mark.parametrize("what", ["own", "two authors", "none", "foreign", "gone", "reason", "other thread", "garbage"])
def test_what_cannot_be_reported(api_of, alice, bob, carol, group, thread, what):
    theirs, mine = say(bob, group), say(carol, group)
    asked = {"thread": str(group.pk), "messages": [str(theirs.pk)], "reason": "insult"}
    asked |= {
        "own": {"messages": [str(mine.pk)]},
        "two authors": {"messages": [str(theirs.pk), str(say(alice, group).pk)]},
        "none": {"messages": []},
        "foreign": {"messages": [str(say(bob, thread).pk)]},
        "other thread": {"thread": str(thread.pk), "messages": [str(say(bob, thread).pk)]},
        "gone": {},
        "reason": {"reason": "because"},
        "garbage": {"messages": ["x"]},
    }[what]
    if what == "gone":
        api_of(bob).delete(f"messages/{theirs.pk}")
    answer = api_of(carol).post("reports", **asked)
    assert answer.status_code == (404 if what in {"foreign", "other thread", "garbage"} else 400)
    assert not Report.objects.exists()


def test_strangers_and_the_signed_out_report_nothing(api_of, stranger, alice, bob, carol, thread, gina):
    message = say(bob, thread)
    asked = {"thread": str(thread.pk), "messages": [str(message.pk)], "reason": "insult"}
    assert api_of(carol).post("reports", **asked).status_code == 404
    assert api_of(gina).post("reports", **asked | {"thread": "99999"}).status_code == 404
    assert stranger.post("/api/v1/reports").status_code == 401
    assert api_of(alice).get("reports").status_code == 405


RIGHTS = [("system", 200), ("content", 200), ("people", 403), ("analyst", 403), ("member", 403)]


@pytest.mark.parametrize(("role", "status"), RIGHTS)
def test_who_reviews(client_of, alice, bob, carol, thread, role, status):
    """Not one of them is in the thread, and it stays shut to them."""
    found = made(alice, say(bob, thread, "a bad word"))
    client = client_of(with_role(carol, role))
    assert client.get("/settings/company/reports/").status_code == status
    assert client.get(f"/settings/company/reports/{found.pk}/").status_code == status
    assert client.post(f"/settings/company/reports/{found.pk}/close/", {"answer": "ok"}).status_code in {302, status}
    assert client.get(f"/chat/{thread.pk}/").status_code == 404


def test_reviewers_see_the_chosen_messages_and_nothing_of_the_rest_nor_of_who_reported(
    client_of, bob, carol, thread, alice
):
    say(bob, thread, "before it")
    bad = say(bob, thread, "a bad word")
    say(bob, thread, "after it")
    found = made(alice, bad)
    reviewer = client_of(with_role(carol, "content"))
    page = reviewer.get(f"/settings/company/reports/{found.pk}/").content.decode()
    listed = reviewer.get("/settings/company/reports/").content.decode()
    assert "a bad word" in page
    assert "a note" in page
    for secret in ("before it", "after it", "Alice Adams"):
        assert secret not in page
        assert secret not in listed
    assert "a bad word" not in listed


def test_nobody_reviews_a_report_about_themselves(client_of, alice, bob, carol, group):
    found = made(bob, say(alice, group))
    client = client_of(alice)
    assert client.get(f"/settings/company/reports/{found.pk}/").status_code == 404
    assert client.post(f"/settings/company/reports/{found.pk}/close/", {"answer": "ok"}).status_code == 404
    page = client.get("/settings/company/reports/").content.decode()
    assert "Nothing is reported" in page
    assert 'data-count="1"' not in page.split("office__nav")[1].split("</nav>")[0]


def test_each_look_and_the_end_stand_in_the_log(client_of, alice, bob, carol, group):
    found = made(carol, say(bob, group, "bad"))
    client_of(alice).get(f"/settings/company/reports/{found.pk}/")
    client_of(alice).post(f"/settings/company/reports/{found.pk}/close/", {"answer": "We talked to them."})
    lines = Line.objects.filter(what__startswith="chat.report").order_by("at")
    assert [line.what for line in lines] == ["chat.report_read", "chat.report_closed"]
    assert not any("Carol" in f"{line.who} {line.on_whom} {line.detail}" for line in lines)


def test_who_reported_is_told_the_answer(client_of, alice, bob, carol, group):
    found = made(carol, say(bob, group))
    close_report(report=found, by=alice, answer="We talked to them.")
    assert rings(carol, "chat.report_closed") == 1
    assert rings(alice, "chat.reported") == 0
    assert "We talked to them." in client_of(carol).get(f"/chat/reports/{found.pk}/").content.decode()
    assert client_of(bob).get(f"/chat/reports/{found.pk}/").status_code == 404


def test_closing_removes_the_messages_for_everybody(client_of, api_of, alice, bob, carol, group, heard):
    bad = say(bob, group, "bad")
    found = made(carol, bad)
    answer = client_of(alice).post(
        f"/settings/company/reports/{found.pk}/close/", {"answer": "Removed.", "remove": "on"}
    )
    assert answer.status_code == 302
    bad.refresh_from_db()
    assert bad.deleted_at
    assert bad.deleted_by == alice
    event, to = next(row for row in heard if row[0].type == "chat.message_deleted")
    assert (event.text, to) == ("", {alice.pk, bob.pk, carol.pk})
    version = api_of(carol).get(f"threads/{group.pk}/changes", since=bad.version - 1).json()
    assert [row["text"] for row in version["messages"] if row["id"] == str(bad.pk)] == [""]


def test_a_report_is_closed_once_and_not_without_an_answer(client_of, alice, bob, carol, group):
    found = made(carol, say(bob, group))
    client = client_of(alice)
    assert client.post(f"/settings/company/reports/{found.pk}/close/", {"answer": " "}).status_code == 400
    assert client.post(f"/settings/company/reports/{found.pk}/close/", {"answer": "Done."}).status_code == 302
    assert client.post(f"/settings/company/reports/{found.pk}/close/", {"answer": "Again."}).status_code == 409
    assert rings(carol, "chat.report_closed") == 1


def test_earlier_reports_are_counted(client_of, alice, bob, carol, group):
    made(carol, say(bob, group))
    found = made(carol, say(bob, group))
    assert "1 earlier report" in client_of(alice).get(f"/settings/company/reports/{found.pk}/").content.decode()


@pytest.fixture
def evidence(alice, bob, thread, file_of, run_tasks):
    """What Bob sent to Alice: a picture, a document and a voice note that she reports, and a file that she does not."""

    def sent(content: bytes, name: str, **more) -> Message:
        file = file_of(bob, content, name)
        message, _new = send_message(thread=thread, author=bob, client_id=name, files=[str(file.pk)], **more)
        return message

    chosen = [sent(picture(), "a.jpg"), sent(b"words", "b.txt"), sent(WEBM, "c.webm", waveform=[1, 2])]
    other = sent(b"between us", "d.txt")
    run_tasks()
    return made(alice, *chosen), [message.files[0] for message in chosen], other.files[0]


def opened(client, *files) -> list[int]:
    return [client.get(f"/files/{file.pk}/original/x").status_code for file in files]


def test_reviewers_see_pictures_files_and_voice_of_what_was_chosen(client_of, carol, evidence):
    found, chosen, other = evidence
    client = client_of(with_role(carol, "content"))
    page = client.get(f"/settings/company/reports/{found.pk}/").text
    assert [f'data-file="{file.pk}"' in page for file in (*chosen, other)] == [True, True, True, False]
    assert "<audio" in page
    assert opened(client, *chosen, other) == [200, 200, 200, 404]
    assert client.get(f"/files/{chosen[0].pk}/thumb").status_code == 200


def test_they_see_them_after_the_report_is_closed_and_the_messages_are_gone(client_of, bob, carol, alice, evidence):
    found, chosen, other = evidence
    close_report(report=found, by=alice, answer="Removed.", remove=True)
    client = client_of(with_role(carol, "content"))
    assert opened(client, *chosen, other) == [200, 200, 200, 404]
    assert opened(client_of(bob), *chosen, other) == [404, 404, 404, 200], "what was taken away is gone for its author"


@pytest.mark.parametrize("closed", [False, True])
def test_to_everybody_else_they_stay_404(client_of, stranger, alice, bob, carol, gina, evidence, closed):
    found, chosen, other = evidence
    if closed:
        close_report(report=found, by=alice, answer="Fine.")
    for role in ("member", "people", "analyst"):
        assert opened(client_of(with_role(carol, role)), *chosen, other) == [404] * 4
    assert opened(client_of(gina), *chosen, other) == [404] * 4
    assert opened(stranger, *chosen, other) == [404] * 4
    assert opened(client_of(bob), *chosen, other) == [200] * 4, "in the thread nothing changes"


def test_who_is_reported_does_not_review_their_own_files(client_of, alice, bob, thread, file_of):
    file = file_of(alice, b"words", "a.txt")
    message, _new = send_message(thread=thread, author=alice, client_id="a", files=[str(file.pk)])
    made(bob, message)
    delete_message(message=message)
    assert opened(client_of(alice), file) == [404]


def test_who_reported_sees_what_they_may_still_open(client_of, alice, bob, evidence):
    found, chosen, _other = evidence
    page = client_of(with_role(alice, "member")).get(f"/chat/reports/{found.pk}/").text
    assert f'data-file="{chosen[1].pk}"' in page
    delete_message(message=Message.objects.get(pk=chosen[1].holder))
    page = client_of(alice).get(f"/chat/reports/{found.pk}/").text
    assert f'data-file="{chosen[1].pk}"' not in page
    assert "Files without words" in page


def test_a_reported_sticker_is_shown(client_of, alice, bob, carol, thread):
    message, _new = send_message(thread=thread, author=bob, client_id="s", sticker="olo/angry")
    found = made(alice, message)
    page = client_of(with_role(carol, "content")).get(f"/settings/company/reports/{found.pk}/").text
    assert 'alt="Fuming (sticker)"' in page
