"""CPSV-AP_IT as JSON-LD to our tables: public services become cards, places become offices."""

from pathlib import Path

from rdflib import Graph

from server.usecases.knowledge_cells import LIST_SEPARATOR
from server.usecases.knowledge_formats.cpsv_words import (
    CELL,
    CLV,
    COV,
    CPSV,
    CV,
    DCT,
    L0,
    PARTS,
    PHONE_CHANNEL,
    POI,
    ROW_TYPE,
    SM,
    STATUS_BACK,
)
from server.usecases.knowledge_formats.foreign import Mapping, is_title, own_id
from server.usecases.knowledge_formats.lenient import Lenient
from server.usecases.knowledge_formats.linked_data import Thing, read_graph, things
from server.usecases.knowledge_formats.made_tables import MadeTables
from server.usecases.knowledge_formats.remainder import Remainder, completed
from server.usecases.knowledge_tables import CARDS, OFFICES, Tables

_NAME = (L0 + "name", DCT + "title", "http://www.w3.org/2000/01/rdf-schema#label")
_DESCRIPTION = (L0 + "description", DCT + "description")
_ORGANIZATIONS = (COV + "Organization", COV + "PublicOrganization", COV + "Office")
_PLACES = (POI + "PointOfInterest", CLV + "Feature")


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add the services and the offices of a file."""
    graph = read_graph(path, made.findings)
    if graph is None:
        return
    reader = _Cpsv(graph, path.name, mapping, made)
    reader.add_offices()
    reader.add_cards()
    if not made.rows and not made.findings.problems:
        made.findings.add("json_shape", file=path.name, value="nessun cpsv:PublicService")
    rest = Remainder(reader.cells, _rows(graph))
    for table, rows in completed(made.as_tables(), rest).items():
        made.replace_cells(table, rows)


class _Cpsv:
    def __init__(self, graph: Graph, file: str, mapping: Mapping, made: MadeTables) -> None:
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
            place = (f"{self._file} › organization", number)
            cells = Lenient(self._made, place)
            office = _identifier("org", thing)
            own = thing.cells(CELL)
            name = cells.line(thing.text(*_NAME), "l0:name")
            if not (own or is_title(self._made, place, "l0:name", name)):
                continue
            self._offices[str(thing.node)] = office
            self.cells[OFFICES][office] = own
            row = {"id": office, "name": name, "kind": kind} | _office_cells(thing, cells)
            self._made.add(OFFICES, place, row)

    def add_cards(self) -> None:
        for number, thing in enumerate(things(self._graph, CPSV + "PublicService"), 1):
            place = (f"{self._file} › PublicService", number)
            cells = Lenient(self._made, place)
            own = thing.cells(CELL)
            title = cells.line(thing.text(*_NAME), "l0:name")
            if not (own or is_title(self._made, place, "l0:name", title)):
                continue
            card = _identifier("svc", thing)
            self.cells[CARDS][card] = own
            row = self._card_cells(thing, cells) | {"id": card, "title": title}
            say = cells.say(row["short_description"], title, "l0:description")
            self._made.add(CARDS, place, row, assumed=self._mapping.assumed_of_card(say=say))

    def _card_cells(self, thing: Thing, cells: Lenient) -> dict[str, str]:
        status = thing.text(CPSV + "hasServiceStatus").rpartition("/")[2]
        row = {
            "short_description": cells.text(thing.text(*_DESCRIPTION), "l0:description"),
            "status": STATUS_BACK.get(status, "active"),
            "keywords": cells.text(", ".join(thing.texts(CPSV + "serviceKeyword"))),
            "office_ids": self._references(thing, CPSV + "isPhysicallyAvailableAt"),
            "responsible_id": self._references(
                thing, CV + "hasCompetentAuthority", COV + "hasPublicOrganization"
            ).split(LIST_SEPARATOR)[0],
            "phones": cells.phones(_phone_channels(thing), "cpsv:hasChannel"),
        }
        for name, _, column in PARTS:
            told = [
                one.text(*_DESCRIPTION, *_NAME) or str(one.node) for one in thing.all(CPSV + name)
            ]
            row[column] = cells.text("\n".join(told), name)
        return row

    def _references(self, thing: Thing, *names: str) -> str:
        found = (self._offices.get(text, "") for text in thing.texts(*names))
        return LIST_SEPARATOR.join(filter(None, found))


def _identifier(kind: str, thing: Thing) -> str:
    told = thing.text(DCT + "identifier")
    return told if thing.cells(CELL) else own_id(kind, told or _last_part(str(thing.node)))


def _last_part(iri: str) -> str:
    return iri.rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2]


def _phone_channels(thing: Thing) -> list[str]:
    return [
        one.text(SM + "telephoneNumber")
        for one in thing.all(CPSV + "hasChannel")
        if one.text(DCT + "identifier") in (PHONE_CHANNEL, "")
    ]


def _office_cells(thing: Thing, cells: Lenient) -> dict[str, str]:
    contacts = thing.all(SM + "hasOnlineContactPoint")
    phones = [
        one.text(SM + "telephoneNumber") for c in contacts for one in c.all(SM + "hasTelephone")
    ]
    faxes = [one.text(SM + "telephoneNumber") for c in contacts for one in c.all(SM + "hasFax")]
    mails = {one.text(SM + "emailType"): one for c in contacts for one in c.all(SM + "hasEmail")}
    pec = mails.pop("PEC", None)
    mail = next(iter(mails.values()), None)
    site = next((one for c in contacts for one in c.all(SM + "hasWebSite")), None)
    address = next(iter(thing.all(CLV + "hasAddress")), None)
    geometry = next(iter(thing.all(CLV + "hasGeometry")), None)
    return {
        "note": cells.text(thing.text(*_DESCRIPTION), "l0:description"),
        "address": cells.line(address.text(CLV + "fullAddress") if address else "", "clv"),
        "latitude": cells.degrees(geometry.text(CLV + "lat") if geometry else "", "clv:lat", 90),
        "longitude": cells.degrees(
            geometry.text(CLV + "long") if geometry else "", "clv:long", 180
        ),
        "phones": cells.phones(phones, "sm:telephoneNumber"),
        "faxes": cells.phones(faxes, "sm:telephoneNumber"),
        "email": cells.email(mail.text(SM + "emailAddress") if mail else "", "sm:emailAddress"),
        "pec": cells.email(pec.text(SM + "emailAddress") if pec else "", "sm:emailAddress"),
        "website": cells.web(site.text(SM + "URL") if site else "", "sm:URL"),
    }


def _rows(graph: Graph) -> Tables:
    """Return the tables that a file of ours carries row by row."""
    rows = [one.cells(CELL) for one in things(graph, ROW_TYPE)]
    rows.sort(key=lambda row: int(row.get("number", "0")))
    tables: Tables = {}
    for row in rows:
        table = row.pop("table", "")
        row.pop("number", None)
        tables.setdefault(table, []).append(row)
    return tables
