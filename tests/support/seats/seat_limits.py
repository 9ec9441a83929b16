"""Consoles and servers of tests: patient with a busy computer, and quick where slowness is meant.

Nothing else changes: what is sealed, hashed or asked goes through the same code.
"""

import httpx
import pytest
from argon2 import PasswordHasher

from console.store.replica import replica_key
from console.store.session import seat_vault
from console.sync import erased_words, loopback_redirect, server_link
from console.sync.links import call_link, unsent_link
from server.usecases.accounts import password_hash
from server.usecases.identity import sign_in_by_provider
from tests.support.waiting import PATIENCE_S

LITTLE_KIB = 64
FEW_STEPS = 2**4  # of the proof kept in memory


def wait_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers take their time: a server that is slow here is not away.

    The stream of hints keeps its own limit, by which a dead line is found.
    """
    for limit in ("SYNC_LIMIT_S", "ASKED_LIMIT_S", "BEAT_LIMIT_S", "RINGING_LIMIT_S"):
        monkeypatch.setattr(server_link, limit, PATIENCE_S)
    # What was read from there as the modules were loaded: an alarm was given up after 5 s.
    for limit in ("SYNC_LIMIT_S", "RINGING_LIMIT_S"):
        monkeypatch.setattr(call_link, limit, PATIENCE_S)
    monkeypatch.setattr(unsent_link, "SYNC_LIMIT_S", PATIENCE_S)
    monkeypatch.setattr(erased_words, "SYNC_LIMIT_S", PATIENCE_S)
    monkeypatch.setattr(loopback_redirect, "HEAD_LIMIT_S", PATIENCE_S)
    for asks in (server_link.ServerLink.ask, server_link.ServerLink.tell):
        monkeypatch.setitem(asks.__kwdefaults__, "limit_s", PATIENCE_S)
    monkeypatch.setattr(server_link, "TIMEOUT", httpx.Timeout(PATIENCE_S))
    monkeypatch.setattr(sign_in_by_provider, "PATIENCE_S", PATIENCE_S)


def seal_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the third of a second of CPU that each sign-in costs: see the tests of the costs."""
    monkeypatch.setattr(replica_key, "MEMORY_KIB", LITTLE_KIB)
    monkeypatch.setattr(replica_key, "ROUNDS", 1)
    monkeypatch.setattr(seat_vault, "PROOF_STEPS", FEW_STEPS)
    cheap = PasswordHasher(memory_cost=LITTLE_KIB, time_cost=1, parallelism=1)
    monkeypatch.setattr(password_hash, "_hasher", cheap)
