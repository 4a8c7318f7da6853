"""The words after `manage.py up`."""

import argparse
import ipaddress
import sys
from pathlib import Path

from standalone.refusal import Refusal


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 manage.py up",
        description="Start everything on this machine: PostgreSQL, Valkey, web, worker, beat and a mail box. "
        "Ctrl-C ends it; the data stay in .standalone/ for the next start.",
        epilog="DATABASE_URL and REDIS_URL, where set, replace the servers started here, EMAIL_URL the mail box.",
    )
    parser.add_argument("--port", type=int, default=8000, help="for pages and sockets (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; only this machine by default")
    parser.add_argument("--no-demo", action="store_true", help="make no demo companies on the first start")
    parser.add_argument("--reset", action="store_true", help="first erase all data in .standalone/ (asks)")
    parser.add_argument("--yes", action="store_true", help="do not ask before --reset")
    return parser.parse_args(arguments)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_an_open_demo(options: argparse.Namespace, demo_is_there: bool, first: bool) -> None:
    """The demo's password is printed in the manual: it never listens to other machines."""
    if is_loopback(options.host):
        return
    if demo_is_there:
        raise Refusal(
            "The demo companies in .standalone/ have a password everybody knows, so they listen to this machine only. "
            f"Erase them first: python3 manage.py up --reset --no-demo --host {options.host}"
        )
    if first and not options.no_demo:
        raise Refusal(
            "The demo companies listen to this machine only. Start without them: "
            f"python3 manage.py up --no-demo --host {options.host}"
        )


def confirm_reset(folder: Path, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refusal(f"--reset erases everything in {folder.name}/. Add --yes to say that you mean it.")
    answer = input(f"This erases all companies, messages, files and mails in {folder.name}/. Type yes to go on: ")
    if answer.strip().lower() != "yes":
        raise Refusal("Nothing was erased.")
