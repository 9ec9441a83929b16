"""One call at a SIP endpoint that was called: its dialog, and the requests it sends in it."""

import secrets
from dataclasses import dataclass, field

from server.gateways.voice.sip_message import SipMessage, composed


@dataclass(slots=True)
class SipDialog:
    """From the INVITE on. Everything goes to where the INVITE came from: the exchange."""

    invite: SipMessage
    tag: str = field(default_factory=lambda: secrets.token_hex(6))
    is_confirmed: bool = False  # the ACK came
    sequence: int = 0  # of our own requests

    @property
    def key(self) -> tuple[str, str, str]:
        """Return Call-ID, their tag, our tag."""
        return self.invite.call_id, self.invite.tag("from"), self.tag

    @property
    def peer(self) -> tuple[str, int]:
        return self.invite.sender

    def bye(self, via: str) -> tuple[str, bytes]:
        """Return the branch and the bytes of a BYE."""
        self.sequence += 1
        branch = f"z9hG4bK{secrets.token_hex(8)}"
        target = self.invite.address("contact") or self.invite.address("from")
        headers = [
            f"Via: SIP/2.0/UDP {via};branch={branch};rport",
            "Max-Forwards: 70",
            *(f"Route: {route}" for route in self.invite.route_set()),
            f"From: {self.invite.get('to')};tag={self.tag}",
            f"To: {self.invite.get('from')}",
            f"Call-ID: {self.invite.call_id}",
            f"CSeq: {self.sequence} BYE",
        ]
        return branch, composed(f"BYE {target} SIP/2.0", headers)
