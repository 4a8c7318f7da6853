from datetime import timedelta

from celery import shared_task

from jobs.base import CompanyTask, PeriodicTask


@shared_task(base=CompanyTask, name="content.prepare_file", lease=timedelta(minutes=5))
def prepare_file(file: int) -> None:
    from content.actions import preparing

    preparing.prepare(file=file)


@shared_task(base=CompanyTask, name="content.remove_bytes")
def remove_bytes(path: str) -> None:
    from content.actions import preparing

    preparing.forget_bytes(path=path)


@shared_task(base=CompanyTask, name="content.tidy_files", lease=timedelta(minutes=30))
def tidy() -> None:
    from content.actions import preparing

    preparing.tidy_up()


@shared_task(base=PeriodicTask, name="content.tidy_everywhere")
def tidy_everywhere() -> None:
    from content.actions import preparing

    preparing.tidy_everywhere()


@shared_task(base=CompanyTask, name="content.fetch_card", lease=timedelta(minutes=2), tries=3)
def fetch_card(card: int) -> None:
    from content import actions

    actions.fill_card(card_id=card)
