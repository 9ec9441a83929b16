"""Attacks on citizens: everybody is looked up, and somebody's code opens somebody's file."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import msgspec

from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import AccountId, CitizenId, ContactId, new_command_id, new_id
from contract.wire.commands import Command, RecordContact
from tools.hostile.refused.asking import Asker, Lead, Told, outcome, signed_in
from tools.hostile.target import LEAD, Target

LOOKED_UP, FREE = 150, 30  # numbers; those that a stated reason covers in an hour
NAME, CODE, PHONE = "Bianca Esempio", "SMPBNC80A41H501X", "+390651234567"
DESCRIPTION = "a grave illness"


def many_look_ups(target: Target) -> Told:
    """Look 150 numbers up that are in no call, each with a reason."""
    statuses: Counter[str] = Counter()
    with Asker(target, 66) as asker:
        lead = Lead(asker, signed_in(asker, LEAD, device="of-looks")["access_token"])
        token = signed_in(asker, "curious")["access_token"]
        codes = []
        for number in range(LOOKED_UP):
            path = f"/callers?phone=%2B3906777{number:04}&why=written"
            answer = asker.ask("GET", path, token=token)
            statuses[f"{answer.status} {answer.code}"] += 1
            codes.append(answer.code if answer.status == 429 else "")
        is_told = lead.hears("look_ups")
        lead.close()
    refused = sum(map(bool, codes))
    return outcome(
        LOOKED_UP - FREE,
        refused,
        codes.count("lookups_enough"),
        audit={"caller.refused": refused, "misuse": 1},
        answers=dict(statuses),
        untold="" if is_told else "no lead hears of it",
    )


def written(
    account_id: str, caller: CallerDetails, citizen_id: str | None = None, description: str = ""
) -> Told:
    """Return a request with the command that records such a contact."""
    contact = Contact(
        id=ContactId(new_id()),
        operator_id=AccountId(account_id),
        caller=caller,
        citizen_id=CitizenId(citizen_id) if citizen_id else None,
        disposition=Disposition.CALLER_HUNG_UP,
        description=description,
        closed_at=datetime.now(UTC),
    )
    data = RecordContact(contact=contact)
    command = Command(id=new_command_id(), at=datetime.now(UTC), data=data)
    return {"commands": [msgspec.Raw(msgspec.json.encode(command))]}


class _Desk:
    """An operator who writes contacts and looks callers up."""

    def __init__(self, asker: Asker, login: str) -> None:
        session = signed_in(asker, login)
        self._asker, self._token = asker, session["access_token"]
        self._account = session["account"]["id"]

    def write(self, citizen_id: str | None = None, description: str = "", **caller: str) -> str:
        """Record a contact; return what became of the command."""
        body = written(self._account, CallerDetails(**caller), citizen_id, description)
        answer = self._asker.ask("POST", "/commands", body, token=self._token).read()
        [verdict] = answer["results"].values()
        return str(verdict["status"])

    def look_up(self, phone: str) -> Any:
        """Return the answer's matches. Raise ConnectionError."""
        path = f"/callers?phone=%2B{phone.lstrip('+')}&why=written"
        answer = self._asker.ask("GET", path, token=self._token)
        if answer.status != 200:
            raise ConnectionError(f"look-up {answer.status} {answer.code}")
        return answer.read()["matches"]


def takeover_by_code(target: Target) -> Told:
    """Be somebody by a fiscal code: alone, under another name, with an id that nobody was shown."""
    with Asker(target, 67) as asker:
        known, other = _Desk(asker, "victim"), _Desk(asker, "thief")
        first = {"name": NAME, "fiscal_code": CODE, "phone": PHONE}
        verdicts = [known.write(description=DESCRIPTION, **first)]
        [before] = known.look_up(PHONE)
        victim = before["citizen"]["id"]
        claims: tuple[tuple[str | None, dict[str, str]], ...] = (
            (None, {"fiscal_code": CODE}),
            (None, {"fiscal_code": CODE.lower()}),
            (None, {"fiscal_code": CODE, "name": "Altro Nome"}),
            (None, {"fiscal_code": CODE, "name": NAME}),  # who spells both is heard beside
            (victim, {"name": "Altro Nome"}),
            (victim, {"name": NAME, "fiscal_code": CODE}),
            (new_id(), {"name": "Altro Nome", "fiscal_code": CODE}),
        )
        shown = []
        for at, (citizen_id, caller) in enumerate(claims):
            phone = f"+3933311122{at:02}"
            verdicts.append(other.write(citizen_id, "mine", phone=phone, **caller))
            found = other.look_up(phone)
            is_shown = any(one["citizen"]["id"] == victim for one in found)
            is_shown |= DESCRIPTION in str(found) or PHONE in str(found)
            shown.append(f"claim {at}" if is_shown else "")
        [after] = known.look_up(PHONE)
    changed = [
        name
        for name, value in before["citizen"]["details"].items()
        if after["citizen"]["details"][name] != value
    ]
    refused = sum(not one for one in shown) if not changed else 0
    return outcome(
        len(claims),
        refused,
        # What was said otherwise stands beside what is known, for who has the citizen before them.
        len(claims) if after.get("heard") else 0,
        audit={"caller.lookup": len(claims) + 4},  # who found the citizen left two lines each time
        shown=[one for one in shown if one],
        changed=changed,
        verdicts=dict(Counter(verdicts)),
        failed="" if set(verdicts) == {"applied"} else "a contact was lost",
    )
