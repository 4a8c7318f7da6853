"""Voice notes through the API: one recording and how loud it is."""

from __future__ import annotations

import pytest

from chat.actions import delete_message
from chat.fragments import message_html
from chat.models import Message
from tests.content.conftest import picture

WEBM = (
    b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x04"
    + b"\x16\x54\xae\x6b\x83\x81\x02"
)
WAVE = [0, 50, 100] * 16


@pytest.fixture
def recording(file_of):
    def made(person, duration: int | None = 2_100, content: bytes = WEBM) -> str:
        return str(file_of(person, content, "voice.webm", duration=duration).pk)

    return made


@pytest.fixture
def speak(api_of, alice, thread):
    """`speak(files=[…])`: the answer to a voice note of Alice's."""
    return lambda **more: api_of(alice).post(f"threads/{thread.pk}/messages", client_id="1", waveform=WAVE, **more)


def test_it_is_said_with_its_wave_and_its_length(speak, recording, alice, heard):
    answer = speak(files=[recording(alice)])
    assert answer.status_code == 201, answer.content
    said = answer.json()
    assert (said["kind"], said["detail"], said["text"]) == ("voice", {"waveform": WAVE}, "")
    assert [(file["kind"], file["mime"], file["duration"]) for file in said["files"]] == [
        ("audio", "audio/webm", 2_100)
    ]
    assert heard.last()[0].detail == {"waveform": WAVE}


def test_its_fragment_brings_what_plays_it_and_no_word(speak, recording, alice):
    speak(files=[recording(alice)])
    html = message_html(Message.objects.get())
    assert 'data-kind="voice"' in html
    assert f'data-wave="{",".join(map(str, WAVE))}"' in html
    assert 'data-length="2100"' in html
    assert "Play" not in html


def test_a_removed_one_says_nothing_more(speak, recording, alice):
    speak(files=[recording(alice)])
    html = message_html(delete_message(message=Message.objects.get()))
    assert "voice-note" not in html


@pytest.mark.parametrize("wave", [[], ["loud"], [101], [-1], [50] * 101, "50", {"a": 1}, [None], [[1]], [1.5]])
def test_a_wave_that_is_none_is_refused_at_its_field(api_of, recording, alice, thread, wave):
    body = {"client_id": "1", "files": [recording(alice)], "waveform": wave}
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", **body)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["waveform"])
    assert not Message.objects.exists()


@pytest.mark.parametrize("files", ["none", "two", "picture", "plain"])
def test_anything_but_one_recording_is_no_voice_note(speak, recording, file_of, alice, files):
    given = {
        "none": [],
        "two": [recording(alice), recording(alice)],
        "picture": [str(file_of(alice, picture(), "a.jpg").pk)],
        "plain": [str(file_of(alice).pk)],
    }
    answer = speak(files=given[files], text="words")
    assert (answer.status_code, answer.json()["code"]) == (400, "not_a_recording")
    assert not Message.objects.exists()


def test_it_lasts_five_minutes_at_most(speak, recording, alice):
    assert speak(files=[recording(alice, duration=302_000)]).json()["code"] == "too_long_a_recording"
    assert speak(files=[recording(alice, duration=300_000)]).status_code == 201


def test_a_stranger_cannot_speak_there(api_of, carol, thread, recording):
    body = {"client_id": "1", "files": [recording(carol)], "waveform": WAVE}
    assert api_of(carol).post(f"threads/{thread.pk}/messages", **body).status_code == 404


def test_the_list_calls_it_by_its_name(client_of, speak, recording, alice, bob):
    speak(files=[recording(alice)])
    assert "Voice note" in client_of(bob).get("/chat/rows/").text
