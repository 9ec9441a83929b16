"""The signature under what seats copy."""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.wire.answer_signature import signed_text


class AnswerSigner:
    """Signs with the installation's own key, the same on every node."""

    def __init__(self, secret: bytes) -> None:
        """secret: 32 bytes."""
        self._key = Ed25519PrivateKey.from_private_bytes(secret)
        self.public_key = base64.b64encode(self._key.public_key().public_bytes_raw()).decode()

    def header(self, target: bytes, question: bytes, answer: bytes) -> str:
        """Return the value of HEADER_SIGNATURE for an answer."""
        signature = self._key.sign(signed_text(target, question, answer))
        return f"{self.public_key} {base64.b64encode(signature).decode()}"
