"""Units of the index of public administrations (IndicePA, CSV) as a tree of offices."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from server.knowledge_import.csv_sheet import read_any_sheet
from server.knowledge_import.formats.foreign import Mapping, is_title, own_id
from server.knowledge_import.formats.lenient import Lenient
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.knowledge_tables import OFFICES, STAFF
from server.knowledge_import.sheet_rows import SheetRow

_NEEDED = ("Codice_uni_uo", "Codice_uni_uo_padre", "Descrizione_uo")
_COLUMNS = {
    "id": "Codice_uni_uo",
    "name": "Descrizione_uo",
    "parent_id": "Codice_uni_uo_padre",
    "address": "Indirizzo",
    "phones": "Telefono",
    "faxes": "Fax",
    "website": "Url",
    "ipa_code": "Codice_uni_uo",
}
_OF_HEAD = {
    "office_id": "Codice_uni_uo",
    "phones": "Telefono_responsabile",
    "email": "Mail_responsabile",
}
_MAILS = ("Mail1", "Mail2", "Mail3", "Mail4", "Mail5")
# Names stay out and are told so; the rest is read with what it stands beside.
_READ = frozenset(
    {*_NEEDED, *_COLUMNS.values(), *_OF_HEAD.values()}
    | {"CAP", "Nome_responsabile", "Cognome_responsabile"}
)
_NOTHING = {"", "da_indicare", "da indicare", "non indicato", "n.d.", "n/d", "nd", "-", "null"}
_BETWEEN = re.compile(r"\s*[;,]\s*|\s+[-–]\s+")  # several numbers in one cell


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add the units of a file; a unit whose parent is not there stands at the top."""
    sheet = read_any_sheet(path, _NEEDED, made.findings, mapping.shape)
    rows = sheet.rows if sheet else ()
    titled = [(row, *_titled(row, made)) for row in rows]
    # What hangs below a refused unit goes to the top, and is not refused with it.
    known = {own_id("uo", row.cells["Codice_uni_uo"]) for row, _, _, is_right in titled if is_right}
    unread: Counter[tuple[str, str]] = Counter()
    for row, cells, name, is_right in titled:
        if is_right:
            unread.update((path.name, column) for column in _unread(row))
            pec, email = _mail_columns(row.cells)
            office = _office(row, name, known, cells)
            office |= {
                "email": cells.email(_told(row.cells.get(email, "")), email),
                "pec": cells.email(_told(row.cells.get(pec, "")), pec),
            }
            called = _COLUMNS | {"email": email, "pec": pec}
            made.add(OFFICES, row.place, office, columns=called)
            _add_head(made, row, office["id"], cells)
    made.note_unread(unread)


def _unread(row: SheetRow) -> Iterator[str]:
    """Yield the columns in which a row says what has no place here, or has more than one."""
    mails = _mail_columns(row.cells)
    read = _READ.union(mails, (f"Tipo_{one}" for one in mails))
    for column, cell in row.cells.items():
        if _told(cell) and column not in read:
            yield column


def _titled(row: SheetRow, made: MadeTables) -> tuple[Lenient, str, bool]:
    cells = Lenient(made, row.place)
    name = cells.line(row.cells["Descrizione_uo"], "Descrizione_uo")
    return cells, name, is_title(made, row.place, "Descrizione_uo", name)


def _office(row: SheetRow, name: str, known: set[str], cells: Lenient) -> dict[str, str]:
    told = {name: _told(cell) for name, cell in row.cells.items()}
    parent = own_id("uo", told["Codice_uni_uo_padre"])
    # Files hold a part of the tree: a unit must not hang below what is not there.
    if parent and parent not in known:
        cells.note("parent_left_out", "Codice_uni_uo_padre", parent)
        parent = ""
    street = ", ".join(filter(None, (told.get("Indirizzo", ""), told.get("CAP", ""))))
    return {
        "id": own_id("uo", told["Codice_uni_uo"]),
        "name": name,
        "kind": "office" if parent else "department",
        "parent_id": parent,
        "address": cells.line(street, "Indirizzo"),
        "phones": cells.phones(_BETWEEN.split(told.get("Telefono", "")), "Telefono"),
        "faxes": cells.phones(_BETWEEN.split(told.get("Fax", "")), "Fax"),
        "website": cells.web(told.get("Url", ""), "Url"),
        "ipa_code": told["Codice_uni_uo"],
    }


def _told(cell: str) -> str:
    """Return what a cell says; many say that there is nothing to say."""
    return "" if cell.casefold() in _NOTHING else cell


def _mail_columns(cells: dict[str, str]) -> tuple[str, str]:
    """Return the columns of the first certified address and of the first other one; "": none."""
    pec = email = ""
    for name in _MAILS:
        if not _told(cells.get(name, "")):
            continue
        if cells.get(f"Tipo_{name}", "").casefold() == "pec":
            pec = pec or name
        else:
            email = email or name
    return pec, email


def _add_head(made: MadeTables, row: SheetRow, office: str, cells: Lenient) -> None:
    """Add who answers for a unit, by role: names stay out."""
    phone = row.cells.get("Telefono_responsabile", "")
    mail = row.cells.get("Mail_responsabile", "")
    for name in ("Nome_responsabile", "Cognome_responsabile"):
        if _told(row.cells.get(name, "")):
            cells.note("name_left_out", name)
    # The index has a column for each head, and most of them say "da_indicare".
    if phone.casefold() in _NOTHING and mail.casefold() in _NOTHING:
        return
    phones = cells.phones(_BETWEEN.split(phone), "Telefono_responsabile")
    email = cells.email(mail, "Mail_responsabile")
    if phones or email:
        head = {"office_id": office, "role": "Responsabile", "name": "", "note": ""}
        made.add(STAFF, row.place, head | {"phones": phones, "email": email}, columns=_OF_HEAD)
