"""What a server signs, so that no box between it and a seat can change or swap what is copied.

Answers to /pull and /snapshot bear HEADER_SIGNATURE: the server's Ed25519 public key and its
signature over signed_text, both Base64, a space between. A seat keeps the first key it sees, or
the one its administrator gives it, and takes no answer without that key's signature any more.
Changes in the event stream bear it too, with NEWS as the target and no question.
"""

import hashlib

from contract.wire.protocol_version import API_PREFIX

HEADER_SIGNATURE = "X-Signature"
NEWS = b"news of a scope"  # no path of a request begins like this
_PURPOSE = b"chiamaroma answer 1\n"


def signed_text(target: bytes, question: bytes, answer: bytes) -> bytes:
    """Return what is signed of an answer. target: path and query as they were sent."""
    prefix = API_PREFIX.encode()
    own = target[target.find(prefix) :] if prefix in target else target  # a proxy may add to it
    return _PURPOSE + b"\n".join(
        hashlib.sha256(part).hexdigest().encode() for part in (own, question, answer)
    )
