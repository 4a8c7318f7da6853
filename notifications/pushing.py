"""Pushing what is due: in portions, each claimed under a lease, so that a worker that dies takes nothing with it.

Rows are forgotten ten at a time, as their services answer. So a killed worker repeats at most those and what was
under way, and the second push takes the first one's place on the device (same tag); what it had not come to is free
again when the lease ends.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifications.access import badges_of
from notifications.models import Delivery, PushSubscription
from notifications.push_service import LARGEST, Answer, Device, Message, hand_over
from notifications.showing import Entry, entries_for
from notifications.vapid import Signer
from tenants.models import Company, company_here

logger = logging.getLogger(__name__)

PORTION, AT_ONCE = 40, 10  # rows claimed together; messages under way together
LEASE = timedelta(seconds=30)  # longer than a portion takes if every service is as slow as we allow
STARTED_WITHIN = 20.0  # seconds of a portion: what was not begun then is given back, or one person's slow devices
# would hold everybody's beyond the lease
RUN = 60.0  # seconds a task goes on for; the sweep starts the next one
TRIES = 6


def push_what_is_due() -> int:
    """Push until nothing is due; returns how many rows were worked on."""
    end, done = time.monotonic() + RUN, 0
    company, signer = company_here(), Signer()
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="push") as threads:
        while time.monotonic() < end:
            rows = Delivery.objects.claim(Delivery.Channel.PUSH, most=PORTION, lease=LEASE)
            if not rows:
                break
            done += len(rows)
            _push(rows, company, signer, threads)
    return done


def _push(rows: list[Delivery], company: Company, signer: Signer, threads: ThreadPoolExecutor) -> None:
    people = sorted({row.notification.person_id for row in rows})
    devices, unread = _devices_of(people), badges_of(people)
    asked: dict[Future[Answer], tuple[Delivery, Device]] = {}
    told, until = _Told(), time.monotonic() + STARTED_WITHIN
    for row in rows:
        mine = devices[row.notification.person_id]
        message = _message(row, company, unread[row.notification.person_id]) if mine else None
        told.expect(row, len(mine) if message else 0)
        if message is not None:
            for device in mine:
                sent = threads.submit(_in_time, until, device, message, signer.authorization(device.address))
                asked[sent] = row, device
    for sent in as_completed(asked):
        row, device = asked[sent]
        told.hear(row, device, _answer(sent))
    told.note()


class _Told:
    """What the services answered to a portion. It is noted for a few rows at a time: so many a kill may repeat."""

    def __init__(self) -> None:
        self.waiting: dict[int, int] = {}
        self.answers: dict[int, set[Answer]] = defaultdict(set)
        self.done: list[Delivery] = []
        self.taken: list[int] = []
        self.gone: list[int] = []

    def expect(self, row: Delivery, answers: int) -> None:
        self.waiting[row.pk] = answers
        if not answers:
            self.done.append(row)

    def hear(self, row: Delivery, device: Device, answer: Answer) -> None:
        self.answers[row.pk].add(answer)
        if answer is Answer.TAKEN:
            self.taken.append(device.pk)
        elif answer is Answer.GONE:
            self.gone.append(device.pk)
        self.waiting[row.pk] -= 1
        if not self.waiting[row.pk]:
            self._finish(row, self.answers[row.pk])

    def _finish(self, row: Delivery, answers: set[Answer]) -> None:
        """Finished, unless no service took it and one of them may later, or none was asked yet."""
        if answers == {Answer.NOT_ASKED}:
            Delivery.objects.release([row])
            return
        if Answer.LATER in answers and Answer.TAKEN not in answers and row.attempts < TRIES:
            Delivery.objects.put_off(row, timedelta(seconds=10 * 2**row.attempts))
            return
        self.done.append(row)
        if len(self.done) >= AT_ONCE:
            self._forget_done()

    def _forget_done(self) -> None:
        Delivery.objects.finish(self.done)
        self.done = []

    def note(self) -> None:
        self._forget_done()
        PushSubscription.objects.filter(pk__in=self.gone).delete()
        PushSubscription.objects.filter(pk__in=self.taken).update(pushed_at=timezone.now())


def _devices_of(people: Iterable[int]) -> dict[int, list[Device]]:
    found = defaultdict(list)
    for kept in PushSubscription.objects.filter(person__in=people, person__is_active=True):
        found[kept.person_id].append(Device(kept.pk, kept.address, kept.public_key, kept.secret))
    return found


def _message(row: Delivery, company: Company, unread: int) -> Message | None:
    """What the devices get; nothing if it was read or seen meanwhile, or may not be seen any more."""
    notification = row.notification
    if notification.is_read or notification.seen_at or row.attempts > 2 * TRIES:
        return None
    reader = notification.person
    with translation.override(reader.language or company.language):
        entry = next(iter(entries_for(reader, [notification])), None)
        return message_for(entry, company, unread) if entry else None


def message_for(entry: Entry, company: Company, unread: int) -> Message:
    """Without content, unless the kind is one that may be read on a lock screen."""
    is_open = entry.kind.open_on_lock_screen
    closed = entry.shown.hint or _("Something new for you. Open it to see what.")
    text = entry.shown.text if is_open else closed
    data = {
        "title": company.name,
        "body": _fitting(text),
        "tag": entry.row.tag,
        "url": f"/notifications/{entry.row.pk}/",
        "icon": f"/icon-192.png?v={company.brand_version}",
        "unread": unread,
    }
    return Message(tag=entry.row.tag, data=data, urgent=entry.kind.urgent)


def _fitting(text: str) -> str:
    return text.encode()[: LARGEST // 4].decode(errors="ignore")


def _in_time(until: float, device: Device, message: Message, authorization: str) -> Answer:
    return hand_over(device, message, authorization) if time.monotonic() < until else Answer.NOT_ASKED


def _answer(sent: Future[Answer]) -> Answer:
    try:
        return sent.result()
    except Exception:  # a device's keys that cannot be encrypted with, or a service's answer nobody thought of
        logger.exception("a push could not be handed over")
        return Answer.REFUSED


def push_test(subscription_id: int) -> None:
    """One push to one device, to see that it arrives."""
    kept = PushSubscription.objects.select_related("person").filter(pk=subscription_id, person__is_active=True).first()
    if kept is None:
        return
    company = company_here()
    with translation.override(kept.person.language or company.language):
        data = {
            "title": company.name,
            "body": _("This is a test. Notifications arrive on this device."),
            "tag": "test",
            "url": "/settings/notifications/",
            "icon": f"/icon-192.png?v={company.brand_version}",
        }
    device = Device(kept.pk, kept.address, kept.public_key, kept.secret)
    answer = hand_over(device, Message(tag="test", data=data, urgent=True), Signer().authorization(kept.address))
    if answer is Answer.GONE:
        kept.delete()
