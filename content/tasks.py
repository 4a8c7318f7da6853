from datetime import timedelta

from celery import shared_task

from jobs.base import CompanyTask


@shared_task(base=CompanyTask, name="content.fetch_card", lease=timedelta(minutes=2), tries=3)
def fetch_card(card: int) -> None:
    from content import actions

    actions.fill_card(card_id=card)
