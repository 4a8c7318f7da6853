"""An address on its way to being proven: the code sent to it, kept in the visitor's session until it is typed."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from core.limits import wait_for

SESSION_KEY = "address_proof"
SECONDS = 600
TRIES = 5
DIGITS = 6
SECONDS_TO_NAME_ONESELF = 3600


@dataclass
class Proof:
    key: str
    address: str
    code: str  # only its hash
    at: float
    tries: int = 0
    proven: bool = False

    @property
    def lives(self) -> bool:
        return time.time() - self.at < (SECONDS_TO_NAME_ONESELF if self.proven else SECONDS)


def begin(request: HttpRequest, address: str, *, kept_as: str = SESSION_KEY) -> str:
    """Start over with an address; returns the code to be mailed."""
    key, code = secrets.token_urlsafe(12), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    _keep(request, Proof(key=key, address=address, code=_hashed(key, code), at=time.time()), kept_as)
    return code


def current(request: HttpRequest, *, kept_as: str = SESSION_KEY) -> Proof | None:
    """The proof this visitor is at, unless it ran out."""
    kept = request.session.get(kept_as)
    proof = Proof(**kept) if kept else None
    return proof if proof and proof.lives and proof.tries < TRIES else None


def check(request: HttpRequest, proof: Proof, code: str, *, kept_as: str = SESSION_KEY) -> bool:
    """Whether the code is right. It works once; the fifth wrong one ends the proof.

    Tries are counted in Valkey too: of many requests at once each would read the same session.
    """
    proof.tries += 1
    spent = wait_for(f"proof:{proof.key}", rate=1 / SECONDS, burst=TRIES) > 0
    digits = "".join(sign for sign in code if sign.isdigit())
    proof.proven = not spent and constant_time_compare(_hashed(proof.key, digits), proof.code)
    if proof.proven:
        proof.code, proof.tries, proof.at = "", 0, time.time()
    elif spent:
        proof.tries = TRIES
    _keep(request, proof, kept_as)
    return proof.proven


def finish(request: HttpRequest, *, kept_as: str = SESSION_KEY) -> None:
    request.session.pop(kept_as, None)


def _keep(request: HttpRequest, proof: Proof, kept_as: str) -> None:
    request.session[kept_as] = asdict(proof)


def _hashed(key: str, code: str) -> str:
    return salted_hmac(f"people.proof:{key}", code, algorithm="sha256").hexdigest()
