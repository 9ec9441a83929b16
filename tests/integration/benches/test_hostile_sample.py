"""A short sample of the long proof about hostile input, on a call that is up."""

import asyncio

import pytest

from tools.proofs import hostile_input
from tools.proofs.__main__ import unclean

pytestmark = pytest.mark.exchange


def test_a_call_that_is_up_outlives_hostile_input_of_many_kinds() -> None:
    # Wrong answers and descriptions have tests of their own; sign-ins take seconds of hashing.
    kinds = (
        "mutations,forged_dialogs,callers,rtp_floods,exchange_routes,mad_relay,phone_socket,"
        "registrations,after_sign_out,takeover_by_code"
    )
    proof = hostile_input.prove(mutations=45, seconds=1.0, seed=5, only=kinds, alone=True)
    found = asyncio.run(proof)
    assert found["attacks"].keys() == {"quiet", *kinds.split(",")}
    assert all(one["tried"] for one in found["list"].values())
    assert unclean("hostile-input", found) == [], found
