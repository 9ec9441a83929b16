"""The m=text section of a session description (RFC 8866): read from an offer, and answered."""

import re
from dataclasses import dataclass
from ipaddress import ip_address

SDP_LIMIT = 16_384  # characters of a whole offer
# A device could ask for any number of repeats: each packet of ours would grow with it.
GENERATIONS_LIMIT = 4
GENERATIONS = 2  # where redundancy is offered and not how much of it
OWN_T140, OWN_RED = 98, 100  # payload types of what we offer; a device answers with the same
CPS = 30  # characters a second a device must at least take, where it states nothing else
_MIRROR = {"sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}
_MEDIA = re.compile(r"text (\d{1,5})(?:/\d+)? ([A-Za-z/]{1,40})((?: [\w-]{1,20}){1,20})$")
_RTPMAP = re.compile(r"rtpmap:(\d{1,3}) (t140|red)/1000$", re.IGNORECASE)
_REDUNDANCY = re.compile(r"fmtp:(\d{1,3}) (\d{1,3}(?:/\d{1,3}){0,8})$")
_CPS = re.compile(r"fmtp:(\d{1,3}) .*\bcps=(\d{1,4})\b", re.IGNORECASE)
_ADDRESS = re.compile(r"IN IP[46] ([0-9A-Fa-f:.]{2,45})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSection:
    """What a device offers for text. t140 None: nothing we can speak."""

    address: str
    port: int
    transport: str
    formats: str  # as offered, for a refusal
    t140: int | None = None  # payload types
    red: int | None = None
    generations: int = 0  # redundant ones in each packet
    cps: int = CPS
    direction: str = "sendrecv"

    @property
    def is_usable(self) -> bool:
        # Encrypted text (SAVP) is not spoken here: answered as if, both sides would see garbage.
        return bool(self.port and self.address and self.t140 and self.transport == "RTP/AVP")

    @property
    def coding(self) -> tuple[int | None, int | None, int]:
        """Return what stays the same for a whole call: payload types and redundancy."""
        return self.t140, self.red, self.generations

    @property
    def may_send(self) -> bool:
        """Return whether the device wants to receive now."""
        return self.direction in ("sendrecv", "recvonly")


def text_section(sdp: str) -> TextSection | None:
    """Return the first m=text section of an offer, None when there is none or it is malformed."""
    # A stranger's device writes the offer: it is searched with patterns, so its length is bounded.
    if len(sdp) > SDP_LIMIT:
        return None
    session, lines = _lines_of_text(sdp)
    media = _MEDIA.fullmatch(lines[0].partition("=")[2]) if lines else None
    if media is None or int(media[1]) > 65_535:
        return None
    attributes = [line[2:] for line in lines if line.startswith("a=")]
    types = {
        found[2].lower(): int(found[1])
        for found in map(_RTPMAP.match, attributes)
        # Types the media line does not list were not offered.
        if found and found[1] in media[3].split()
    }
    t140, red = types.get("t140"), types.get("red")
    generations = _generations(attributes, red, t140)
    directions = {*_MIRROR, "sendrecv"} & {*attributes}
    return TextSection(
        address=_address(lines) or _address(session),
        port=int(media[1]),
        transport=media[2],
        formats=media[3].strip(),
        t140=t140,
        red=red if generations else None,
        generations=generations,
        cps=_cps(attributes, t140),
        direction=directions.pop() if directions else "sendrecv",
    )


def accepted(asked: TextSection, address: str, port: int) -> str:
    """Return the section of the answer: text is taken at address and port."""
    version = ip_address(address).version
    formats = [asked.red, asked.t140] if asked.red else [asked.t140]
    lines = [
        f"m=text {port} {asked.transport} {' '.join(map(str, formats))}",
        f"c=IN IP{version} {address}",
        f"a=rtpmap:{asked.t140} t140/1000",
    ]
    if asked.red:
        repeated = "/".join([str(asked.t140)] * (asked.generations + 1))
        lines += [f"a=rtpmap:{asked.red} red/1000", f"a=fmtp:{asked.red} {repeated}"]
    lines.append(f"a={_MIRROR.get(asked.direction, 'sendrecv')}")
    return "".join(f"{line}\r\n" for line in lines)


def offered(address: str, port: int) -> str:
    """Return the section of an offer of ours: text with redundancy, taken at address and port."""
    return accepted(
        TextSection(
            address=address,
            port=port,
            transport="RTP/AVP",
            formats=f"{OWN_RED} {OWN_T140}",
            t140=OWN_T140,
            red=OWN_RED,
            generations=GENERATIONS,
        ),
        address,
        port,
    )


def answers(section: TextSection | None) -> bool:
    """Return whether this is an answer to offered() that takes the text: our payload types."""
    if section is None or not section.is_usable:
        return False
    return section.t140 == OWN_T140 and section.red in (None, OWN_RED)


def refused(asked: TextSection) -> str:
    """Return the section of the answer that takes no text."""
    return f"m=text 0 {asked.transport} {asked.formats}\r\n"


def _lines_of_text(sdp: str) -> tuple[list[str], list[str]]:
    """Return the lines before any media, and those of the first text section."""
    session: list[str] = []
    text: list[str] = []
    kind = ""
    for line in sdp.replace("\r\n", "\n").split("\n"):
        if line.startswith("m="):
            if text:
                break
            kind = "text" if line.startswith("m=text ") else "other"
        if kind == "text":
            text.append(line.rstrip())
        elif not kind:
            session.append(line.rstrip())
    return session, text


def _address(lines: list[str]) -> str:
    for line in lines:
        found = _ADDRESS.fullmatch(line.removeprefix("c=")) if line.startswith("c=") else None
        if found is None:
            continue
        try:
            address = ip_address(found[1])
        except ValueError:
            return ""
        # We would send text to a whole network, or nowhere: 0.0.0.0 is an old way to say hold.
        return "" if address.is_multicast or address.is_unspecified else str(address)
    return ""


def _generations(attributes: list[str], red: int | None, t140: int | None) -> int:
    """Return how many earlier blocks a packet carries: one less than the fmtp names."""
    if red is None or t140 is None:
        return 0
    for found in filter(None, map(_REDUNDANCY.fullmatch, attributes)):
        if int(found[1]) == red:
            named = found[2].split("/")
            is_text = all(int(word) == t140 for word in named)
            return min(len(named) - 1, GENERATIONS_LIMIT) if is_text else 0
    return GENERATIONS


def _cps(attributes: list[str], t140: int | None) -> int:
    for found in filter(None, map(_CPS.match, attributes)):
        if int(found[1]) == t140:
            # A device that states 0 would never be sent anything.
            return max(1, int(found[2]))
    return CPS
