"""Reading what the mails say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail


@pytest.fixture
def letters(run_tasks) -> Callable[[], list]:
    """The mails that went out since the last look, after all waiting work is done."""

    def look() -> list:
        while run_tasks():
            pass
        found = list(mail.outbox)
        mail.outbox.clear()
        return found

    return look


@pytest.fixture
def code_for(letters) -> Callable[[str], str]:
    """The code in the newest mail to an address."""

    def read(address: str) -> str:
        bodies = [letter.body for letter in letters() if letter.to == [address]]
        assert bodies, f"no mail for {address}"
        found = re.search(r"^ +(\d{6})$", bodies[-1], re.MULTILINE)
        assert found, bodies[-1]
        return found[1]

    return read


def link_in(letter) -> str:
    """The path of the link a mail carries."""
    found = re.search(r"https?://[^/\s]+(/join/\S+)", letter.body)
    assert found, letter.body
    return found[1]
