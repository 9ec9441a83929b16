"""CPSV-AP_IT as JSON-LD to our tables: public services become cards, places become offices."""

from pathlib import Path

from contract.whole_number import whole_number
from server.knowledge_import.formats.cpsv_words import (
    CELL,
    CLV,
    COV,
    CPSV,
    CV,
    DCT,
    EMPTY_TYPE,
    L0,
    PARTS,
    PHONE_CHANNEL,
    POI,
    ROW_TYPE,
    SM,
    STATUS_BACK,
    short_name,
)
from server.knowledge_import.formats.foreign import Mapping, is_title, own_id
from server.knowledge_import.formats.lenient import Lenient
from server.knowledge_import.formats.linked_data import Thing, read_graph, things
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.formats.remainder import Remainder
from server.knowledge_import.formats.watched_graph import WatchedGraph, note_untaken
from server.knowledge_import.import_problems import label_of
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR
from server.knowledge_import.knowledge_tables import CARDS, OF_KNOWLEDGE, OFFICES, Tables

_NAME = (L0 + "name", DCT + "title", "http://www.w3.org/2000/01/rdf-schema#label")
_DESCRIPTION = (L0 + "description", DCT + "description")
_ORGANIZATIONS = (COV + "Organization", COV + "PublicOrganization", COV + "Office")
_LAST = 999_999_999  # number of a row; what is larger is none
_PLACES = (POI + "PointOfInterest", CLV + "Feature")
_OF_OFFICE = {
    "id": "dct:identifier",
    "name": "l0:name",
    "note": "l0:description",
    "address": "clv:fullAddress",
    "latitude": "clv:lat",
    "longitude": "clv:long",
    "phones": "sm:hasTelephone",
    "faxes": "sm:hasFax",
    "email": "sm:emailAddress",
    "pec": "sm:emailAddress",
    "website": "sm:URL",
}
_OF_CARD = {
    "id": "dct:identifier",
    "title": "l0:name",
    "say": "l0:description",
    "short_description": "l0:description",
    "status": "cpsv:hasServiceStatus",
    "keywords": "cpsv:serviceKeyword",
    "office_ids": "cpsv:isPhysicallyAvailableAt",
    "responsible_id": "cv:hasCompetentAuthority",
    "phones": "cpsv:hasChannel",
    **{column: f"cpsv:{name}" for name, _, column in PARTS},
}


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add the services and the offices of a file."""
    graph = read_graph(path, made.findings, mapping.shape)
    if graph is None:
        return
    reader = _Cpsv(graph, path.name, mapping, made)
    reader.add_offices()
    reader.add_cards()
    made.complete(_remainder(reader.cells, graph, path.name, made))
    note_untaken(graph, path.name, made)
    if not made.rows and not made.findings.problems:
        made.findings.add("no_public_service", file=path.name)


class _Cpsv:
    def __init__(self, graph: WatchedGraph, file: str, mapping: Mapping, made: MadeTables) -> None:
        self._graph = graph
        self._file = file
        self._mapping = mapping
        self._made = made
        self._offices: dict[str, str] = {}  # our identifier by node
        self.cells: dict[str, dict[str, dict[str, str]]] = {OFFICES: {}, CARDS: {}}

    def add_offices(self) -> None:
        places = [("department", one) for one in things(self._graph, *_ORGANIZATIONS)]
        places += [("site", one) for one in things(self._graph, *_PLACES)]
        for number, (kind, thing) in enumerate(places, 1):
            name = thing.text(*_NAME)
            place = (f"{self._file} › organization{label_of(thing.called(name))}", number)
            cells = Lenient(self._made, place)
            office = _identifier("org", thing)
            own = thing.cells(CELL)
            name = cells.line(name, "l0:name")
            # A name of our own export always does, however odd it is.
            if not (own or is_title(self._made, place, "l0:name", name)):
                _tell_spoilt(thing, self._made, place)
                continue
            # By node: services name their places by it.
            self._offices[str(thing.node)] = office
            self.cells[OFFICES][office] = own
            row = {"id": office, "name": name, "kind": kind} | _office_cells(thing, cells)
            _tell_spoilt(thing, self._made, place)
            self._made.add(OFFICES, place, row, columns=_OF_OFFICE)

    def add_cards(self) -> None:
        for number, thing in enumerate(things(self._graph, CPSV + "PublicService"), 1):
            title = thing.text(*_NAME)
            place = (f"{self._file} › PublicService{label_of(thing.called(title))}", number)
            cells = Lenient(self._made, place)
            own = thing.cells(CELL)
            title = cells.line(title, "l0:name")
            if not (own or is_title(self._made, place, "l0:name", title)):
                _tell_spoilt(thing, self._made, place)
                continue
            card = _identifier("svc", thing)
            self.cells[CARDS][card] = own
            row = self._card_cells(thing, cells) | {"id": card, "title": title}
            _tell_spoilt(thing, self._made, place)
            say = cells.say(row["short_description"], title, "l0:description")
            language = self._mapping.language or thing.language(*_NAME)
            spoken = {"language": language} if language else {}
            assumed = self._mapping.assumed_of_card(say=say, **spoken)
            self._made.add(CARDS, place, row, assumed=assumed, columns=_OF_CARD)

    def _card_cells(self, thing: Thing, cells: Lenient) -> dict[str, str]:
        row = {
            "short_description": cells.text(thing.text(*_DESCRIPTION), "l0:description"),
            "status": _status(thing, cells),
            "keywords": cells.text(
                ", ".join(thing.texts(CPSV + "serviceKeyword")), "cpsv:serviceKeyword"
            ),
            "office_ids": self._references(thing, cells, CPSV + "isPhysicallyAvailableAt"),
            "responsible_id": self._references(
                thing, cells, CV + "hasCompetentAuthority", COV + "hasPublicOrganization"
            ).split(LIST_SEPARATOR)[0],
            "phones": cells.phones(_phone_channels(thing), "cpsv:hasChannel"),
        }
        for name, _, column in PARTS:
            told = [
                one.text(*_DESCRIPTION, *_NAME) or one.called("") for one in thing.all(CPSV + name)
            ]
            if not all(told):
                thing.spoilt.add(CPSV + name)
            row[column] = cells.text("\n".join(filter(None, told)), f"cpsv:{name}")
        return row

    def _references(self, thing: Thing, cells: Lenient, *names: str) -> str:
        given = thing.references(*names)
        for one in given:
            if one not in self._offices:
                cells.note("office_left_out", short_name(names[0]), one)
        return LIST_SEPARATOR.join(self._offices[one] for one in given if one in self._offices)


def _status(thing: Thing, cells: Lenient) -> str:
    status = thing.text(CPSV + "hasServiceStatus").rpartition("/")[2]
    if status not in ("", *STATUS_BACK):
        cells.note("not_carried", "cpsv:hasServiceStatus", status)
    return STATUS_BACK.get(status, "active")


def _tell_spoilt(thing: Thing, made: MadeTables, place: tuple[str, int]) -> None:
    """Note where a node holds nodes in place of texts: of others such a text is left out."""
    is_ours = bool(thing.cells(CELL)) or any(name.startswith(CELL) for name in thing.spoilt)
    for name in sorted(thing.spoilt):
        # An export of ours that somebody spoilt would take away what the server has.
        (made.refuse if is_ours else made.note)(place, "not_a_text", short_name(name))


def _identifier(kind: str, thing: Thing) -> str:
    told = thing.text(DCT + "identifier")
    is_ours = bool(thing.cells(CELL))
    # A thing without an address is known by its name: a second reading must find the same entry.
    return told if is_ours else own_id(kind, told or thing.last_part(thing.text(*_NAME)))


def _phone_channels(thing: Thing) -> list[str]:
    return [
        one.text(SM + "telephoneNumber")
        for one in thing.all(CPSV + "hasChannel")
        if one.text(DCT + "identifier") in (PHONE_CHANNEL, "")
    ]


def _office_cells(thing: Thing, cells: Lenient) -> dict[str, str]:
    address = next(iter(thing.all(CLV + "hasAddress")), None)
    geometry = next(iter(thing.all(CLV + "hasGeometry")), None)
    full = address.text(CLV + "fullAddress") if address else ""
    latitude = geometry.text(CLV + "lat") if geometry else ""
    longitude = geometry.text(CLV + "long") if geometry else ""
    return {
        "note": cells.text(thing.text(*_DESCRIPTION), "l0:description"),
        "address": cells.line(full, "clv:fullAddress"),
        "latitude": cells.degrees(latitude, "clv:lat", 90),
        "longitude": cells.degrees(longitude, "clv:long", 180),
        **_contact_cells(thing.all(SM + "hasOnlineContactPoint"), cells),
    }


def _contact_cells(contacts: list[Thing], cells: Lenient) -> dict[str, str]:
    mails = {one.text(SM + "emailType"): one for c in contacts for one in c.all(SM + "hasEmail")}
    pec = mails.pop("PEC", None)
    mail = next(iter(mails.values()), None)
    site = next((one for c in contacts for one in c.all(SM + "hasWebSite")), None)
    return {
        "phones": cells.phones(_numbers(contacts, "hasTelephone"), "sm:telephoneNumber"),
        "faxes": cells.phones(_numbers(contacts, "hasFax"), "sm:telephoneNumber"),
        "email": cells.email(mail.text(SM + "emailAddress") if mail else "", "sm:emailAddress"),
        "pec": cells.email(pec.text(SM + "emailAddress") if pec else "", "sm:emailAddress"),
        "website": cells.web(site.text(SM + "URL") if site else "", "sm:URL"),
    }


def _numbers(contacts: list[Thing], name: str) -> list[str]:
    return [one.text(SM + "telephoneNumber") for c in contacts for one in c.all(SM + name)]


def _remainder(
    cells: dict[str, dict[str, dict[str, str]]], graph: WatchedGraph, file: str, made: MadeTables
) -> Remainder:
    """Return what only we read: cells that hang on things, and the tables kept row by row."""
    found = things(graph, ROW_TYPE)
    rows = [(one, one.cells(CELL)) for one in found]
    # A graph has no order: the rows' own numbers have.
    rows.sort(key=lambda row: _number(row[1]))
    empty = [one.cells(CELL).get("table", "") for one in things(graph, EMPTY_TYPE)]
    # A table without rows says so itself: nothing at all would take nothing out.
    whole: Tables = {table: [] for table in empty if table in OF_KNOWLEDGE}
    places: dict[str, list[tuple[str, int]]] = {}
    for thing, row in rows:
        place = (f"{file} › Row{label_of(thing.called(''))}", _number(row))
        _tell_spoilt(thing, made, place)
        table = row.pop("table", "")
        row.pop("number", None)
        if table not in OF_KNOWLEDGE:
            made.refuse(place, "unknown_table", value=table)
            continue
        whole.setdefault(table, []).append(row)
        places.setdefault(table, []).append(place)
    return Remainder(cells, whole, places)


def _number(row: dict[str, str]) -> int:
    number = row.get("number", "")
    return whole_number(number, _LAST) or 0
