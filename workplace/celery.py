"""The worker's application: `celery -A workplace worker -Q default,platform`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workplace.settings")

app = Celery("workplace")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
