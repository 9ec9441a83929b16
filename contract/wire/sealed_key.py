"""Boxes that a seat seals and the server alone opens: the key of a store, work not yet sent.

A box is made at the seat with the server's X25519 public key; no password and no keyring is in it.
The server gives a key back to the account that the box names, and to no other. Work is applied in
the name of its author, so its box proves that it was made in a session of theirs: anybody can seal.
"""

import hashlib
import hmac

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from contract.domain.ids import AccountId, CommandId
from contract.wire.commands import Verdict
from contract.wire.decoding import MalformedMessage, decode, encode

_KEY = b"chiamaroma sealed key 1"
_WORK = b"chiamaroma unsent work 1"
_PUBLIC_BYTES = 32
_PROOF_BYTES = hashlib.sha256().digest_size
_NONCE = bytes(12)  # each box has a key of its own, under which nothing else is ever written


class KeyOf(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a box: whose key it is, and the key."""

    account_id: AccountId
    key: bytes


class SealedKeyRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Body of POST /auth/sealed-key."""

    box: bytes


class SealedKeyReply(msgspec.Struct, frozen=True, kw_only=True):
    key: bytes


class WorkKeys(msgspec.Struct, frozen=True, kw_only=True):
    """What a session seals unsent work with. work_key: the server gives it at a sign-in only."""

    account_id: AccountId
    device_id: str
    server_key: bytes
    work_key: bytes


class UnsentWork(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a box of work: commands in their order, as they go over the wire.

    epoch: that the seat lived in; None: it had never been told of one.
    """

    account_id: AccountId
    device_id: str
    commands: tuple[msgspec.Raw, ...]
    epoch: str | None = None


class HandOver(msgspec.Struct, frozen=True, kw_only=True):
    """Body of POST /unsent: a box that lay at the seat where somebody signed in.

    is_behind: another box of the same author, made before it, is held.
    """

    box: bytes
    is_behind: bool = False


class HandOverReply(msgspec.Struct, frozen=True, kw_only=True):
    """is_settled: each command has its last word, and the box may go. What it says is nobody's.

    is_held: what it builds on may still come from another seat; the next box is to be told so.
    """

    is_settled: bool
    is_held: bool = False


class RefusedCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A command that was handed over and refused, for its author or who stands in for them."""

    command: msgspec.Raw
    verdict: Verdict
    author: str  # the name, "" for whoever asks


class RefusedWork(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of GET /unsent/refused, oldest first."""

    commands: tuple[RefusedCommand, ...] = ()


class RefusedTold(msgspec.Struct, frozen=True, kw_only=True):
    """Body of POST /unsent/refused: these lie in a replica now."""

    command_ids: tuple[CommandId, ...]


class NotOurs(Exception):
    """The box was sealed for another server, or somebody changed it."""


class NotTheirs(Exception):
    """The work in the box was not made in a session of the account it names."""


def seal_key(public: bytes, content: KeyOf) -> bytes:
    """Return the box. public: SessionReply.seal_key. Raise ValueError for what is no such key."""
    return _sealed(_KEY, public, encode(content))


def open_key(private: bytes, box: bytes) -> KeyOf:
    """Return what is in the box. Raise NotOurs."""
    try:
        return decode(_opened(_KEY, private, box), KeyOf)
    except MalformedMessage as error:
        raise NotOurs from error


def work_key(private: bytes, account_id: AccountId, device_id: str) -> bytes:
    """Return what sessions of the account at this device prove their work with.

    Made from the server's private key and kept nowhere: it opens after a restore as boxes do.
    """
    whose = encode((account_id, device_id))
    return HKDF(hashes.SHA256(), 32, _WORK, whose).derive(private)


def seal_work(keys: WorkKeys, work: UnsentWork) -> bytes:
    """Return the box. Raise ValueError for keys that are none."""
    told = encode(work)
    return _sealed(_WORK, keys.server_key, _proof(keys.work_key, told) + told)


def open_work(private: bytes, box: bytes) -> UnsentWork:
    """Return what is in the box. Raise NotOurs, or NotTheirs."""
    content = _opened(_WORK, private, box)
    proof, told = content[:_PROOF_BYTES], content[_PROOF_BYTES:]
    try:
        work = decode(told, UnsentWork)
    except MalformedMessage as error:
        raise NotTheirs from error
    key = work_key(private, work.account_id, work.device_id)
    if not hmac.compare_digest(proof, _proof(key, told)):
        raise NotTheirs
    return work


def public_of(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def _proof(key: bytes, told: bytes) -> bytes:
    return hmac.new(key, told, hashlib.sha256).digest()


def _sealed(purpose: bytes, public: bytes, content: bytes) -> bytes:
    mine = X25519PrivateKey.generate()
    sender = mine.public_key().public_bytes_raw()
    shared = mine.exchange(X25519PublicKey.from_public_bytes(public))
    return sender + _cipher(purpose, shared, sender + public).encrypt(_NONCE, content, None)


def _opened(purpose: bytes, private: bytes, box: bytes) -> bytes:
    mine = X25519PrivateKey.from_private_bytes(private)
    sender, sealed = box[:_PUBLIC_BYTES], box[_PUBLIC_BYTES:]
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(sender))
        return _cipher(purpose, shared, sender + public_of(private)).decrypt(_NONCE, sealed, None)
    # ValueError: too short, or a point that gives the same secret with every key.
    except (InvalidTag, ValueError) as error:
        raise NotOurs from error


def _cipher(purpose: bytes, shared: bytes, salt: bytes) -> AESGCM:
    """Return the cipher of one box, bound to both public keys."""
    return AESGCM(HKDF(hashes.SHA256(), 32, salt, purpose).derive(shared))
