"""Accepts from the server only answers signed by the server this seat knows."""

import base64
import binascii
import hmac
import logging

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


class SignedAnswers:
    """Raises AnswerForged for what the server did not sign.

    given_key: Base64 of the server's public key, from the administrator. Without one the first
    key that comes counts from then on; answers of servers that sign nothing are taken until then.
    """

    def __init__(self, database: LocalDatabase, given_key: str = "") -> None:
        self._database = database
        self._given_key = given_key

    async def __call__(self, response: httpx.Response) -> None:
        """Check an answer, over its question as well."""
        request = response.request
        # Over the question as well: an answer to yesterday's question would fit today's address.
        text = signed_text(request.url.raw_path, request.content, response.content)
        await self.check(response.headers.get(HEADER_SIGNATURE, ""), text)

    async def check(self, header: str, text: bytes) -> None:
        """Check a text that bears a signature."""
        key, _, signature = header.partition(" ")
        # The administrator's key wins: it also holds for a seat that has seen no server yet.
        known = self._given_key or await self._database.read(_kept_key)
        # A server from before signatures: refusing it would leave the seat without knowledge base.
        if not known and not key:
            return
        # Unsigned counts as another server, once a key is known: a proxy may strip the header.
        if known and not hmac.compare_digest(known.encode(), key.encode()):
            log.error("an answer bears %s", "the signature of another" if key else "no signature")
            raise AnswerForged("another key" if key else "no signature")
        _verify(key, signature, text)
        # Only after it fits: the first key counts from then on, and must be the server's.
        if not known:
            await self._database.write(
                lambda c: set_fact(c, _FACT, key), changes=frozenset(), may_use_reserve=True
            )


def _kept_key(connection: Connection) -> str:
    return get_fact(connection, _FACT) or ""


def _verify(key: str, signature: str, text: bytes) -> None:
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), text)
    except (InvalidSignature, ValueError, binascii.Error) as error:
        log.error("the signature of an answer does not fit it")
        raise AnswerForged("signature") from error
