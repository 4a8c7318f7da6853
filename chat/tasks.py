from datetime import datetime

from celery import shared_task

from jobs.base import CompanyTask, PeriodicTask


@shared_task(base=PeriodicTask, name="chat.forget_old_marks_everywhere")
def forget_old_marks_everywhere() -> None:
    from chat.actions import reading

    reading.forget_old_marks_everywhere()


@shared_task(base=CompanyTask, name="chat.forget_old_marks")
def forget_old_marks() -> None:
    from chat.actions import reading

    reading.forget_old_marks()


@shared_task(base=CompanyTask, name="chat.send_scheduled")
def send_scheduled(scheduled: int, at: str) -> None:
    from chat import actions

    actions.send_due(scheduled=scheduled, at=datetime.fromisoformat(at))


@shared_task(base=CompanyTask, name="chat.ring")
def ring(reminder: int, at: str) -> None:
    from chat import actions

    actions.remind_due(reminder=reminder, at=datetime.fromisoformat(at))
