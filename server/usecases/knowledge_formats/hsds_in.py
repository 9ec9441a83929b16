"""HSDS to our tables: organizations and locations become offices, services become cards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from server.usecases.knowledge_cells import LIST_SEPARATOR
from server.usecases.knowledge_formats.foreign import Mapping, is_title, own_id
from server.usecases.knowledge_formats.hours_cells import (
    NoHours,
    hours_of_schedules,
    hours_of_weekdays,
)
from server.usecases.knowledge_formats.hsds_records import HsdsRecords, Record, read_hsds
from server.usecases.knowledge_formats.json_file import parsed
from server.usecases.knowledge_formats.lenient import Lenient, mapped
from server.usecases.knowledge_formats.made_tables import MadeTables
from server.usecases.knowledge_formats.remainder import Remainder, completed
from server.usecases.knowledge_tables import CARDS, OFFICES, PLACES, STAFF, TOPICS

OWN_ATTRIBUTE = "chiamaroma"  # link_type of what only we read
_OF_SERVICE = {
    "application_process": "how_to",
    "description": "short_description",
    "alert": "alert",
    "wait_time": "times",
    "url": "access",
}
_STATUS = {
    "active": "active",
    "inactive": "suspended",
    "temporarily closed": "suspended",
    "defunct": "ended",
}
_NOT_CARRIED = ("minimum_age", "interpretation_services", "accreditations", "licenses")


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add what a JSON file or a folder of CSV files holds."""
    records = read_hsds(path, mapping.shape, made.findings)
    reader = _Hsds(records, mapping, made)
    reader.add_topics()
    reader.add_offices()
    reader.add_cards()
    rest = Remainder(reader.attributes(), records.own_tables)
    for table, rows in completed(made.as_tables(), rest).items():
        made.replace_cells(table, rows)


class _Hsds:
    def __init__(self, records: HsdsRecords, mapping: Mapping, made: MadeTables) -> None:
        self._records = records
        self._mapping = mapping
        self._made = made
        self._ids = {
            kind: {str(one.get("id")): own_id(short, one.get("id")) for one in records.of(kind)}
            for kind, short in (("organization", "org"), ("location", "loc"), ("service", "svc"))
        }
        self._own: dict[tuple[str, str], dict[str, str]] = {}
        for one in records.of("attribute"):
            if one.get("link_type") == OWN_ATTRIBUTE:
                of = (str(one.get("link_entity")), str(one.get("link_id")))
                self._own[of] = self._own.get(of, {}) | _cells_of(one, made)
        for (kind, link), cells in self._own.items():
            if "id" in cells and kind in self._ids:  # one of ours that looks like theirs
                self._ids[kind][link] = cells["id"]

    def add_topics(self) -> None:
        for term in self._records.of("taxonomy_term"):
            if term.get("taxonomy") == OWN_ATTRIBUTE:
                given = str(term.get("id") or "")
                own = self._own.get(("taxonomy_term", given), {}).get("id", given)
                self._made.add(TOPICS, term.place, {"id": own, "path": str(term.get("name") or "")})

    def add_offices(self) -> None:
        for organization in self._records.of("organization"):
            self._add_organization(organization)
        for location in self._records.of("location"):
            self._add_location(location)

    def add_cards(self) -> None:
        for service in self._records.of("service"):
            self._add_card(service)

    def attributes(self) -> dict[str, dict[str, dict[str, str]]]:
        """Return the cells that hang on things, by table and identifier."""
        found: dict[str, dict[str, dict[str, str]]] = {OFFICES: {}, CARDS: {}, TOPICS: {}}
        for (kind, link), cells in self._own.items():
            table = {"service": CARDS, "taxonomy_term": TOPICS}.get(kind, OFFICES)
            own = cells.get("id") or self._ids.get(kind, {}).get(link, link)
            found[table][own] = cells
        return found

    def _add_organization(self, one: Record) -> None:
        cells = Lenient(self._made, one.place)
        name = cells.line(one.get("name"), "name")
        if not self._is_title(one, name):
            return
        office = self._id("organization", one.get("id"))
        parent = self._id("organization", one.get("parent_organization_id"))
        if one.get("parent_organization_id") and not parent:
            cells.note(
                "parent_left_out", "parent_organization_id", one.get("parent_organization_id")
            )
        row = {
            "id": office,
            "name": name,
            "kind": "office" if parent else "department",
            "parent_id": parent,
            "note": cells.text(one.get("description"), "description"),
            "email": cells.email(one.get("email"), "email"),
            "website": cells.web(one.get("website") or one.get("url"), "website"),
            "keywords": cells.text(one.get("alternate_name"), "alternate_name"),
            "ipa_code": self._ipa_code(one.get("id")),
            **self._phones("organization", one, cells),
        }
        self._made.add(OFFICES, one.place, row)
        self._add_staff("organization", one, office)

    def _add_location(self, one: Record) -> None:
        cells = Lenient(self._made, one.place)
        name = cells.line(one.get("name") or self._street(one, cells), "name")
        if not self._is_title(one, name):
            return
        office = self._id("location", one.get("id"))
        row = {
            "id": office,
            "name": name,
            "kind": "site",
            "parent_id": self._id("organization", one.get("organization_id")),
            "address": self._street(one, cells),
            "latitude": cells.degrees(one.get("latitude"), "latitude", 90),
            "longitude": cells.degrees(one.get("longitude"), "longitude", 180),
            "note": cells.text(one.get("description"), "description"),
            "email": cells.email(one.get("email"), "email"),
            "website": cells.web(one.get("url") or one.get("website"), "url"),
            "keywords": cells.text(one.get("alternate_name"), "alternate_name"),
            "how_to_get_there": cells.text(one.get("transportation"), "transportation"),
            "accessibility": self._accessibility(one, cells),
            "hours": self._hours("location", one, cells),
            **self._phones("location", one, cells),
        }
        self._made.add(OFFICES, one.place, row)
        self._add_staff("location", one, office)

    def _add_card(self, one: Record) -> None:
        cells = Lenient(self._made, one.place)
        title = cells.line(one.get("name"), "name")
        if not self._is_title(one, title):
            return
        card = self._id("service", one.get("id"))
        row = mapped(_OF_SERVICE, one.fields, cells) | {
            "id": card,
            "title": title,
            "status": _STATUS.get(str(one.get("status") or "active"), "active"),
            "who_for": cells.text(
                _first(one, "eligibility_description", "eligibility", "audience")
            ),
            "costs": self._costs(one, cells),
            "what_is_needed": self._documents(one, cells),
            "contacts": cells.email(one.get("email"), "email"),
            "owner_email": cells.email(one.get("assurer_email"), "assurer_email"),
            "verified_on": cells.day(one.get("assured_date"), "assured_date"),
            "keywords": cells.text(_first(one, "keywords", "alternate_name"), "keywords"),
            "responsible_id": self._id("organization", one.get("organization_id")),
            "office_ids": LIST_SEPARATOR.join(self._offices(one)),
            "hours": self._hours("service", one, cells),
            "phones": self._phones("service", one, cells)["phones"],
        }
        for name in _NOT_CARRIED:
            if one.get(name):
                cells.note("not_carried", name, name)
        say = cells.say(row.get("short_description", ""), title, "description")
        self._made.add(CARDS, one.place, row, assumed=self._mapping.assumed_of_card(say=say))
        self._add_places(one, card)

    def _add_places(self, service: Record, card: str) -> None:
        for one in self._records.of("service_at_location", "service", service.get("id")):
            cells = Lenient(self._made, one.place)
            row = {
                "card_id": card,
                "office_id": self._id("location", one.get("location_id")),
                "phones": self._phones("service_at_location", one, cells)["phones"],
                "note": cells.text(one.get("description"), "description"),
                "hours": self._hours("service_at_location", one, cells),
                "phone_hours": "",
            }
            if row["office_id"] and (row["phones"] or row["note"] or row["hours"]):
                self._made.add(PLACES, one.place, row)

    def _add_staff(self, kind: str, owner: Record, office: str) -> None:
        for one in self._records.of("contact", kind, owner.get("id")):
            cells = Lenient(self._made, one.place)
            role = cells.line(one.get("title") or one.get("department"), "title")
            if one.get("name"):
                cells.note("name_left_out", "name")
            if not role:
                continue
            row = {
                "office_id": office,
                "role": role,
                "name": "",
                "phones": self._phones("contact", one, cells)["phones"],
                "email": cells.email(one.get("email"), "email"),
                "note": cells.text(one.get("department") if one.get("title") else "", "department"),
            }
            self._made.add(STAFF, one.place, row)

    def _is_title(self, one: Record, name: str) -> bool:
        """Return whether a name will do; one of ours always does."""
        return self._records.are_ours or is_title(self._made, one.place, "name", name)

    def _id(self, kind: str, given: Any) -> str:
        return self._ids[kind].get(str(given), "")

    def _offices(self, service: Record) -> Iterator[str]:
        """Yield where a service is given; the older tables name one location themselves."""
        for one in self._records.of("service_at_location", "service", service.get("id")):
            if office := self._id("location", one.get("location_id")):
                yield office
        if office := self._id("location", service.get("location_id")):
            yield office

    def _phones(self, kind: str, owner: Record, cells: Lenient) -> dict[str, str]:
        numbers: dict[bool, list[str]] = {False: [], True: []}
        for one in self._records.of("phone", kind, owner.get("id")):
            prefix = one.get("country_prefix") or ""
            number = str(one.get("number") or "").strip(" \"'")
            if number and not number.startswith(("+", "00")):
                code = str(prefix or self._mapping.country).lstrip("+")
                number = number if code == "39" else f"+{code}{number}"
            is_fax = (one.get("type") or one.get("number_type")) == "fax"
            numbers[is_fax].append(number)
            if one.get("extension"):
                cells.note("not_carried", "extension", f"interno {one.get('extension')}")
        found = {"phones": cells.phones(numbers[False], "phone.number")}
        if kind in ("organization", "location"):
            found["faxes"] = cells.phones(numbers[True], "phone.number")
        return found

    def _hours(self, kind: str, owner: Record, cells: Lenient) -> str:
        def rows(of: str) -> list[dict[str, Any]]:
            return [one.fields for one in self._records.of(of, kind, owner.get("id"))]

        try:
            hours = hours_of_schedules(rows("schedule")) or hours_of_weekdays(
                rows("regular_schedule"), rows("holiday_schedule")
            )
        except NoHours as fault:
            cells.note("bad_schedule", "schedule", fault)
            return ""
        return cells.hours(hours, "schedule")

    def _street(self, location: Record, cells: Lenient) -> str:
        addresses = self._records.of("address", "location", location.get("id"))
        physical = [one for one in addresses if one.get("address_type") != "postal"]
        for one in physical or addresses:
            town = " ".join(str(one.get(n)) for n in ("postal_code", "city") if one.get(n))
            lines = (one.get("address_1"), one.get("address_2"), town)
            return cells.line(", ".join(str(part) for part in lines if part), "address_1")
        return ""

    def _accessibility(self, location: Record, cells: Lenient) -> str:
        told = [
            str(one.get("description") or one.get("accessibility") or "")
            for one in self._records.of("accessibility", "location", location.get("id"))
        ]
        return cells.text("\n".join(filter(None, told)) or location.get("accessibility"))

    def _costs(self, service: Record, cells: Lenient) -> str:
        told = [str(_first(service, "fees_description", "fees"))]
        for one in self._records.of("cost_option", "service", service.get("id")):
            amount = " ".join(str(one.get(n)) for n in ("amount", "currency") if one.get(n))
            parts = (one.get("option"), amount, one.get("amount_description"))
            told.append(", ".join(str(part) for part in parts if part))
        return cells.text("\n".join(filter(None, told)), "fees_description")

    def _documents(self, service: Record, cells: Lenient) -> str:
        records = self._records.of("required_document", "service", service.get("id"))
        told = [str(one.get("document") or "") for one in records]
        return cells.text("\n".join(filter(None, told)) or service.get("required_documents"))

    def _ipa_code(self, organization_id: Any) -> str:
        for one in self._records.of("organization_identifier", "organization", organization_id):
            if one.get("identifier_scheme") == "IT-IPA":
                return str(one.get("identifier") or "")
        return ""


def _first(record: Record, *names: str) -> Any:
    return next((record.get(name) for name in names if record.get(name)), "")


def _cells_of(attribute: Record, made: MadeTables) -> dict[str, str]:
    """Return the cells an attribute of ours holds; none, noted, when somebody spoilt it."""
    file, number = attribute.place
    held = parsed(str(attribute.get("value") or ""), file, made.findings, number)
    if isinstance(held, dict) and all(isinstance(cell, str) for cell in held.values()):
        return held
    if held is not None:
        made.refuse(attribute.place, "json_shape", "value", "servono testi")
    return {}
