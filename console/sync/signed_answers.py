"""Accepts from the server only answers signed by the server this seat knows."""

import base64
import binascii
import hmac
import logging
from collections.abc import Awaitable, Callable

import httpx
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from console.errors import AnswerForged
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.session.session_record import get_fact, set_fact
from contract.wire.answer_signature import HEADER_SIGNATURE, signed_text

log = logging.getLogger(__name__)
_FACT = "answer_key"

CheckAnswer = Callable[[httpx.Response], Awaitable[None]]


def signed_answers(database: LocalDatabase, given_key: str = "") -> CheckAnswer:
    """Return a check that raises AnswerForged.

    given_key: Base64 of the server's public key, from the administrator. Without one the first
    key that comes counts from then on; answers of servers that sign nothing are taken until then.
    """

    async def check(response: httpx.Response) -> None:
        key, _, signature = response.headers.get(HEADER_SIGNATURE, "").partition(" ")
        # The administrator's key wins: it also holds for a seat that has seen no server yet.
        known = given_key or await database.read(_kept_key)
        # A server from before signatures: refusing it would leave the seat without knowledge base.
        if not known and not key:
            return
        # Unsigned counts as another server, once a key is known: a proxy may strip the header.
        if known and not hmac.compare_digest(known.encode(), key.encode()):
            log.error("an answer bears %s", "the signature of another" if key else "no signature")
            raise AnswerForged("another key" if key else "no signature")
        request = response.request
        # Over the question as well: an answer to yesterday's question would fit today's address.
        text = signed_text(request.url.raw_path, request.content, response.content)
        _verify(key, signature, text)
        # Only after it fits: the first key counts from then on, and must be the server's.
        if not known:
            await database.write(
                lambda c: set_fact(c, _FACT, key), changes=frozenset(), may_use_reserve=True
            )

    return check


def _kept_key(connection: Connection) -> str:
    return get_fact(connection, _FACT) or ""


def _verify(key: str, signature: str, text: bytes) -> None:
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), text)
    except (InvalidSignature, ValueError, binascii.Error) as error:
        log.error("the signature of an answer does not fit it")
        raise AnswerForged("signature") from error
