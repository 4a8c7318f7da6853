"""Says that all is up, and where, as soon as the web answers."""

import http.client
import threading
import time
from collections.abc import Callable

from standalone.demo_content import COMPANIES, PASSWORD, sign_ins
from standalone.ports import LOOPBACK


def when_it_answers(host: str, port: int, then: Callable[[], None]) -> None:
    """In a thread, so that the watch over the processes begins meanwhile."""
    threading.Thread(target=wait, args=(reachable(host), port, then), daemon=True).start()


def wait(host: str, port: int, then: Callable[[], None]) -> None:
    while not answers(host, port):
        time.sleep(0.05)
    then()


def answers(host: str, port: int) -> bool:
    """Any answer counts: a page that is broken is told by the page, not by silence here."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def reachable(host: str) -> str:
    """An address that means "all of this machine's" can't be called; the loopback is one of them."""
    return {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)  # noqa: S104


def addresses(public_url: str, demo: bool, mail: str) -> list[str]:
    """What a person who just started it wants to know; `mail` says where mails end."""
    scheme, host = public_url.split("://")
    rows = [("Start page", public_url + "/"), ("Operators", public_url + "/admin/")]
    if demo:
        rows += [(company.name, f"{scheme}://{company.label}.{host}/") for company in COMPANIES]
    rows += [("Mail", mail)]
    if demo:
        rows += [("Sign in as", people) for people in sign_ins()]
        rows += [("Password", PASSWORD)]
    else:
        rows += [("To begin", "python3 manage.py operator add you@example.com")]
    return [f"  {name:<15}{value}" for name, value in rows]
