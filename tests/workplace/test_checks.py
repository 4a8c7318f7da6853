"""A wrong setting comes out as a sentence with a hint, before anybody meets its consequence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workplace.checks import is_loopback, problems

SANE = {
    "SECRET_KEY": "x" * 50,
    "PUBLIC_URL": "https://network.example.com",
    "DATABASE_URL": "postgresql://workplace:secret@db.internal:5432/workplace",
    "REDIS_URL": "redis://valkey.internal:6379",
    "EMAIL_URL": "smtp+tls://user:secret@mail.internal:587",
    "MAIL_ADDRESS": "network@example.com",
}


def ids(**changes):
    return [problem.id.partition(".")[2] for problem in problems({**SANE, **changes})]


def test_a_sane_environment_has_no_problems():
    assert ids() == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"PUBLIC_URL": "network.example.com"}, ["E001"]),
        ({"PUBLIC_URL": "https://example.com/network"}, ["E001"]),
        ({"PUBLIC_URL": "http://network.example.com"}, ["W002"]),
        ({"DEBUG": "1"}, ["E003"]),
        ({"LOOPBACK_ONLY": "yes"}, ["E004"]),
        ({"MAIL_FOLDER": "/var/mails"}, ["E005"]),
        ({"SECRET_KEY": ""}, ["E006"]),
        ({"REGISTRATION": "closed"}, ["E007"]),
        ({"PILOT_SIZE": "0"}, ["E008"]),
        ({"DATABASE_URL": "mysql://db/workplace"}, ["E009"]),
        ({"DATABASE_URL": "postgresql://db:port/workplace"}, ["E009"]),
        ({"ADMIN_DATABASE_URL": "postgresql://db"}, ["E009"]),
        ({"REDIS_URL": "redis://valkey:6379/3"}, ["E010"]),
        ({"EMAIL_URL": "mail.example.com:25"}, ["E011"]),
        ({"MAIL_ADDRESS": "Network <network@example.com>"}, ["E012"]),
        ({"VAPID_PRIVATE_KEY": "x"}, ["E013"]),
        ({"VAPID_PRIVATE_KEY": "A" * 44}, ["E013"]),
        ({"VAPID_PRIVATE_KEY": "Q" * 43}, []),
        ({"S3_URL": "https://s3.example.com"}, ["E020"]),
        ({"S3_BUCKET": "files", "S3_URL": "s3.example.com"}, ["E021"]),
        ({"S3_BUCKET": "files", "S3_KEY": "key"}, ["E022"]),
        ({"LARGEST_FILE_MB": "0"}, ["E023"]),
        ({"COMPANY_SPACE_GB": "much"}, ["E023"]),
        ({"UPLOAD_FOLDER": "/nowhere"}, ["E024"]),
    ],
)
def test_a_mistake_is_said(changes, wrong):
    assert ids(**changes) == wrong


def test_each_has_a_hint():
    broken = {"PUBLIC_URL": "x", "REGISTRATION": "x", "PILOT_SIZE": "x", "EMAIL_URL": "x", "REDIS_URL": "x"}
    assert all(problem.hint for problem in problems(broken))


@pytest.mark.parametrize("host", ["localhost", "acme.localhost", "127.0.0.1", "::1"])
def test_on_loopback_debugging_is_fine(host):
    where = f"[{host}]" if ":" in host else host
    assert is_loopback(host)
    assert ids(PUBLIC_URL=f"http://{where}:8000", DEBUG="1", LOOPBACK_ONLY="1", MAIL_FOLDER="/x", SECRET_KEY="") == []


def test_the_check_command_says_it():
    environment = {**os.environ, "REGISTRATION": "maybe"}
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "django", "check", "--tag", "security"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "workplace.E007" in done.stderr


def test_what_cannot_be_read_at_all_is_a_sentence_and_no_traceback():
    environment = {**os.environ, "PUBLIC_URL": "https://example.com:many"}
    command = [sys.executable, "-m", "django", "check"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True)
    assert "PUBLIC_URL is not an address" in done.stderr
    assert "Traceback" not in done.stderr
