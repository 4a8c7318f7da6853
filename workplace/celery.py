"""The worker's application: `celery -A workplace worker -Q default,platform`."""

import os
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workplace.settings")

app = Celery("workplace")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.task_prerun.connect
@signals.task_postrun.connect
def give_the_connection_back(**_: Any) -> None:
    """As after a web request: to the pool, or away with it if it is broken. Celery's own way closes the whole
    pool around each task (see CELERY_DB_REUSE_MAX), which costs more than most tasks."""
    from django.db import close_old_connections

    close_old_connections()


@signals.worker_init.connect
def fork_without_connections(**_: Any) -> None:
    """A pool opened before the fork would be shared by processes that cannot share it."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()
