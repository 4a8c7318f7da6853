"""PostgreSQL, Valkey, and the tasks that go through them."""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit

from core.schema import forget_schema
from workplace.settings.environment import envbool, envint


def database(url: str) -> dict[str, object]:
    """Django's settings for postgresql://user:password@host:port/name, pooled per process (see core/database)."""
    at = urlsplit(url)
    return {
        "ENGINE": "core.database",
        "NAME": at.path.lstrip("/"),
        "USER": unquote(at.username or ""),
        "PASSWORD": unquote(at.password or ""),
        "HOST": at.hostname or "",
        "PORT": at.port or "",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "prepare_threshold": 3,  # of statements that say so; all others are bound here and never prepared
            "pool": {
                "min_size": 1,
                "max_size": WEB_THREADS + SOCKET_DATABASE_THREADS,
                "timeout": 5,
                "reconnect_timeout": 10,  # then the next request tries anew; else its pauses double for minutes
                "reset": forget_schema,
            },
        },
    }


WEB_THREADS = envint("WEB_THREADS", 8)
SOCKET_DATABASE_THREADS = 4
DATABASE_WORK_ON_TEST_THREAD = False  # socket tests: their uncommitted rows are seen on their own thread only
DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://workplace@127.0.0.1:5432/workplace")
# Migrations, provisioning and cross-company jobs; the same server until there are several.
ADMIN_DATABASE_URL = os.environ.get("ADMIN_DATABASE_URL", DATABASE_URL)
DATABASES = {"default": database(ADMIN_DATABASE_URL if envbool("USE_ADMIN_DATABASE") else DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")
CACHES = {
    "default": {
        "BACKEND": "core.cache.ForgivingCache",
        "LOCATION": f"{REDIS_URL}/0",
        "KEY_FUNCTION": "core.cache.company_key",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "realtime.layer.Layer",
        "CONFIG": {"hosts": [f"{REDIS_URL}/0"], "prefix": "workplace"},
    }
}
CELERY_BROKER_URL = f"{REDIS_URL}/1"
CELERY_TASK_IGNORE_RESULT = True
CELERY_DB_REUSE_MAX = 1_000_000  # connections are given back by workplace.celery, the pool stays
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "visibility_timeout": 600}
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "jobs.sweep", "schedule": 10.0, "options": {"queue": "platform", "expires": 10}},
    "count": {"task": "tenants.count", "schedule": 600.0, "options": {"queue": "platform", "expires": 600}},
    "forget": {"task": "people.forget", "schedule": 21600.0, "options": {"queue": "platform", "expires": 21600}},
    "files": {"task": "content.tidy_everywhere", "schedule": 3600.0, "options": {"queue": "platform", "expires": 3600}},
    "marks": {
        "task": "chat.forget_old_marks_everywhere",
        "schedule": 21600.0,
        "options": {"queue": "platform", "expires": 21600},
    },
    "rules": {
        "task": "groups.refresh_rules_everywhere",
        "schedule": 3600.0,
        "options": {"queue": "platform", "expires": 3600},
    },
    "pilots": {"task": "tenants.watch_pilots", "schedule": 3600.0, "options": {"queue": "platform", "expires": 3600}},
}
