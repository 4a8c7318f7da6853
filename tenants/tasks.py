from celery import shared_task

from jobs.base import PeriodicTask, PlatformTask
from tenants import actions


@shared_task(base=PlatformTask, name="tenants.set_up")
def set_up(company: int) -> None:
    actions.set_up(company=company)


@shared_task(base=PlatformTask, name="tenants.list_itself")
def list_itself(application: int) -> None:
    actions.list_itself(application=application)


@shared_task(base=PlatformTask, name="tenants.mail_hosts")
def mail_hosts(email: str, language: str) -> None:
    actions.mail_hosts(email=email, language=language)


@shared_task(base=PeriodicTask, name="tenants.count")
def count() -> None:
    actions.count_everywhere()


@shared_task(base=PeriodicTask, name="tenants.watch_pilots")
def watch_pilots() -> None:
    actions.watch_pilots()
    actions.forget_unproven()
