"""The m=audio section of a session description: read from an offer, and answered."""

import re
from dataclasses import dataclass
from ipaddress import ip_address

from server.gateways.voice.g711 import A_LAW, MU_LAW

_AUDIO = re.compile(r"m=audio (\d{1,5})(?:/\d+)? RTP/AVP((?: \d{1,3}){1,40})")
_ADDRESS = re.compile(r"c=IN IP[46] ([0-9A-Fa-f:.]{2,45})")
_MEDIA = re.compile(r"m=([a-z]{1,20}) \d{1,5}(?:/\d+)? ([\w/]{1,40}) ([\w .-]{1,300})")


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioSection:
    """law: the payload type chosen, A_LAW before MU_LAW. others: sections answered with port 0."""

    address: str
    port: int
    law: int
    sections: tuple[str, ...]  # "audio" for ours, else the whole refusal line, in order


def audio_section(sdp: str) -> AudioSection | None:
    """Return the first audio section we can speak; None when there is none, or nonsense."""
    session, *media = re.split(r"(?m)^(?=m=)", sdp.replace("\r\n", "\n"))
    chosen: AudioSection | None = None
    refusals: list[str] = []
    for section in media:
        found = _MEDIA.match(section)
        # One section that cannot be read spoils the answer: each must be refused at its place.
        if found is None:
            return None
        audio = _spoken(section, session) if chosen is None else None
        if audio is not None:
            chosen = audio
            refusals.append("audio")
        else:
            # An answer names every section of the offer in its order (RFC 3264), those not taken
            # with port 0.
            refusals.append(f"m={found[1]} 0 {found[2]} {found[3].strip()}")
    if chosen is None:
        return None
    return AudioSection(
        address=chosen.address, port=chosen.port, law=chosen.law, sections=tuple(refusals)
    )


def answered(offered: AudioSection, address: str, port: int, session: int) -> str:
    """Return the answer: audio at address and port, everything else refused."""
    name = "PCMA" if offered.law == A_LAW else "PCMU"
    where = f"IN IP{ip_address(address).version} {address}"
    lines = ["v=0", f"o=- {session} 1 {where}", "s=-", f"c={where}", "t=0 0"]
    for section in offered.sections:
        if section != "audio":
            lines.append(section)
            continue
        lines += [
            f"m=audio {port} RTP/AVP {offered.law}",
            f"a=rtpmap:{offered.law} {name}/8000",
            "a=ptime:20",
            "a=sendrecv",
        ]
    return "".join(f"{line}\r\n" for line in lines)


def _spoken(section: str, session: str) -> AudioSection | None:
    audio = _AUDIO.match(section)
    where = _ADDRESS.search(section) or _ADDRESS.search(session)
    if audio is None or where is None or not 0 < int(audio[1]) <= 65_535:
        return None
    try:
        address = ip_address(where[1])
    except ValueError:
        return None
    offered = {int(word) for word in audio[2].split()}
    law = next((law for law in (A_LAW, MU_LAW) if law in offered), None)
    # We would speak to a whole network, or to nobody.
    if law is None or address.is_multicast or address.is_unspecified:
        return None
    return AudioSection(address=str(address), port=int(audio[1]), law=law, sections=())
