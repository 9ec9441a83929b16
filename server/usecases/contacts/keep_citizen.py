"""Recognise the citizen of a contact, or keep a new one; never guess between two."""

import msgspec

from contract.domain.caller import CallerDetails, Citizen
from contract.domain.ids import CitizenId
from server.store.contacts.citizens import (
    citizen_by_fiscal_code,
    citizen_by_id,
    citizens_by_phone_and_name,
    save_citizen,
)
from server.usecases.sync.command_work import CommandWork


def keep_citizen(
    work: CommandWork, citizen_id: CitizenId | None, told: CallerDetails
) -> CitizenId | None:
    """Return the citizen, with the new details kept; None: anonymous, or two could be meant.

    Looked for by the id the operator confirmed, else by fiscal code, else by number and name.
    """
    if citizen_id is None and told.is_anonymous:
        return None
    known = _known(work, citizen_id, told)
    # Father and son may share number and name: a guess would show one the other's cases.
    if len(known) > 1:
        return None
    if known:
        citizen = msgspec.structs.replace(
            known[0], details=_merged(known[0].details, told), version=known[0].version + 1
        )
    elif told.fiscal_code or (told.name and told.phone):
        citizen = Citizen(id=CitizenId(work.id_for("citizen")), details=told)
    else:
        return None  # a bare name or number would never be found again
    # Nothing new: a version that grows without a change would be a change to whoever compares.
    if not known or citizen.details != known[0].details:
        save_citizen(work.connection, citizen, work.now)
    return citizen.id


def _known(
    work: CommandWork, citizen_id: CitizenId | None, told: CallerDetails
) -> tuple[Citizen, ...]:
    if citizen_id is not None:
        confirmed = citizen_by_id(work.connection, citizen_id)
        # The operator has looked at him: what the caller says now does not undo it.
        if confirmed is not None:
            return (confirmed,)
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


def _merged(known: CallerDetails, told: CallerDetails) -> CallerDetails:
    """Return the known details with the new ones; a fiscal code, once known, stays."""
    return CallerDetails(
        name=told.name or known.name,
        fiscal_code=known.fiscal_code or told.fiscal_code,
        phone=told.phone or known.phone,
        municipio=told.municipio or known.municipio,
        language=told.language or known.language,
    )
