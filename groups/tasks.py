from datetime import timedelta

from celery import shared_task

from jobs.base import CompanyTask, PeriodicTask


@shared_task(base=PeriodicTask, name="groups.refresh_rules_everywhere")
def refresh_rules_everywhere() -> None:
    from groups import actions

    actions.refresh_everywhere()


@shared_task(base=CompanyTask, name="groups.refresh_rules", lease=timedelta(minutes=30))
def refresh_rules() -> None:
    from groups import actions

    actions.refresh_rules()


@shared_task(base=CompanyTask, name="groups.refresh_rule", lease=timedelta(minutes=10))
def refresh_rule(group: int) -> None:
    from groups import actions

    actions.refresh_rule(group_id=group)


@shared_task(base=CompanyTask, name="groups.refresh_rules_for")
def refresh_rules_for(person: int) -> None:
    from groups import actions

    actions.refresh_rules_for(person_id=person)


@shared_task(base=CompanyTask, name="groups.fill_default_group", lease=timedelta(minutes=10))
def fill_default_group(group: int) -> None:
    from groups import actions

    actions.fill_default_group(group_id=group)
