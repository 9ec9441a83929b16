"""What a seat seals for the server opens there and nowhere else."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from contract.domain.ids import AccountId
from contract.wire.sealed_key import KeyOf, NotOurs, open_key, public_of, seal_key

SERVER = X25519PrivateKey.generate().private_bytes_raw()
CONTENT = KeyOf(account_id=AccountId("a1"), key=bytes(range(32)))


def test_the_server_reads_whose_key_it_is_and_the_key() -> None:
    box = seal_key(public_of(SERVER), CONTENT)
    assert CONTENT.key not in box
    assert open_key(SERVER, box) == CONTENT
    assert seal_key(public_of(SERVER), CONTENT) != box


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_box_that_was_changed_opens_for_nobody(place: int) -> None:
    box = bytearray(seal_key(public_of(SERVER), CONTENT))
    box[place] ^= 1
    with pytest.raises(NotOurs):
        open_key(SERVER, bytes(box))


@pytest.mark.parametrize("box", [b"", b"short", bytes(32), bytes(200)])
def test_what_is_no_box_is_refused(box: bytes) -> None:
    with pytest.raises(NotOurs):
        open_key(SERVER, box)


def test_another_server_opens_nothing() -> None:
    other = X25519PrivateKey.generate().private_bytes_raw()
    with pytest.raises(NotOurs):
        open_key(other, seal_key(public_of(SERVER), CONTENT))


def test_what_is_no_public_key_seals_nothing() -> None:
    with pytest.raises(ValueError, match="32"):
        seal_key(b"short", CONTENT)
