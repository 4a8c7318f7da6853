from datetime import datetime

from celery import shared_task

from jobs.base import CompanyTask


@shared_task(base=CompanyTask, name="feed.send_scheduled")
def send_scheduled(scheduled: int, at: str) -> None:
    from feed.actions import later

    later.send_due(scheduled=scheduled, at=datetime.fromisoformat(at))


@shared_task(base=CompanyTask, name="feed.close_poll")
def close_poll(poll: int, at: str) -> None:
    from feed.actions import polls

    polls.close_due_poll(poll=poll, at=datetime.fromisoformat(at))


@shared_task(base=CompanyTask, name="feed.remind_of_event")
def remind_of_event(event: int, at: str) -> None:
    from feed.actions import events

    events.remind_due(event=event, at=datetime.fromisoformat(at))


@shared_task(base=CompanyTask, name="feed.tell_of_deleted_event")
def tell_of_deleted_event(event: int, at: str) -> None:
    from feed.actions import events

    events.tell_deleted(event=event, at=datetime.fromisoformat(at))
