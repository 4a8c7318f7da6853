"""A body larger than anything we take is refused before it is read."""

from __future__ import annotations

HUGE = str(5 * 1024**3)


def test_a_page_says_so(client_of, bob):
    answer = client_of(bob).post("/settings/photo/", CONTENT_LENGTH=HUGE)
    assert answer.status_code == 413
    assert b"too large" in answer.content


def test_the_api_says_so_in_its_shape(client_of, bob):
    answer = client_of(bob).post("/api/v1/me/photo", CONTENT_LENGTH=HUGE)
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


def test_a_stranger_is_refused_as_well(stranger):
    assert stranger.post("/accounts/login/", CONTENT_LENGTH=HUGE).status_code == 413
