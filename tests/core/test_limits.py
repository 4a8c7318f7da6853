"""Token buckets: a burst, then a steady rate; a dead Valkey lets everybody through."""

import time

import pytest
from redis.exceptions import ConnectionError

from core import limits
from core.limits import TooMany, limit
from core.schema import inside


@pytest.fixture(autouse=True)
def valkey_back():
    yield
    limits._away_until = 0.0


def spend(times, key="sends:1", **bucket):
    for _ in range(times):
        limit(key, **{"rate": 0.5, "burst": 3} | bucket)


def test_a_burst_passes_and_the_next_is_told_when_to_come_back(acme):
    spend(3, rate=0.001)
    with pytest.raises(TooMany) as refused:
        spend(1, rate=0.001)
    assert refused.value.retry_after in {999, 1_000}  # one, where the four took more than a second
    assert refused.value.status == 429


def test_tokens_come_back_at_the_rate(acme):
    spend(3, rate=1000)
    time.sleep(0.005)
    spend(3, rate=1000)


def test_each_key_has_a_bucket_of_its_own(acme):
    spend(3)
    spend(3, key="sends:2")


def test_each_company_has_buckets_of_its_own(acme, globex):
    with inside(acme):
        spend(3)
    with inside(globex):
        spend(3)


def test_without_valkey_everybody_passes_and_it_is_logged_once(acme, monkeypatch, caplog):
    def away(**_):
        raise ConnectionError("gone")

    monkeypatch.setattr(limits, "_take", lambda: away)
    spend(10)
    assert caplog.text.count("Valkey is away") == 1
