from typing import Any

from celery import shared_task

from jobs.base import CompanyTask, PeriodicTask, PlatformTask
from people import mail


@shared_task(base=CompanyTask, name="people.send_sign_up_code")
def send_sign_up_code(**asked: Any) -> None:
    mail.answer_sign_up(**asked)


@shared_task(base=CompanyTask, name="people.send_company_account_mail", for_sign_in=True)
def send_company_account_mail(**asked: Any) -> None:
    mail.answer_in_company(**asked)


@shared_task(base=PlatformTask, name="people.send_operator_account_mail")
def send_operator_account_mail(**asked: Any) -> None:
    mail.answer_operator(**asked)


@shared_task(base=PeriodicTask, name="people.forget")
def forget() -> None:
    from people import actions

    actions.forget_everywhere()


@shared_task(base=CompanyTask, name="people.forget_in_company")
def forget_in_company() -> None:
    from people import actions

    actions.forget_expired()
    actions.clear_old_statuses()
