"""Recognise the citizen of a contact, or keep a new one; what a caller says changes nobody."""

from datetime import timedelta
from uuid import NAMESPACE_OID, uuid5

from msgspec.structs import replace

from contract.domain.caller import CallerDetails, Citizen
from contract.domain.contact import Contact
from contract.domain.ids import CitizenId
from server.store.contacts.citizen_words import (
    CitizenTold,
    Standing,
    drop_told,
    hand_on,
    hand_on_new,
    has_confirmed,
    has_other_contacts,
    save_told,
    told_in,
    was_shown,
)
from server.store.contacts.citizens import (
    citizen_by_fiscal_code,
    citizen_by_id,
    citizens_by_phone_and_name,
    delete_citizen,
    has_twin,
    save_citizen,
)
from server.store.contacts.heard_otherwise import same_words
from server.store.engine.connection import Connection
from server.store.engine.row_codec import CALLER_FIELDS
from server.store.sync.replicated_rows import find_ever
from server.usecases.sync.command_work import CommandWork

SEEN_WITHIN = timedelta(hours=1)  # before the contact began; after its end for unequal clocks


def keep_citizen(work: CommandWork, contact: Contact) -> CitizenId | None:
    """Return the citizen of a contact; None: anonymous, or nobody can be sure who it is.

    Nothing that is known is written over: what was said otherwise stands in the contact, beside
    it. What the contact had done to a citizen before is taken back first.
    """
    is_confirmed = has_seen(work.connection, work.account.id, contact)
    take_back_citizen(work, contact)
    if is_confirmed and contact.citizen_id is not None:
        confirmed = citizen_by_id(work.connection, contact.citizen_id)
        if confirmed is not None:  # a restore may have lost it
            return _confirmed(work, contact, confirmed)
    known = _known(work, contact.caller)
    # Father and son may share number and name: a guess would show one the other's cases.
    if len(known) > 1:
        return None
    if known:
        return _said(work, contact, known[0])
    return _new(work, contact)


def has_seen(connection: Connection, account_id: str, contact: Contact) -> bool:
    """Return whether the account knows the contact's citizen from the screen."""
    if contact.citizen_id is None:
        return False
    # Its own times: a contact comes out of a seat's outbox days later.
    began = min(filter(None, (contact.rang_at, contact.answered_at, contact.closed_at)))
    since, until = began - SEEN_WITHIN, contact.closed_at + SEEN_WITHIN
    if was_shown(connection, account_id, contact.citizen_id, since, until):
        return True
    # Whoever confirmed a citizen has that contact on the list, and may go on with it from there.
    return has_confirmed(connection, account_id, contact.citizen_id)


def take_back_citizen(work: CommandWork, contact: Contact) -> None:
    """Undo what the contact did to a citizen, as far as nobody else builds on it."""
    told = told_in(work.connection, contact.id)
    if told is None:
        return
    drop_told(work.connection, contact.id)
    citizen = citizen_by_id(work.connection, told.citizen_id)
    if citizen is None:
        return
    if told.is_new and not has_other_contacts(work.connection, citizen.id, contact.id):
        delete_citizen(work.connection, citizen.id)
        work.audit("citizen.removed", citizen.id)
    else:
        if told.is_new:
            hand_on_new(work.connection, citizen.id)
        emptied = dict.fromkeys(_only_its(work, told, citizen), "")
        _save(work, citizen, replace(citizen.details, **emptied))


def _only_its(work: CommandWork, told: CitizenTold, citizen: Citizen) -> list[str]:
    """Return the fields that are known from the contact alone, and are as it said."""
    found = find_ever(work.connection, Contact, told.contact_id)
    said = found[0].caller if found else CallerDetails()
    return [
        name
        for name in told.filled
        if (value := getattr(citizen.details, name)) == getattr(said, name)
        and not hand_on(work.connection, citizen.id, name, value)
    ]


def _known(work: CommandWork, told: CallerDetails) -> tuple[Citizen, ...]:
    if told.fiscal_code:
        same_code = citizen_by_fiscal_code(work.connection, told.fiscal_code)
        if same_code is not None:
            return (same_code,)
    if not (told.phone and told.name):
        return ()
    namesakes = citizens_by_phone_and_name(work.connection, told.phone, told.name)
    if told.fiscal_code:  # somebody with another code is somebody else
        return tuple(c for c in namesakes if not c.details.fiscal_code)
    return namesakes


def _confirmed(work: CommandWork, contact: Contact, citizen: Citizen) -> CitizenId:
    known, told = citizen.details, contact.caller
    missing = {
        name: getattr(told, name)
        for name in CALLER_FIELDS
        if getattr(told, name) and not getattr(known, name)
    }
    is_saved = _save(work, citizen, replace(known, **missing))
    _note(work, contact, citizen, Standing.CONFIRMED, filled=tuple(missing) if is_saved else ())
    return citizen.id


def _said(work: CommandWork, contact: Contact, citizen: Citizen) -> CitizenId | None:
    """Take the citizen for the caller where the name agrees too."""
    # A fiscal code follows from name and birth date: whoever spells one is not yet its owner.
    agrees = same_words(contact.caller.name, citizen.details.name)
    _note(work, contact, citizen, Standing.AGREED if agrees else Standing.PROPOSED)
    return citizen.id if agrees else None


def _new(work: CommandWork, contact: Contact) -> CitizenId | None:
    told = contact.caller
    # A bare name, number or code would never be found again.
    if not told.name or not (told.fiscal_code or told.phone):
        return None
    # Of the contact: corrected, it is the same citizen. Of the command where others have that one.
    citizen_id = CitizenId(str(uuid5(NAMESPACE_OID, f"{contact.id}/citizen")))
    if citizen_by_id(work.connection, citizen_id) is not None:
        citizen_id = CitizenId(work.id_for("citizen"))
    citizen = Citizen(id=citizen_id, details=told)
    save_citizen(work.connection, citizen, work.now)
    work.audit("citizen.created", f"{citizen.id} {_fields(told, CallerDetails(language=''))}")
    _note(work, contact, citizen, Standing.AGREED, is_new=True)
    return citizen.id


def _save(work: CommandWork, citizen: Citizen, details: CallerDetails) -> bool:
    """Write the details; return False where nothing changed, or somebody else has them."""
    changed = replace(citizen, details=details, version=citizen.version + 1)
    if details == citizen.details or has_twin(work.connection, changed):
        return False
    save_citizen(work.connection, changed, work.now)
    work.audit("citizen.changed", f"{citizen.id} {_fields(citizen.details, details)}")
    return True


def _note(
    work: CommandWork,
    contact: Contact,
    citizen: Citizen,
    standing: Standing,
    *,
    filled: tuple[str, ...] = (),
    is_new: bool = False,
) -> None:
    told = CitizenTold(
        contact_id=contact.id,
        citizen_id=citizen.id,
        standing=standing,
        filled=filled,
        is_new=is_new,
    )
    save_told(work.connection, told)


def _fields(one: CallerDetails, other: CallerDetails) -> str:
    """Return the names of the fields in which the two differ."""
    return ",".join(n for n in CALLER_FIELDS if getattr(one, n) != getattr(other, n))
