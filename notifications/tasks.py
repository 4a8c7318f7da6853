from celery import shared_task

from jobs.base import CompanyTask


@shared_task(base=CompanyTask, name="notifications.push")
def push() -> None:
    from notifications import pushing

    pushing.push_what_is_due()


@shared_task(base=CompanyTask, name="notifications.mail")
def mail() -> None:
    from notifications import mailing

    mailing.mail_what_is_due()


@shared_task(base=CompanyTask, name="notifications.test_push")
def test_push(subscription: int) -> None:
    from notifications import pushing

    pushing.push_test(subscription)
