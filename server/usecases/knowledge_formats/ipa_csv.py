"""Units of the index of public administrations (IndicePA, CSV) as a tree of offices."""

import re
from pathlib import Path

from server.usecases.csv_sheet import read_any_sheet
from server.usecases.knowledge_formats.foreign import Mapping, is_title, own_id
from server.usecases.knowledge_formats.lenient import Lenient
from server.usecases.knowledge_formats.made_tables import MadeTables
from server.usecases.knowledge_tables import OFFICES, STAFF
from server.usecases.sheet_rows import SheetRow

_NEEDED = ("Codice_uni_uo", "Codice_uni_uo_padre", "Descrizione_uo")
_COLUMNS = {
    "id": "Codice_uni_uo",
    "name": "Descrizione_uo",
    "parent_id": "Codice_uni_uo_padre",
    "address": "Indirizzo",
    "phones": "Telefono",
    "faxes": "Fax",
    "email": "Mail1",
    "pec": "Mail1",
    "website": "Url",
}
_NOTHING = {"", "da_indicare", "da indicare", "non indicato", "n.d.", "n/d", "nd", "-", "null"}
_BETWEEN = re.compile(r"\s*[;,]\s*|\s+[-–]\s+")  # several numbers in one cell


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add the units of a file; a unit whose parent is not there stands at the top."""
    sheet = read_any_sheet(path, _NEEDED, made.findings, mapping.shape)
    rows = sheet.rows if sheet else ()
    known = {own_id("uo", row.cells["Codice_uni_uo"]) for row in rows}
    for row in rows:
        cells = Lenient(made, row.place)
        name = cells.line(row.cells["Descrizione_uo"], "Descrizione_uo")
        if is_title(made, row.place, "Descrizione_uo", name):
            office = _office(row, name, known, cells)
            made.add(OFFICES, row.place, office, columns=_COLUMNS)
            _add_head(made, row, office["id"], cells)


def _office(row: SheetRow, name: str, known: set[str], cells: Lenient) -> dict[str, str]:
    told = {name: "" if cell.casefold() in _NOTHING else cell for name, cell in row.cells.items()}
    parent = own_id("uo", told["Codice_uni_uo_padre"])
    if parent and parent not in known:
        cells.note("parent_left_out", "Codice_uni_uo_padre", parent)
        parent = ""
    street = ", ".join(filter(None, (told.get("Indirizzo", ""), told.get("CAP", ""))))
    pec, email = _mails(told)
    website = told.get("Url", "")
    has_scheme = not website or website.startswith(("http://", "https://"))
    return {
        "id": own_id("uo", told["Codice_uni_uo"]),
        "name": name,
        "kind": "office" if parent else "department",
        "parent_id": parent,
        "address": cells.line(street, "Indirizzo"),
        "phones": cells.phones(_BETWEEN.split(told.get("Telefono", "")), "Telefono"),
        "faxes": cells.phones(_BETWEEN.split(told.get("Fax", "")), "Fax"),
        "email": cells.email(email, "Mail1"),
        "pec": cells.email(pec, "Mail1"),
        "website": cells.web(website if has_scheme else f"https://{website}", "Url"),
        "ipa_code": told["Codice_uni_uo"],
    }


def _mails(told: dict[str, str]) -> tuple[str, str]:
    """Return the first certified address and the first other one."""
    pec = email = ""
    for number in ("1", "2", "3", "4", "5"):
        address = told.get(f"Mail{number}", "")
        if told.get(f"Tipo_Mail{number}", "").casefold() == "pec":
            pec = pec or address
        else:
            email = email or address
    return pec, email


def _add_head(made: MadeTables, row: SheetRow, office: str, cells: Lenient) -> None:
    """Add who answers for a unit, by role: names stay out."""
    phone = row.cells.get("Telefono_responsabile", "")
    mail = row.cells.get("Mail_responsabile", "")
    if row.cells.get("Cognome_responsabile", "").casefold() not in _NOTHING:
        cells.note("name_left_out", "Cognome_responsabile")
    if phone.casefold() in _NOTHING and mail.casefold() in _NOTHING:
        return
    phones = cells.phones(_BETWEEN.split(phone), "Telefono_responsabile")
    email = cells.email(mail, "Mail_responsabile")
    if phones or email:
        head = {"office_id": office, "role": "Responsabile", "name": "", "note": ""}
        made.add(STAFF, row.place, head | {"phones": phones, "email": email})
