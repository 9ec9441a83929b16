"""Messages of the kinds that RFC 4475 describes: sound but unusual ones, and broken ones.

Each name is the RFC's name of the kind. The texts are written anew for this exchange.
"""

from collections.abc import Callable
from typing import NamedTuple

from tools.hostile.sip_peer import SipPeer

Make = Callable[[SipPeer], bytes]
LONG = "long-" * 60
BIG = "9" * 22


class Kind(NamedTuple):
    name: str
    make: Make


def kinds() -> tuple[Kind, ...]:
    return tuple(Kind(name, make) for name, make in (SOUND | BROKEN | BEYOND).items())


def _changed(method: str = "INVITE", **change: str) -> Make:
    """Change headers of a sound request; Call_ID stands for Call-ID."""
    names = {name.replace("_", "-"): value for name, value in change.items()}
    return lambda peer: peer.message(method, change=names)


def _with(*headers: tuple[str, str], method: str = "INVITE") -> Make:
    return lambda peer: peer.message(method, add=headers)


def _start(line: str, method: str = "INVITE") -> Make:
    return lambda peer: peer.message(method, start=line.replace("REALM", peer.realm))


def _response(line: str, **change: str) -> Make:
    names = {name.replace("_", "-"): value for name, value in change.items()}
    return lambda peer: peer.message("INVITE", start=line, change=names, body="")


def _folded(peer: SipPeer) -> bytes:
    """Folded lines, compact and odd-cased names, several values in one header, blanks before :."""
    sound = peer.message(drop=("Max-Forwards",)).decode()
    odd = sound.replace("From: ", "f  :\r\n  ").replace("Call-ID:", "cALL-id \t:")
    head, _, body = odd.partition("\r\n\r\n")
    more = 's :\r\nMaX-fOrWaRdS: 0068\r\nNewFangledHeader:   newfangled value\r\n continued ;;,,"%"'
    return f"{head}\r\n{more}\r\n\r\n{body}".encode()


def _escaped_user(user: str) -> Make:
    return lambda peer: peer.message(
        start=f"INVITE sip:{user}@{peer.realm} SIP/2.0",
        change={"To": f"<sip:{user}@{peer.realm}>"},
    )


def _parts(peer: SipPeer) -> bytes:
    sdp = peer.sdp()
    body = (
        f"--part\r\nContent-Type: application/sdp\r\n\r\n{sdp}\r\n--part\r\n"
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        "\x01\x02\x00\x7f\r\n--part--\r\n"
    )
    return peer.message(body=body, content='multipart/mixed;boundary="part"')


def _without(*names: str) -> Make:
    return lambda peer: peer.message(drop=names)


SOUND: dict[str, Make] = {
    "wsinv": _folded,
    "intmeth": lambda peer: peer.message(
        "!interesting-Method0123456789_*+`.%indeed'~",
        to="1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
        user="token1~` token2'+_ token3*%!.- ",
    ),
    "esc01": _escaped_user("sips%3Auser%40example.com"),
    "escnull": lambda peer: peer.message(
        "REGISTER", change={"To": "<sip:null-%00-null@sede.test>"}
    ),
    "esc02": lambda peer: peer.message("RE%47IST%45R"),
    "lwsdisp": _changed("OPTIONS", From="caller<sip:caller@example.com>;tag=323"),
    "longreq": lambda peer: peer.message(
        user=LONG,
        change={"Call-ID": LONG, "From": f'"{LONG}" <sip:{LONG}@{LONG}.test>;tag={LONG}'},
        add=[(f"Unknown-{LONG}", LONG), *[("Via", f"SIP/2.0/TCP sip{n}.test") for n in range(34)]],
    ),
    "dblreq": lambda peer: peer.message("REGISTER") + peer.message("INVITE"),
    "semiuri": _escaped_user("user;par=u%40example.net"),
    "transports": lambda peer: peer.message(
        "OPTIONS",
        add=[
            ("Via", f"SIP/2.0/{name} t{name}.test;branch=z9hG4bK{name}")
            for name in ("SCTP", "TLS", "UNKNOWN", "TCP")
        ],
    ),
    "mpart01": _parts,
    "unreason": _response("SIP/2.0 200 = 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e"),
    "noreason": _response("SIP/2.0 100 "),
}

BROKEN: dict[str, Make] = {
    "badinv01": lambda peer: peer.message(
        change={"Contact": '"Joe" <sip:joe@example.org>;;;;', "Via": "SIP/2.0/UDP 192.0.2.15;;,;,,"}
    ),
    "clerr": lambda peer: peer.message(add=[("Content-Length", "9999")]),
    "ncl": lambda peer: peer.message(add=[("Content-Length", "-999")]),
    "scalar02": lambda peer: peer.message(
        "REGISTER",
        change={"CSeq": f"{BIG} REGISTER", "Max-Forwards": "300"},
        add=[("Expires", BIG)],
    ),
    "scalarlg": _response("SIP/2.0 503 Service Unavailable", CSeq=f"{BIG} INVITE"),
    "quotbal": _changed(To='"Mr. J. User <sip:060606@sede.test>'),
    "ltgtruri": _start("INVITE <sip:060606@REALM> SIP/2.0"),
    "lwsruri": _start("INVITE sip:060606@REALM; lr SIP/2.0"),
    "lwsstart": _start("INVITE  sip:060606@REALM  SIP/2.0"),
    "trws": _start("OPTIONS sip:060606@REALM SIP/2.0  ", "OPTIONS"),
    "escruri": _start("INVITE sip:060606@REALM?Route=%3Csip:example.com%3E SIP/2.0"),
    "baddate": _with(("Date", "Fri, 01 Jan 2010 16:00:00 EST")),
    "regbadct": lambda peer: peer.message(
        "REGISTER", change={"Contact": "sip:user@example.com?Route=%3Csip:sip.example.com%3E"}
    ),
    "badaspec": _changed(To='"Watson, Thomas" < sip:t.watson@example.org >'),
    "baddn": _changed("OPTIONS", From="Bell, Alexander <sip:a.g.bell@example.com>;tag=43"),
    "badvers": _start("OPTIONS sip:060606@REALM SIP/7.0", "OPTIONS"),
    "mismatch01": _changed("OPTIONS", CSeq="8 INVITE"),
    "mismatch02": lambda peer: peer.message("NEWMETHOD", change={"CSeq": "8 INVITE"}),
    "bigcode": _response("SIP/2.0 4294967301 better not break the receiver"),
}

BEYOND: dict[str, Make] = {
    "badbranch": lambda peer: peer.message(
        "OPTIONS", change={"Via": f"SIP/2.0/UDP {peer.here};branch=z9hG4bK"}
    ),
    "insuf": _without("From", "To", "Call-ID"),
    "unkscm": _start("OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0", "OPTIONS"),
    "novelsc": _start("OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0", "OPTIONS"),
    "unksm2": lambda peer: peer.message(
        "REGISTER", change={"To": "isbn:2983792873", "Contact": "<name:John_Smith>"}
    ),
    "bext01": lambda peer: peer.message(
        "OPTIONS", add=[("Require", "nothingSupportsThis"), ("Proxy-Require", "noProxiesSupport")]
    ),
    "invut": lambda peer: peer.message(
        body="<audio><pcmu port='443'/></audio>", content="application/x"
    ),
    "regaut01": lambda peer: peer.message(
        "REGISTER", "1001", user="1001", add=[("Authorization", "NoOneKnowsThisScheme a=b, c=d")]
    ),
    "multi01": lambda peer: peer.message(
        add=[
            ("CSeq", "59 INVITE"),
            ("Call-ID", "multi01.another"),
            ("From", "<sip:other@example.org>;tag=3413415"),
            ("Max-Forwards", "5"),
            ("To", "<sip:060606@sede.test>"),
        ]
    ),
    "mcl01": lambda peer: peer.message(
        add=[("Content-Length", "13"), ("Content-Length", "5")]
    ),
    "bcast": _response("SIP/2.0 200 OK", Via="SIP/2.0/UDP 255.255.255.255;branch=z9hG4bKbcast"),
    "zeromf": _changed("OPTIONS", Max_Forwards="0"),
    "cparam01": lambda peer: peer.message(
        "REGISTER", change={"Contact": "sip:+19725552222@gw1.test;unknownparam"}
    ),
    "cparam02": lambda peer: peer.message(
        "REGISTER", change={"Contact": "<sip:+19725552222@gw1.test;unknownparam>"}
    ),
    "regescrt": lambda peer: peer.message(
        "REGISTER", change={"Contact": "<sip:user@example.com?Route=%3Csip:sip.example.com%3E>"}
    ),
    "sdp01": _with(("Accept", "text/nobodyKnowsThis")),
    "inv2543": lambda peer: peer.message(
        change={"Via": f"SIP/2.0/UDP {peer.here}", "From": "<sip:+390699000001@old.test>"},
        drop=("Max-Forwards", "Contact"),
    ),
}  # fmt: skip
