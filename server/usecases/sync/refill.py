"""Commands that come again after the server went back: its own word on them, and for how long."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from contract.wire import reason_codes
from contract.wire.commands import Again, Status, Verdict
from contract.wire.decoding import MalformedMessage, decode, encode
from server.store.contacts.case_numbers import skip_numbers
from server.store.engine.connection import Connection, instant, millis
from server.store.sync.command_log import has_verdict
from server.usecases.operations.installation import current_epoch, renew_epoch
from server.usecases.operations.write_audit import write_audit

type Asked = tuple[str, str, str]  # a command's id, who asks, SHA-256 of what

VERDICT_KEY = "verdict_key"  # of meta
# Each seat that has something to give back comes within this time, or has forgotten it.
REFILL_FOR = timedelta(days=7)
KEEP_VERDICTS = timedelta(days=90)  # longer than any seat may be offline
_CLOCKS_DIFFER = timedelta(days=-1)  # a loss seen tomorrow is none: it would be waited for for ever
# What somebody saw before and is not here: it is at a seat that has not come yet.
_STILL_TO_COME = frozenset(
    {
        reason_codes.UNKNOWN_CASE,
        reason_codes.UNKNOWN_CALLBACK,
        reason_codes.UNKNOWN_CONTACT,
        reason_codes.UNKNOWN_ENTRY,
        reason_codes.UNKNOWN_REPORT,
        reason_codes.UNKNOWN_PROPOSAL,
        reason_codes.UNKNOWN_REVISION,
        reason_codes.UNKNOWN_REFERENCE,
        reason_codes.UNKNOWN_TOPIC,
        reason_codes.UNKNOWN_DESK,
    }
)


class WentBack(Exception):
    """This server does not know what it said in this very life of it: its data went back."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a command from before the server went back. now: the server's clock.

    earlier: this server's own word that it was applied, which it has lost.
    """

    now: datetime
    again: Again | None = None
    earlier: Verdict | None = None
    made_at: datetime | None = None

    @property
    def at(self) -> datetime:
        """When it was done; of one that waited while the server went back, when it was made."""
        if self.earlier is not None and self.earlier.at is not None:
            return self.earlier.at
        if self.again is not None and self.made_at is not None:
            # Nothing proves it: further back than a seat may be offline it moves nothing.
            return min(max(self.made_at, self.now - KEEP_VERDICTS), self.now)
        return self.now

    def made(self, at: datetime) -> "Past":
        # Without a zone it is no instant to compare with.
        return replace(self, made_at=at if at.tzinfo is not None else None)

    def softened(self, refusal: Verdict) -> Verdict:
        """Return what to answer in the place of a refusal: that may not be the last word yet."""
        if self.earlier is not None and refusal.reason == reason_codes.EXISTS:
            return Verdict(status=Status.APPLIED, detail=self.earlier.detail)
        if self._may_be_wrong(refusal):
            return msgspec.structs.replace(refusal, status=Status.HELD)
        return refusal

    def reopens(self, known: Verdict) -> bool:
        """Return whether a stored refusal is forgotten: the seat sent it before it knew."""
        return known.status is Status.REJECTED and self._may_be_wrong(known)

    def _may_be_wrong(self, refusal: Verdict) -> bool:
        if self.again is None or not _CLOCKS_DIFFER <= self.now - self.again.since < REFILL_FOR:
            return False
        return self.earlier is not None or refusal.reason in _STILL_TO_COME


def has_forgotten(connection: Connection, command_id: str | None) -> bool:
    """Return whether this server does not know a command that it had called applied."""
    return command_id is not None and not has_verdict(connection, command_id)


def require_life(connection: Connection, past: Past) -> None:
    """Raise WentBack where a snapshot was put back, and nobody began a new epoch."""
    if past.earlier is not None and past.earlier.epoch == current_epoch(connection):
        raise WentBack


def begin_life(connection: Connection, now: datetime) -> str:
    """Begin a new epoch after data went back without a word: every seat gives back what it has."""
    skip_lost_numbers(connection, now)
    write_audit(connection, None, "went_back", "", now)
    return renew_epoch(connection)


def skip_lost_numbers(connection: Connection, now: datetime) -> None:
    """Leave out the case numbers that may have been given since the last command known here."""
    sql = "SELECT max(at) AS at FROM command WHERE at <= :now"  # no clock says when ahead of it is
    last = connection.one(sql, {"now": millis(now)})
    known_at = instant(last["at"]) if last is not None and last["at"] is not None else now
    skip_numbers(connection, known_at, now)


def again_of(raw: msgspec.Raw) -> Again | None:
    """Return None for a command that comes for the first time, or says so in no way known here."""
    try:
        again: Again | None = decode(raw, Again | None)  # type: ignore[arg-type]
    except MalformedMessage:
        return None
    return again if again is None or again.since.tzinfo is not None else None


def digest_of(data: msgspec.Raw) -> str:
    """Return the SHA-256 of what is asked, whatever the order of its keys and its spaces."""
    # Another encoder may order keys otherwise: the same command must have the same digest.
    told = msgspec.json.encode(decode(data, object), order="sorted")
    return hashlib.sha256(told).hexdigest()


def sealed(connection: Connection, asked: Asked, verdict: Verdict, now: datetime) -> Verdict:
    """Return a verdict with a seal, by which this installation knows it after a restore."""
    dated = msgspec.structs.replace(verdict, at=now, epoch=current_epoch(connection))
    return msgspec.structs.replace(dated, seal=_seal(connection, asked, dated))


def sealed_anew(connection: Connection, asked: Asked, word: Verdict) -> Verdict:
    """Return a word with the seal for what its command is now: it was emptied."""
    return msgspec.structs.replace(word, seal=_seal(connection, asked, word))


def earlier_word(
    connection: Connection, asked: Asked, again: Again | None, now: datetime
) -> Verdict | None:
    """Return what this server said of the command before it lost it: that it was applied.

    None: it has not said so, or nothing proves it. A seat could claim anything.
    """
    word = again.verdict if again is not None else None
    if word is None or word.status is not Status.APPLIED:
        return None
    seal = _seal(connection, asked, word)
    if not hmac.compare_digest(seal.encode(), word.seal.encode()):
        return None
    # An older one it does not know by rule: what was erased since must not come back by it.
    return word if word.at is not None and now - word.at < KEEP_VERDICTS else None


def _seal(connection: Connection, asked: Asked, verdict: Verdict) -> str:
    bare = msgspec.structs.replace(verdict, seal="")
    told = b"\0".join((*(part.encode() for part in asked), encode(bare)))
    return hmac.new(verdict_key(connection), told, hashlib.sha256).hexdigest()


def verdict_key(connection: Connection) -> bytes:
    """Return the key of this installation's words: it is restored with them, and opens nothing.

    Made at the first start, so that every backup has it. Needs a write transaction.
    """
    known = connection.one("SELECT value FROM meta WHERE name = :name", {"name": VERDICT_KEY})
    if known is None:
        fresh = {"name": VERDICT_KEY, "value": secrets.token_hex(32)}
        connection.insert("meta", fresh, keeps_old=True)
        return verdict_key(connection)
    return bytes.fromhex(known["value"])
