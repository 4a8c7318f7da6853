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
