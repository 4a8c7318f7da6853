"""The programs of `up` beside the two servers: web, worker, beat and the mail sink."""

import sys
from pathlib import Path

from standalone.folders import ROOT
from standalone.processes import Program

WEB = "workplace.asgi:application"
ROOT_IS_FINE = ["-W", "ignore:You're running the worker with superuser privileges"]  # whoever started this knows
CELERY = [sys.executable, *ROOT_IS_FINE, "-m", "celery", "--quiet", "-A", "workplace"]


def web(environment: dict[str, str], host: str, port: int) -> Program:
    """Pages and sockets on one port."""
    serve = ["--host", host, "--port", str(port), "--loop", "uvloop", "--http", "httptools"]
    sockets = ["--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--ws-max-size", "65536"]
    quiet = ["--no-access-log", "--log-level", "warning", "--no-server-header"]
    plain = ["--no-proxy-headers", "--lifespan", "on", "--timeout-graceful-shutdown", "2"]
    command = [sys.executable, "-m", "uvicorn", WEB, *serve, *sockets, *quiet, *plain]
    return Program("web", command, environment, ROOT)


def worker(environment: dict[str, str]) -> Program:
    alone = ["--without-gossip", "--without-mingle"]  # one worker has nobody to talk to
    command = [*CELERY, "worker", "-Q", "default,platform", "-c", "2", "--loglevel", "WARNING", *alone]
    return Program("worker", command, environment, ROOT)


def beat(environment: dict[str, str], folder: Path) -> Program:
    command = [*CELERY, "beat", "--schedule", str(folder / "schedule"), "--pidfile=", "--loglevel", "WARNING"]
    return Program("beat", command, environment, ROOT)


def mail_sink(environment: dict[str, str], port: int, folder: Path) -> Program:
    command = [sys.executable, "-m", "standalone.mail_sink", str(port), str(folder)]
    return Program("mail", command, environment, ROOT)
