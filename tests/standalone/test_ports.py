import socket

import pytest

from standalone import ports
from standalone.refusal import Refusal


@pytest.fixture
def taken():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_not_free(taken):
    assert not ports.is_free(taken)


def test_a_taken_port_is_refused_with_the_way_out(taken):
    with pytest.raises(Refusal, match=f"Port {taken} is taken .* --port {taken + 1}"):
        ports.must_be_free(taken, "127.0.0.1")


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(Refusal, match=r"no address 192\.0\.2\.77"):
        ports.must_be_free(0, "192.0.2.77")


def test_ports_stay_the_same_across_starts(tmp_path):
    first = ports.same_again(["postgres", "valkey"], tmp_path / "ports.json")
    assert ports.same_again(["postgres", "valkey"], tmp_path / "ports.json") == first


def test_a_port_that_was_taken_meanwhile_is_replaced(tmp_path, taken):
    (tmp_path / "ports.json").write_text(f'{{"postgres": {taken}}}')
    assert ports.same_again(["postgres"], tmp_path / "ports.json")["postgres"] != taken
