"""Keeps what was typed so that nobody's searches can be put together, nor a name be read.

A word of the knowledge base is kept as its stem. A word it does not have may be a citizen's name:
in its place a keyed digest is kept, until a third operator has typed it; then it is no name of one
citizen, and the digests are replaced by it.
"""

import hashlib
import hmac

from server.store.engine.connection import Connection
from server.store.knowledge.searches import HIDDEN, is_released, people_of, release

RELEASED_BY = 3  # operators
_DIGITS = 24


class PrivateWords:
    """Of one operator, in one transaction."""

    def __init__(self, connection: Connection, key: bytes, account_id: str) -> None:
        self._connection = connection
        self._key = key
        self._account_id = account_id

    def who(self, language: str, stems: str) -> str:
        """Return the operator as counted for these words only; for others she is another one."""
        return self._digest("who", self._account_id, language, stems)

    def known(self, language: str, stem: str) -> tuple[str, str]:
        return stem, self.who(language, stem)

    def rare(self, language: str, stem: str) -> tuple[str, str]:
        """Return what may be kept of a word that the knowledge base does not have, and who."""
        token = self._token(language, stem)
        kept = stem if is_released(self._connection, token) else token
        return kept, self.who(language, stem)

    def release(self, language: str, stem: str) -> None:
        """Let the word be read if enough operators have typed it."""
        token = self._token(language, stem)
        if people_of(self._connection, token) >= RELEASED_BY:
            release(self._connection, token, language, stem)

    def _token(self, language: str, stem: str) -> str:
        return HIDDEN + self._digest("word", language, stem)

    def _digest(self, *parts: str) -> str:
        told = "\n".join(("search", *parts)).encode()
        return hmac.digest(self._key, told, hashlib.sha256).hex()[:_DIGITS]
