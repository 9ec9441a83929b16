"""Attacks on sessions: streams, tokens, seats, scopes of others, and passwords guessed."""

import ssl
import time
from collections import Counter

from contract.wire.protocol_version import API_PREFIX
from tools.hostile.refused.asking import Answer, Asker, Lead, Told, outcome, signed_in
from tools.hostile.target import KNOWN_COMPUTER, LEAD, Target

STREAMS, KEPT = 60, 3  # of one session; as many as a window that lost its line may have
ADDRESSES, GUESSES = 20, 6
BEATS_S = 6.0  # of a stream that is open one comes every two seconds


def many_streams(target: Target) -> Told:
    """Open sixty event streams of one session."""
    with Asker(target, 61) as asker:
        token = signed_in(asker, "listener")["access_token"]
        lines = [_stream(asker, token) for _ in range(STREAMS)]
        time.sleep(BEATS_S)
        is_open = sum(not _has_ended(line) for line in lines)
        for line in lines:
            line.close()
    refused = min(STREAMS - is_open, STREAMS - KEPT)
    return outcome(STREAMS - KEPT, refused, refused, log=("streams ended",), open=is_open)


def _stream(asker: Asker, token: str) -> ssl.SSLSocket:
    line = asker.open_line()
    head = f"GET {API_PREFIX}/events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {token}\r\n\r\n"
    line.sendall(head.encode())
    return line


def _has_ended(line: ssl.SSLSocket) -> bool:
    """Read what has come; the last chunk or the end of the line says that it is over."""
    heard = b""
    line.settimeout(0.05)
    try:
        while data := line.recv(65_536):
            heard += data
    except TimeoutError:
        return heard.endswith(b"0\r\n\r\n")
    except OSError:
        return True
    return True


def replayed_refresh(target: Target) -> Told:
    """Renew twice, then show the first token again, then what the thief has beside it."""
    with Asker(target, 62) as asker:
        first = signed_in(asker, "renewer", device="own")
        tokens = [first["refresh_token"]]
        for _ in range(2):
            tokens.append(_renewed(asker, tokens[-1], "own").read()["refresh_token"])
        tries = [
            _renewed(asker, tokens[0], "own"),
            _renewed(asker, tokens[2], "own"),  # the session has ended for whoever holds it
            _renewed(asker, tokens[2], "of-a-thief"),
            asker.ask("GET", "/colleagues", token=first["access_token"]),
        ]
    return _of_answers(tries, audit={"refresh_token_reused": 1}, log=("refresh refused",))


def _renewed(asker: Asker, token: str, device: str) -> Answer:
    return asker.ask("POST", "/auth/refresh", {"refresh_token": token, "device_id": device})


def seat_in_use(target: Target) -> Told:
    """Claim the seat where somebody is in a call; then as if from that computer's number."""
    with Asker(target, 63) as asker:
        tries = [
            asker.sign_in("claimer", target.password, seat=target.busy_seat, device=f"elsewhere{n}")
            for n in range(3)
        ]
    codes = sorted({one.code for one in tries})
    return _of_answers(tries, audit={"sign_in_refused": len(tries)}, codes=codes)


def scopes_of_others(target: Target) -> Told:
    """Ask for snapshots and changes of another desk, another account, the leads, the editors."""
    with Asker(target, 64) as asker:
        own = signed_in(asker, "clerk")
        other = signed_in(asker, "listener")["account"]["id"]
        token = own["access_token"]
        scopes = ("desk:anagrafe", f"account:{other}", "team", "desk:", "..%2Fdesk:tributi", "%00")
        tries = [asker.ask("GET", f"/snapshot/{scope}", token=token) for scope in scopes]
        cursors = {"desk:anagrafe": 0, f"account:{other}": 0, "team": 0}
        wanted = {"epoch": None, "cursors": cursors, "limit": 50}
        pulled = asker.ask("POST", "/pull", wanted, token=token).read()["scopes"]
    # A change of desks leaves such cursors behind: they are passed over, not refused.
    return _of_answers(tries, failed=sorted(cursors.keys() & pulled))


def guessed_passwords(target: Target) -> Told:
    """Guess one operator's password from twenty addresses; the operator signs in all the same."""
    statuses: Counter[str] = Counter()
    with Asker(target, 65) as asker:
        lead = Lead(asker, signed_in(asker, LEAD)["access_token"])
        tries = []
        for number in range(ADDRESSES):
            with Asker(target, 100 + number) as guesser:
                for guess in range(GUESSES):
                    one = guesser.sign_in("named", f"guess-{guess}", device=f"g{number}-{guess}")
                    statuses[f"{one.status} {one.code}"] += 1
                    tries.append(one)
        known = asker.sign_in("named", target.password, device=KNOWN_COMPUTER)
        is_told = lead.hears("sign_ins")
        lead.close()
    return _of_answers(
        tries,
        audit={"sign_in_refused": len(tries), "misuse": 1},
        answers=dict(statuses),
        failed="" if known.status == 200 else f"the operator: {known.status} {known.code}",
        untold="" if is_told else "no lead hears of it",
    )


def guessed_own_password(target: Target) -> Told:
    """Guess, at a seat that somebody left open, the password that a new one asks for."""
    with Asker(target, 75) as asker:
        token = signed_in(asker, "renewer", device="left-open")["access_token"]
        words = {"new_password": "a-password-that-a-thief-would-know"}
        tries = [
            asker.ask("POST", "/auth/password", {**words, "password": f"guess-{n}"}, token=token)
            for n in range(2 * GUESSES)
        ]
        still = asker.sign_in("renewer", target.password, device="of-the-owner")
    wrong = sum(one.code == "bad_credentials" for one in tries)
    return _of_answers(
        tries,
        audit={"password_refused": len(tries)},
        codes=sorted({one.code for one in tries}),
        failed="" if wrong < len(tries) else "no try is one too many",
        still=f"{still.status} {still.code}",
    )


def _of_answers(
    tries: list[Answer],
    *,
    audit: dict[str, int] | None = None,
    log: tuple[str, ...] = (),
    **notes: object,
) -> Told:
    refused = sum(one.is_refusal for one in tries)
    told = sum(one.is_refusal and bool(one.code) for one in tries)
    statuses = Counter(str(one.status) for one in tries)
    return outcome(
        len(tries), refused, told, audit=audit, log=log, **{"answers": dict(statuses), **notes}
    )
