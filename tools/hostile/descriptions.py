"""Descriptions of media that no honest carrier would send."""

from collections import Counter
from typing import Any

from tools.hostile.sip_peer import UdpPeer
from tools.hostile.target import Target

HEAD = "v=0\r\no=- 1 1 IN IP4 {a}\r\ns=-\r\nc=IN IP4 {a}\r\nt=0 0\r\n"
AUDIO = "m=audio 9 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
TEXT = "m=text 9 RTP/AVP 98\r\na=rtpmap:98 t140/1000\r\n"
NO_AUDIO = "488 No Audio Offered"
NO_CODEC = "488 No Known Codec"
NO_ADDRESS = "488 No Address Of One Receiver"

# Nobody could be heard in such a call: each with what is answered.
UNHEARD: dict[str, tuple[str, str]] = {
    "no audio": (HEAD, NO_AUDIO),
    "video only": (HEAD + "m=video 9 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n", NO_AUDIO),
    "text only": (HEAD + TEXT, NO_AUDIO),
    "port 0": (HEAD + AUDIO.replace("9", "0", 1), NO_AUDIO),
    "port 65536": (HEAD + AUDIO.replace("9", "65536", 1), NO_AUDIO),
    "negative port": (HEAD + AUDIO.replace("9", "-5", 1), NO_AUDIO),
    "no codec": (HEAD + "m=audio 9 RTP/AVP\r\n", NO_AUDIO),
    "500 codecs": (HEAD + "m=audio 9 RTP/AVP " + " ".join(map(str, range(500))) + "\r\n", NO_AUDIO),
    "no line ends": ((HEAD + AUDIO).replace("\r\n", ";"), NO_AUDIO),
    "garbage": ("\x7f\x01 m=audio m=audio c= o= =====", NO_AUDIO),
    "unknown codec": (HEAD + "m=audio 9 RTP/AVP 99\r\na=rtpmap:99 none/1\r\n", NO_CODEC),
    "IPv6": (HEAD.replace("IP4 {a}", "IP6 2001:db8::1") + AUDIO, NO_ADDRESS),
    "multicast": (HEAD.replace("{a}", "224.0.0.1") + AUDIO, NO_ADDRESS),
    "multicast below": (HEAD + AUDIO + "c=IN IP4 239.1.2.3\r\n", NO_ADDRESS),
    "broadcast": (HEAD.replace("{a}", "255.255.255.255") + AUDIO, NO_ADDRESS),
    "a name": (HEAD.replace("{a}", "not-a-host.invalid") + AUDIO, NO_ADDRESS),
    "fifty audio": (HEAD + AUDIO * 50, "488 Too Many Streams"),
    "20 KB": (HEAD + AUDIO + "a=x:" + "y" * 20_000 + "\r\n", "413 Description Too Long"),
}

# Odd, but a talk may come of it.
ODD: dict[str, str] = {
    "two audio": HEAD + AUDIO * 2,
    "encrypted": HEAD + AUDIO.replace("RTP/AVP", "UDP/TLS/RTP/SAVPF"),
    "0.0.0.0": HEAD.replace("{a}", "0.0.0.0") + AUDIO,
    "NUL": HEAD + AUDIO + "a=x:\x00\x00\r\n",
    "64 KB": HEAD + AUDIO + "a=x:" + "y" * 60_000 + "\r\n",
    "text of 60 KB": HEAD + AUDIO + TEXT + "a=x:" + "y" * 58_000 + "\r\n",
}


def descriptions(target: Target) -> dict[str, Any]:
    """Offer each; a call that begins all the same is ended."""
    answers: Counter[str] = Counter()
    wrong = []
    for name, (sdp, words) in (UNHEARD | {name: (sdp, "") for name, sdp in ODD.items()}).items():
        told = offered(sdp, target.trunk, target.exchange, target.realm)
        answers.update(told)
        if words and set(told) != {words}:
            wrong.append(f"{name}: {told}")
    return {"sent": len(UNHEARD) + len(ODD), "answers": dict(answers), "not_refused": wrong}


def offered(sdp: str, trunk: str, exchange: tuple[str, int], realm: str) -> dict[str, int]:
    """Offer sdp from the carrier's address; return the answers, such as "488 No Known Codec"."""
    with UdpPeer(trunk, exchange, realm) as peer:
        peer.send(peer.message(body=sdp.replace("{a}", trunk)))
        peer.settle_once_heard(0.25)
        return dict(peer.reasons)
