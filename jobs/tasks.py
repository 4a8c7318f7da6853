from typing import Any

from celery import shared_task

from jobs.base import CompanyTask, PeriodicTask, PlatformTask
from jobs.mail import deliver
from jobs.sweep import sweep_everywhere


@shared_task(base=CompanyTask, name="jobs.send_company_mail")
def send_company_mail(**mail: Any) -> None:
    deliver(**mail)


@shared_task(base=PlatformTask, name="jobs.send_platform_mail")
def send_platform_mail(**mail: Any) -> None:
    deliver(**mail)


@shared_task(base=PeriodicTask, name="jobs.sweep")
def sweep() -> None:
    sweep_everywhere()
