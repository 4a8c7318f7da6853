import socket

import pytest

from standalone import ports
from standalone.refusal import Refusal
from tests.ports import LEAST, first_given_away, keep, own_port


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


def test_two_names_never_get_the_same_port(tmp_path, monkeypatch):
    kept, other = ports.any_free(), ports.any_free()
    (tmp_path / "ports.json").write_text(f'{{"postgres": {kept}, "mail": {kept}}}')
    given = iter([kept, other, other + 1])  # what the system would give away; it does not know what is kept for whom

    class Probe(socket.socket):
        def bind(self, address):
            super().bind(address)
            self.given = address[1] or next(given)

        def getsockname(self):
            return "127.0.0.1", self.given

    monkeypatch.setattr(ports.socket, "socket", Probe)
    chosen = ports.same_again(["valkey", "postgres", "mail"], tmp_path / "ports.json")
    assert chosen == {"postgres": kept, "valkey": other, "mail": other + 1}


def test_so_many_free_ports_are_held_together_until_all_are_found(monkeypatch):
    open_at_once, most = set(), []

    class Probe(socket.socket):
        def bind(self, address):
            super().bind(address)
            open_at_once.add(self)
            most.append(len(open_at_once))

        def close(self):
            super().close()
            open_at_once.discard(self)

    monkeypatch.setattr(ports.socket, "socket", Probe)
    assert len(set(ports.free_beside([], 3))) == 3
    assert (most, open_at_once) == ([1, 2, 3], set())


def test_a_port_of_tests_is_nobody_elses_and_none_the_system_gives_away():
    mine = own_port()
    assert not keep(mine)
    assert own_port() != mine
    assert LEAST <= mine < first_given_away()
