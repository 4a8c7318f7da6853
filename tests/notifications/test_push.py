"""Pushes: what goes out, to whom, and what the services' answers do."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from time import sleep

import http_ece
import jwt
import pytest
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.cache import cache
from django.utils import timezone

from core.fetching import Reason, Unfetchable
from core.schema import inside
from notifications import actions, push_service, pushing, vapid
from notifications.models import Delivery, Notification, PushKey, PushSubscription
from people.actions import deactivate
from tests.notifications.conftest import LOUD, hidden

AUTH = base64.urlsafe_b64encode(b"0123456789abcdef").rstrip(b"=").decode()


def text_of(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


class Phone:
    """A device's end: its keys, and what it makes of a message."""

    def __init__(self, name: str) -> None:
        self.pair = ec.generate_private_key(ec.SECP256R1())
        point = self.pair.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.endpoint, self.public_key = f"https://push.example.com/{name}", text_of(point)

    @property
    def body(self):
        return {"endpoint": self.endpoint, "keys": {"p256dh": self.public_key, "auth": AUTH}}

    def read(self, sent: bytes) -> dict:
        plain = http_ece.decrypt(sent, private_key=self.pair, auth_secret=b"0123456789abcdef", version="aes128gcm")
        return json.loads(plain)


@pytest.fixture
def phone() -> Phone:
    return Phone("bob")


@pytest.fixture
def service(monkeypatch):
    """What push services got, and what they answer."""

    class Service:
        def __init__(self) -> None:
            self.got, self.status = [], 201

        def __call__(self, address, headers, body):
            self.got.append((address, headers, body))
            if isinstance(self.status, Exception):
                raise self.status
            return self.status

    service = Service()
    monkeypatch.setattr(push_service, "post", service)
    return service


def on_a_device(client, person):
    """As allauth notes it at sign-in."""
    key = client.cookies["session"].value
    agent = "Mozilla/5.0 (Linux; Android 15) Chrome/150.0"
    UserSession.objects.create(user=person, session_key=key, ip="127.0.0.1", user_agent=agent)
    return client


@pytest.fixture
def subscribed(bob, phone, api_of):
    """Bob's phone is told."""
    api = on_a_device(api_of(bob), bob)
    assert api.post("/api/v1/push-subscriptions", phone.body).status_code == 201
    return api


def test_what_is_due_is_pushed_encrypted_and_signed(alice, bob, phone, subscribed, service, wave, run_tasks):
    wave(alice, bob, kind=LOUD)
    run_tasks()
    ((address, headers, body),) = service.got
    assert address == phone.endpoint
    row = Notification.objects.get()
    said = phone.read(body)
    assert said["title"] == "Acme"
    assert said["body"] == "Something new for you. Open it to see what."
    assert (said["tag"], said["url"], said["unread"]) == (row.tag, f"/notifications/{row.pk}/", 1)
    token = headers["Authorization"].split("t=")[1].split(",")[0]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["aud"] == "https://push.example.com"
    assert len(headers["Topic"]) == 32
    assert headers["TTL"] == "86400"
    assert not Delivery.objects.filter(channel="push").exists()


def test_slow_devices_of_one_do_not_hold_up_the_others(
    alice, bob, carol, subscribed, api_of, service, wave, run_tasks, monkeypatch
):
    service.status = Unfetchable(Reason.TOO_SLOW)
    for number in range(12):
        assert subscribed.post("/api/v1/push-subscriptions", Phone(f"slow-{number}").body).status_code == 201
    on_a_device(api := api_of(carol), carol)
    assert api.post("/api/v1/push-subscriptions", Phone("carol").body).status_code == 201
    wave(alice, bob, kind=LOUD)
    wave(alice, carol, kind=LOUD)
    slow = service.__call__

    def post(address, headers, body):
        if address.endswith("/carol"):
            return 201
        sleep(0.1)
        return slow(address, headers, body)

    monkeypatch.setattr(push_service, "post", post)
    monkeypatch.setattr(pushing, "STARTED_WITHIN", 0.05)
    run_tasks()
    (left,) = Delivery.objects.filter(channel="push")
    assert left.notification.person == bob
    assert left.attempts == 1


def test_it_is_in_the_readers_language(alice, bob, phone, subscribed, service, wave, run_tasks):
    bob.language = "fr"
    bob.save(update_fields=["language"])
    wave(alice, bob, kind=LOUD)
    run_tasks()
    assert "Ouvrez" in phone.read(service.got[0][2])["body"]


def test_nothing_is_written_down_for_people_without_a_device(alice, bob, wave):
    wave(alice, bob, kind=LOUD)
    assert not Delivery.objects.filter(channel="push").exists()


@pytest.mark.parametrize("then", ["read", "seen", "hidden"])
def test_what_was_read_or_is_hidden_meanwhile_is_not_pushed(alice, bob, subscribed, service, wave, run_tasks, then):
    wave(alice, bob, kind=LOUD)
    if then == "read":
        actions.read_about(person=bob, about=alice)
    elif then == "seen":
        actions.mark_seen(person=bob)
    else:
        hidden.add(alice.pk)
    run_tasks()
    assert service.got == []
    assert not Delivery.objects.filter(channel="push").exists()


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_device_that_is_gone_is_forgotten(alice, bob, subscribed, service, wave, run_tasks, status):
    service.status = status
    wave(alice, bob, kind=LOUD)
    run_tasks()
    assert not PushSubscription.objects.exists()
    assert not Delivery.objects.filter(channel="push").exists()


@pytest.mark.parametrize("trouble", [503, 429, Unfetchable(Reason.UNREACHABLE)])
def test_a_service_that_is_away_is_tried_again(alice, bob, subscribed, service, wave, run_tasks, trouble):
    service.status = trouble
    wave(alice, bob, kind=LOUD)
    run_tasks()
    row = Delivery.objects.get(channel="push")
    assert row.due_at > timezone.now() + timedelta(seconds=15)
    assert row.leased_until is None
    assert PushSubscription.objects.exists()


def test_a_service_inside_our_own_house_is_forgotten(alice, bob, subscribed, service, wave, run_tasks):
    service.status = Unfetchable(Reason.PRIVATE_ADDRESS)
    wave(alice, bob, kind=LOUD)
    run_tasks()
    assert not PushSubscription.objects.exists()


def test_news_while_a_push_is_under_way_is_pushed_too(alice, bob, carol, subscribed, wave):
    wave(alice, bob, kind=LOUD)
    (claimed,) = Delivery.objects.claim("push", most=9, lease=timedelta(seconds=30))
    wave(carol, bob, kind=LOUD, about=alice)
    Delivery.objects.finish([claimed])
    assert len(Delivery.objects.claim("push", most=9, lease=timedelta(seconds=30))) == 1


def test_two_workers_never_hold_the_same(alice, bob, subscribed, wave):
    wave(alice, bob, kind=LOUD)
    assert len(Delivery.objects.claim("push", most=9, lease=timedelta(seconds=30))) == 1
    assert Delivery.objects.claim("push", most=9, lease=timedelta(seconds=30)) == []


def test_what_a_dead_worker_held_is_free_again(alice, bob, subscribed, wave):
    wave(alice, bob, kind=LOUD)
    Delivery.objects.claim("push", most=9, lease=timedelta(seconds=-1))
    assert len(Delivery.objects.claim("push", most=9, lease=timedelta(seconds=30))) == 1


def test_the_same_browser_belongs_to_who_is_signed_in_now(bob, carol, phone, subscribed, api_of):
    assert on_a_device(api_of(carol), carol).post("/api/v1/push-subscriptions", phone.body).status_code == 201
    assert PushSubscription.objects.get().person == carol


def test_a_person_has_twenty_devices_at_most(bob, api_of):
    api = on_a_device(api_of(bob), bob)
    for number in range(22):
        assert api.post("/api/v1/push-subscriptions", Phone(str(number)).body).status_code == 201
        cache.clear()
    kept = set(PushSubscription.objects.values_list("address", flat=True))
    assert len(kept) == 20
    assert "https://push.example.com/0" not in kept


def test_it_goes_with_its_session(bob, subscribed):
    UserSession.objects.filter(user=bob).delete()
    assert not PushSubscription.objects.exists()


def test_signing_out_ends_it(bob, phone, client_of):
    client = on_a_device(client_of(bob), bob)
    client.post("/api/v1/push-subscriptions", phone.body, content_type="application/json")
    assert PushSubscription.objects.exists()
    client.post("/accounts/logout/")
    assert not PushSubscription.objects.exists()


def test_whoever_leaves_hears_nothing_more(alice, bob, subscribed, service, wave, run_tasks):
    wave(alice, bob, kind=LOUD)
    deactivate(person=bob, by=alice)
    assert not PushSubscription.objects.exists()
    assert not Delivery.objects.exists()
    run_tasks()
    assert service.got == []


def test_a_session_that_no_device_stands_for_is_told_so(bob, phone, api_of):
    answer = api_of(bob).post("/api/v1/push-subscriptions", phone.body)
    assert (answer.status_code, answer.json()["code"]) == (409, "no_device")


def test_a_test_push_reaches_that_device(bob, phone, subscribed, service, run_tasks):
    pk = PushSubscription.objects.get().pk
    assert subscribed.post(f"/api/v1/push-subscriptions/{pk}/test").status_code == 202
    run_tasks()
    assert phone.read(service.got[0][2])["tag"] == "test"


def test_the_list_names_this_device_and_no_address(bob, phone, subscribed):
    (kept,) = subscribed.get("/api/v1/push-subscriptions").json()["results"]
    assert (kept["this_device"], kept["name"]) == (True, "Chrome on Android")
    assert set(kept) == {"id", "name", "this_device", "created_at", "pushed_at"}


def test_a_device_is_taken_off(bob, subscribed):
    pk = PushSubscription.objects.get().pk
    assert subscribed.delete(f"/api/v1/push-subscriptions/{pk}").status_code == 204
    assert subscribed.delete(f"/api/v1/push-subscriptions/{pk}").status_code == 404


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://10.0.0.8/x",
        "https://2130706433/x",
        "https://localhost/x",
        "https://metadata.internal/x",
        "https://push.example.com:8443/x",
        "https://user:secret@push.example.com/x",
        "ftp://push.example.com/x",
        "x",
        "",
        f"https://push.example.com/{'x' * 1000}",
    ],
)
def test_an_address_in_our_own_house_is_refused(bob, phone, api_of, endpoint):
    answer = api_of(bob).post("/api/v1/push-subscriptions", {**phone.body, "endpoint": endpoint})
    assert answer.status_code == 400
    assert "endpoint" in answer.json()["fields"]
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "keys", [{}, {"p256dh": "x", "auth": AUTH}, {"p256dh": "AAAA", "auth": AUTH}, {"p256dh": "ä", "auth": "!"}]
)
def test_keys_that_cannot_encrypt_are_refused(bob, phone, api_of, keys):
    assert api_of(bob).post("/api/v1/push-subscriptions", {**phone.body, "keys": keys}).status_code == 400
    bad = {"p256dh": phone.public_key, "auth": "AAAA"}
    assert api_of(bob).post("/api/v1/push-subscriptions", {**phone.body, "keys": bad}).status_code == 400


def test_the_key_is_made_once_and_differs_by_company(acme, globex, bob, api_of):
    first, second = (api_of(bob).get("/api/v1/push-key").json()["public_key"] for _ in range(2))
    assert first == second == vapid.public_key()
    assert PushKey.objects.count() == 1
    with inside(globex):
        assert vapid.public_key() != first


def test_an_operators_own_key_comes_first(acme, settings):
    settings.VAPID_PRIVATE_KEY = vapid.new_private_key()
    own = vapid.public_key()
    settings.VAPID_PRIVATE_KEY = ""
    assert vapid.public_key() != own


WAYS = [
    ("get", "push-key"),
    ("get", "push-subscriptions"),
    ("post", "push-subscriptions"),
    ("delete", "push-subscriptions/{}"),
    ("post", "push-subscriptions/{}/test"),
]


@pytest.mark.parametrize(("verb", "path"), WAYS)
def test_without_a_session_it_is_401(subscribed, stranger, verb, path):
    at = f"/api/v1/{path.format(PushSubscription.objects.get().pk)}"
    assert getattr(stranger, verb)(at).status_code == 401


@pytest.mark.parametrize(("verb", "path"), WAYS[3:])
def test_anothers_device_is_404(carol, gina, subscribed, api_of, verb, path):
    at = f"/api/v1/{path.format(PushSubscription.objects.get().pk)}"
    for person in (carol, gina):
        assert getattr(api_of(person), verb)(at).status_code == 404
    assert PushSubscription.objects.exists()


def test_the_settings_page_lists_devices_and_takes_them_off(bob, carol, phone, client_of):
    client = on_a_device(client_of(bob), bob)
    client.post("/api/v1/push-subscriptions", phone.body, content_type="application/json")
    assert "this device" in client.get("/settings/notifications/").text
    at = f"/settings/notifications/devices/{PushSubscription.objects.get().pk}/remove/"
    assert client_of(carol).post(at).status_code == 404
    assert client.post(at).status_code == 302
    assert not PushSubscription.objects.exists()
