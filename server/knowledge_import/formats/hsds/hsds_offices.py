"""Organizations and locations of HSDS as offices, their contacts as staff by role."""

from server.knowledge_import.formats.hsds import hsds_parts
from server.knowledge_import.formats.hsds.hsds_records import Record
from server.knowledge_import.formats.hsds.hsds_source import HsdsSource, named
from server.knowledge_import.formats.lenient import Lenient
from server.knowledge_import.knowledge_tables import OFFICES, STAFF

# What HSDS calls our columns.
_CALLED = {
    "note": "description",
    "keywords": "alternate_name",
    "faxes": "phones",
    "ipa_code": "organization_identifiers",
    "how_to_get_there": "transportation",
    "address": "addresses",
    "hours": "schedules",
    "kind": "",
}


def add_offices(source: HsdsSource) -> None:
    # All titles first: an office may stand below one that is refused further down.
    organizations = [
        (one, source.titled("organization", one, one.get("name")))
        for one in source.records.of("organization")
    ]
    for organization, titled in organizations:
        if titled is not None:
            _add_organization(source, organization, *titled)
    for location in source.records.of("location"):
        _add_location(source, location)


def _add_organization(source: HsdsSource, one: Record, cells: Lenient, name: str) -> None:
    website = named(one, "website", "url")
    parent = _parent(source, one, cells)
    row = {
        "name": name,
        "kind": "office" if parent else "department",
        "parent_id": parent,
        **_told(one, cells, website),
        "ipa_code": hsds_parts.ipa_code(source, one),
    }
    called = {"parent_id": "parent_organization_id", "website": website}
    _add(source, "organization", one, row, called)


def _add(
    source: HsdsSource, kind: str, one: Record, cells: dict[str, str], called: dict[str, str]
) -> None:
    """Add an office with its telephones and its people. called: what its kind calls columns."""
    office = source.id(kind, one.get("id"))
    row = {"id": office, **cells, **hsds_parts.phones(source, kind, one)}
    source.made.add(OFFICES, one.place, row, columns=_CALLED | called)
    _add_staff(source, kind, one, office)


def _told(one: Record, cells: Lenient, website: str) -> dict[str, str]:
    """Return the cells that organizations and locations have in common."""
    return {
        "note": cells.text(one.get("description"), "description"),
        "email": cells.email(one.get("email"), "email"),
        "website": cells.web(one.get(website), website),
        "keywords": cells.text(one.get("alternate_name"), "alternate_name"),
    }


def _parent(source: HsdsSource, one: Record, cells: Lenient) -> str:
    """Return the parent office; one that is not in the file is left out and noted."""
    given = one.get("parent_organization_id")
    parent = source.id("organization", given)
    # Left out and told: the office must not hang below what is not there.
    if given and not parent:
        cells.note("parent_left_out", "parent_organization_id", given)
    return parent


def _add_location(source: HsdsSource, one: Record) -> None:
    street = hsds_parts.street(source, one)
    titled = source.titled("location", one, one.get("name") or street)
    if titled is None:
        return
    cells, name = titled
    website = named(one, "url", "website")
    # Every site is a place one goes to; of any other nobody would know.
    if one.get("location_type") not in (None, "", "physical"):
        cells.note("not_carried", "location_type", one.get("location_type"))
    row = {
        "name": name,
        "kind": "site",
        "parent_id": source.linked(
            "organization", one.get("organization_id"), cells, "organization_id"
        ),
        "address": street,
        **_location_cells(source, one, cells, website),
    }
    _add(source, "location", one, row, {"parent_id": "organization_id", "website": website})


def _location_cells(
    source: HsdsSource, one: Record, cells: Lenient, website: str
) -> dict[str, str]:
    return {
        "latitude": cells.degrees(one.get("latitude"), "latitude", 90),
        "longitude": cells.degrees(one.get("longitude"), "longitude", 180),
        **_told(one, cells, website),
        "how_to_get_there": cells.text(one.get("transportation"), "transportation"),
        "accessibility": hsds_parts.accessibility(source, one, cells),
        "hours": hsds_parts.hours(source, "location", one),
    }


def _add_staff(source: HsdsSource, kind: str, owner: Record, office: str) -> None:
    for one in source.records.of("contact", kind, owner):
        cells = source.part(one, owner)
        title = named(one, "title", "department")
        role = cells.line(one.get(title), title)
        # Names of persons stay out: the role is what an operator needs.
        if one.get("name"):
            cells.note("name_left_out", "name")
        # Without a role nobody knows what the number is for.
        if not role:
            continue
        row = {
            "office_id": office,
            "role": role,
            "name": "",
            "phones": hsds_parts.phones(source, "contact", one)["phones"],
            "email": cells.email(one.get("email"), "email"),
            "note": cells.text(one.get("department") if one.get("title") else "", "department"),
        }
        called = {"office_id": f"{kind}_id", "role": title, "note": "department"}
        source.made.add(STAFF, one.place, row, columns=called)
