"""Events are typed, named in the fixed words, described, and known to the browser."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core.renderer import JSONRenderer
from realtime import catalogue
from realtime.events import EVENTS, RESYNC, BadEvent, Event
from tests.sockets import Happened

SCRIPTS = Path(settings.BASE_DIR, "static", "js")


@pytest.fixture(autouse=True)
def same_events_afterwards(monkeypatch):
    monkeypatch.setattr("realtime.events.EVENTS", dict(EVENTS))


@pytest.mark.parametrize("wrong", [{}, {"what": "x", "more": 1}, {"what": "x", "type": "tests.other_happened"}])
def test_a_missing_or_unknown_field_is_an_error(wrong):
    with pytest.raises(TypeError):
        Happened(**wrong)


def test_an_event_does_not_change():
    with pytest.raises(FrozenInstanceError):
        Happened(what="x").what = "y"


def test_the_wire_holds_type_version_data_and_fragment():
    frame = orjson.loads(Happened(what="é", html="<p>").wire())
    assert frame == {"type": "tests.thing_happened", "v": 1, "data": {"what": "é"}, "html": "<p>"}
    assert orjson.loads(RESYNC) == {"type": "realtime.resync", "v": 1, "data": {}, "html": ""}


def test_a_moment_looks_as_in_the_api():
    now = datetime.now(UTC)
    assert orjson.loads(Happened(what=now).wire())["data"]["what"] == orjson.loads(JSONRenderer().render(now))


def test_what_json_does_not_know_is_an_error_of_the_publisher():
    with pytest.raises(TypeError):
        Happened(what=object()).wire()


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "tests.happen"},
        {"type": "tests.thing_happen"},
        {"type": "Tests.thing_happened"},
        {"type": "chat.thing_happened"},
        {"type": "tests.thing_happened"},
        {"type": None},
        {"v": 0},
        {"v": "1"},
        {"__doc__": None},
    ],
)
def test_a_class_that_would_be_wrong_for_ever_is_refused(wrong):
    with pytest.raises(BadEvent):
        type(
            "Wrong",
            (Event,),
            {"type": "tests.other_happened", "v": 1, "__doc__": "x", "__module__": "tests.x", **wrong},
        )


@pytest.mark.parametrize("event", catalogue.events(), ids=lambda event: event.type)
def test_each_event_is_whole(event):
    assert is_dataclass(event)
    assert event.__dataclass_params__.frozen
    assert event.__doc__
    assert not {"type", "v", "html"} & {field.name for field in fields(event) if field.name not in ("html",)}


@pytest.mark.parametrize("event", catalogue.events(), ids=lambda event: event.type)
def test_the_browser_listens_to_each_event(event):
    """Somewhere besides the generated list stands the type, as a string."""
    scripts = [path for path in SCRIPTS.rglob("*.js") if path.name != "event_types.js"]
    assert any(f'"{event.type}"' in path.read_text() for path in scripts)


def test_documents_are_fresh():
    call_command("document", check=True, verbosity=0)


def test_stale_documents_are_noticed(monkeypatch):
    monkeypatch.setattr(catalogue, "WRITTEN_BY", "Written by nobody")
    with pytest.raises(CommandError, match=r"python3 manage\.py document"):
        call_command("document", check=True)


def test_an_event_of_the_tests_is_not_in_the_catalogue():
    assert Happened not in catalogue.events()
    assert "tests." not in catalogue.documents()["static/js/event_types.js"]
