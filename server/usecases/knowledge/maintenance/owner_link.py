"""The link in a mail: it names the mail, is signed by this installation, and expires."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from contract.whole_number import whole_number
from server.store.engine.connection import instant, millis

LINK_FOR = timedelta(days=14)
_LAST = 10**14 - 1  # ms; no year that datetime does not have
FORM_FOR = timedelta(hours=24)  # a page left open longer must be loaded again
PAGE = "/verifica"
# 144 bits: the link alone is the right to answer.
_SIGNED_BYTES = 18


class ForgedLink(Exception):
    """This installation never made that link."""


class OwnerLinks:
    """key: the installation's signing key; links and forms are signed with keys of their own.

    before: the signing key whose links are still read, b"" for none.
    """

    def __init__(self, key: bytes, before: bytes = b"") -> None:
        # A key for each use: a form's token is never a link.
        self._link_keys = [hmac.digest(k, b"owner-link", "sha256") for k in (key, before) if k]
        self._form_key = hmac.digest(key, b"owner-form", "sha256")

    def path(self, mail_id: str) -> str:
        return f"{PAGE}/{self.token(mail_id)}"

    def token(self, mail_id: str) -> str:
        return f"{mail_id}.{_signature(self._link_keys[0], mail_id)}"

    def read(self, token: str) -> str:
        """Return the id of the mail. Raise ForgedLink."""
        mail_id, _, signature = token.rpartition(".")
        signed = [_signature(key, mail_id) for key in self._link_keys]
        if not mail_id or not any(_is_same(one, signature) for one in signed):
            raise ForgedLink
        return mail_id

    def form_token(self, mail_id: str, now: datetime) -> str:
        """Return what the form of a page carries: nobody can post without having seen the page."""
        at = str(millis(now))
        return f"{at}.{_signature(self._form_key, f'{mail_id}/{at}')}"

    def is_form_token(self, mail_id: str, token: str, now: datetime) -> bool:
        at, _, signature = token.partition(".")
        made_at = whole_number(at, _LAST)
        if made_at is None:
            return False
        if not _is_same(_signature(self._form_key, f"{mail_id}/{at}"), signature):
            return False
        return instant(made_at) + FORM_FOR > now


def _signature(key: bytes, text: str) -> str:
    digest = hmac.digest(key, text.encode(), hashlib.sha256)[:_SIGNED_BYTES]
    return base64.urlsafe_b64encode(digest).decode()


def _is_same(expected: str, given: str) -> bool:
    # In constant time: how long a comparison takes tells how much was right.
    return hmac.compare_digest(expected.encode(), given.encode())
