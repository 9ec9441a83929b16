"""The citizen on the line: details taken down, and the stored citizen they may belong to."""

import msgspec

from contract.domain.ids import CitizenId


class CallerDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator wrote about the caller. All optional: an information needs no name."""

    name: str = ""
    fiscal_code: str = ""  # 16 characters, upper case, or empty
    phone: str = ""  # E.164, or empty
    municipio: str = ""  # Roman numeral "I" to "XV", or empty
    language: str = "it"  # BCP 47


class Citizen(msgspec.Struct, frozen=True, kw_only=True):
    """A citizen known to the central server. Replicated to no seat; looked up online, audited."""

    id: CitizenId
    details: CallerDetails
    version: int = 1
