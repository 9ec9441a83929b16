"""Catalogues in which every table and every column of a format says something, each its own word.

Of two versions of HSDS, IndicePA, CPSV-AP_IT and an app's questions, with columns, lists and values
that no version knows.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

_OWNER = "organization_id service_id location_id service_at_location_id"
# Of HSDS 3.0: every table but those that describe the tables.
_NEWER = {
    "organizations": "id name alternate_name description email website tax_status tax_id"
    " year_incorporated legal_status logo uri parent_organization_id",
    "locations": "id location_type url organization_id name alternate_name description"
    " transportation latitude longitude external_identifier external_identifier_type",
    "services": "id organization_id program_id name alternate_name description url email status"
    " interpretation_services application_process fees_description wait_time fees accreditations"
    " eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert"
    " last_modified",
    "service_at_location": "id service_id location_id description",
    "phones": f"id {_OWNER} contact_id number extension type description",
    "schedules": f"id {_OWNER} valid_from valid_to dtstart timezone until count wkst freq interval"
    " byday byweekno bymonthday byyearday description opens_at closes_at schedule_link"
    " attending_type notes",
    "contacts": f"id {_OWNER} name title department email",
    "addresses": "id location_id attention address_1 address_2 city region state_province"
    " postal_code country address_type",
    "accessibility": "id location_id description details url",
    "required_documents": "id service_id document uri",
    "cost_options": "id service_id valid_from valid_to option currency amount amount_description",
    "organization_identifiers": "id organization_id identifier_scheme identifier_type identifier",
    "languages": "id service_id location_id phone_id name code note",
    "programs": "id organization_id name alternate_name description",
    "service_areas": "id service_id service_at_location_id name description extent extent_type uri",
    "funding": "id organization_id service_id source",
    "taxonomies": "id name description uri version",
    "taxonomy_terms": "id code name description parent_id taxonomy language taxonomy_id term_uri",
    "attributes": "id link_id taxonomy_term_id link_type link_entity value label",
    "urls": "id label url organization_id service_id",
    "capacities": "id service_id unit_id available maximum description updated",
}
# Of 1.1 and 2.0, and of what was in use before: some of the names of these were others.
_OLDER = {
    "organizations": "id name alternate_name description email url tax_status tax_id"
    " year_incorporated legal_status accreditations licenses date_incorporated funding_sources",
    "locations": "id organization_id name alternate_name description transportation latitude"
    " longitude short_desc accessibility admin_emails languages virtual website",
    "services": "id organization_id program_id name alternate_name description url email status"
    " interpretation_services application_process wait_time fees accreditations licenses audience"
    " eligibility keywords required_documents service_areas accepted_payments taxonomy_ids",
    "services_at_location": "id service_id location_id description",
    "phones": f"id {_OWNER} contact_id number extension number_type department country_prefix",
    "physical_addresses": "id location_id attention address_1 address_2 city region state_province"
    " postal_code country",
    "postal_addresses": "id location_id attention address_1 city state_province postal_code",
    "regular_schedules": f"id {_OWNER} weekday opens_at closes_at original_text",
    "holiday_schedules": f"id {_OWNER} closed opens_at closes_at start_date end_date",
    "contacts": f"id {_OWNER} name title department email",
    "accessibility_for_disabilities": "id location_id accessibility details",
    "eligibility": "id service_id eligibility minimum_age",
    "services_taxonomy": "id service_id taxonomy_id taxonomy_detail",
    "payments_accepted": "id service_id payment",
    "service_taxonomy": "id service_id taxonomy_id",
    "cost_options": "id service_id option amount",
}
VERSIONS = {"3.0": _NEWER, "2.0": _OLDER}
_THINGS = {"organization": "organizations", "service": "services", "location": "locations"}
_LINKS = ("organization_id", "service_id", "location_id")

type Rows = dict[str, list[dict[str, str]]]


class Words:
    """Values that stand nowhere else in what was made."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def of(self, column: str) -> str:
        number = next(self._numbers)
        shaped = {
            "number": f"06 555{number:05}",
            "email": f"sportello{number}@comune.example",
            "assurer_email": f"redazione{number}@comune.example",
            "website": f"www.citta{number}.example/pagina",
            "url": f"https://citta{number}.example/pagina",
            "latitude": f"41.{number:04}1",
            "longitude": f"12.{number:04}1",
            "opens_at": f"{8 + number % 3}:{number % 6}5",
            "closes_at": f"{13 + number % 5}:{number % 6}5",
            "byday": "MO,TH",
            "freq": "WEEKLY",
            "weekday": ("Monday", "Tuesday", "Friday")[number % 3],
            "closed": "false",
            "assured_date": f"2026-03-{1 + number % 28:02}",
            "valid_from": "2026-01-07",
            "valid_to": "2026-12-23",
            "start_date": f"2026-12-{1 + number % 28:02}",
            "end_date": f"2026-12-{1 + number % 28:02}",
            "extension": f"4{number:03}",
            "amount": f"{number}.50",
            # Of a number of calls or a week of the year, hours cannot be said: see the others.
            **dict.fromkeys(("dtstart", "until", "count", "interval", "byweekno"), ""),
            **dict.fromkeys(("bymonthday", "byyearday", "notes"), ""),
            "country_prefix": "",
        }
        return shaped.get(column, f"parola{number} di {column}")


def tables(version: str, words: Words) -> Rows:
    """Return three things of each kind, and a row of each other table for each it hangs on."""
    made: Rows = {}
    for table, columns in VERSIONS[version].items():
        names = columns.split()
        owners = [name for name in _LINKS if name in names] or [""]
        if table in ("services", "locations") or table.startswith(("services_at", "service_at")):
            owners = [""]  # joined to all they name
        for number in range(1, 4):
            for owner in owners:
                row = _row(names, owner, number, len(made.setdefault(table, [])) + 1, words)
                made[table].append(row)
    return made


def _row(names: Sequence[str], owner: str, number: int, key: int, words: Words) -> dict[str, str]:
    row = {"id": str(key)}
    for name in names[1:]:
        if name in _LINKS:
            row[name] = str(number) if owner in ("", name) else ""
        elif name.endswith("_id") and name not in ("tax_id", "program_id"):
            row[name] = ""
        else:
            row[name] = words.of(name)
    return row


def spoilt(made: Rows, words: Words) -> Rows:
    """Return the same with what no version of the standard knows."""
    for rows in made.values():
        for row in rows:
            row["colonna nuova"] = words.of("colonna nuova")
    for column, value in (("status", "sospeso in parte"), ("url", "non un indirizzo")):
        made["services"][0][column] = value
    made["phones"][0]["number"] = "chiedere in portineria"
    made["tabella_nuova"] = [{"id": "1", "valore": words.of("valore")}]
    return made


def csv_files(made: Rows, *, last_break: bool = True) -> dict[str, str]:
    """Return the texts of CSV files by their names."""
    files = {}
    for table, rows in made.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        files[f"{table}.csv"] = text.getvalue() if last_break else text.getvalue().rstrip("\n")
    return files


def nested(made: Rows) -> dict[str, Any]:
    """Return it as the things of JSON, with what hangs on them within them."""
    found: dict[str, Any] = {}
    for kind, table in _THINGS.items():
        found[table] = [_filled(one) | _parts(made, f"{kind}_id", one["id"]) for one in made[table]]
    return found


def _parts(made: Rows, link: str, key: str) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for table, rows in made.items():
        if table not in _THINGS.values():
            mine = [_filled(row) for row in rows if row.get(link) == key]
            parts |= {table: mine} if mine else {}
    return parts


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}


_IPA = (
    "Codice_IPA Denominazione_ente Codice_uni_uo Codice_uni_aoo Codice_uni_uo_padre Descrizione_uo"
    " Data_istituzione Nome_responsabile Cognome_responsabile Mail_responsabile"
    " Telefono_responsabile Codice_comune_ISTAT CAP Indirizzo Telefono Fax Mail1 Tipo_Mail1 Mail2"
    " Tipo_Mail2 Mail3 Tipo_Mail3 Url Note"
)


def units(words: Words) -> str:
    """Return a CSV file in the columns of IndicePA."""
    text = io.StringIO()
    writer = csv.DictWriter(text, names := _IPA.split(), lineterminator="\n")
    writer.writeheader()
    for number in range(1, 4):
        row = {name: words.of(name) for name in names}
        row |= {"Codice_uni_uo": f"UO{number}", "Codice_uni_uo_padre": "UO1" if number > 1 else ""}
        row |= {name: words.of("number") for name in names if name.startswith(("Telefono", "Fax"))}
        row |= {name: words.of("email") for name in names if name.startswith("Mail")}
        row |= {"Tipo_Mail1": "Pec", "Tipo_Mail2": "Altro", "Tipo_Mail3": "Altro"}
        writer.writerow(row | {"Url": words.of("website")})
    return text.getvalue()


def screens(words: Words) -> dict[str, Any]:
    """Return an app's questions in two languages, and what else such a file holds."""
    return {
        language: {
            "screens": [
                {
                    "route_name": f"pagina{number}",
                    **{name: words.of(name) for name in ("title", "content", "icona")},
                    "faqs": [
                        {name: words.of(name) for name in ("title", "body", "immagine")}
                        for _ in range(number)
                    ],
                }
                for number in range(3)
            ],
            "gestori": {"uno": {"nome": words.of("nome"), "telefono": words.of("number")}},
            "versione": words.of("versione"),
        }
        for language in ("it", "en", "pt")
    }


def public_services(words: Words) -> dict[str, Any]:
    """Return services and places of CPSV-AP_IT, with second values and names nobody knows."""
    return {
        "@context": {
            "cpsv": "https://w3id.org/italia/onto/CPSV/",
            "l0": "https://w3id.org/italia/onto/l0/",
            "clv": "https://w3id.org/italia/onto/CLV/",
            "poi": "https://w3id.org/italia/onto/POI/",
            "sm": "https://w3id.org/italia/onto/SM/",
            "dct": "http://purl.org/dc/terms/",
        },
        "@graph": [*(_place(n, words) for n in (1, 2)), *(_service(n, words) for n in (1, 2, 3))],
    }


def _place(number: int, words: Words) -> dict[str, Any]:
    def contact() -> dict[str, Any]:
        return {
            "@type": "sm:OnlineContactPoint",
            "sm:hasTelephone": [{"sm:telephoneNumber": words.of("number")} for _ in range(2)],
            "sm:hasEmail": [
                {"sm:emailType": "E-mail", "sm:emailAddress": words.of("email")} for _ in range(2)
            ],
            "sm:hasWebSite": [{"sm:URL": words.of("url")} for _ in range(2)],
        }

    return {
        "@id": f"urn:luogo:{number}",
        "@type": "poi:PointOfInterest",
        "l0:name": words.of("nome"),
        "l0:description": [words.of("it"), {"@value": words.of("en"), "@language": "en"}],
        "clv:hasAddress": [{"clv:fullAddress": words.of("via")} for _ in range(2)],
        "clv:hasGeometry": {"clv:lat": words.of("latitude"), "clv:long": words.of("longitude")},
        "sm:hasOnlineContactPoint": contact(),
        "poi:quartiere": words.of("quartiere"),
    }


def _service(number: int, words: Words) -> dict[str, Any]:
    return {
        "@id": f"urn:servizio:{number}",
        "@type": "cpsv:PublicService",
        "l0:name": [words.of("nome"), {"@value": words.of("en"), "@language": "en"}],
        "l0:description": words.of("descrizione"),
        "dct:description": words.of("altra descrizione"),
        "cpsv:serviceKeyword": [words.of("parola chiave") for _ in range(2)],
        "cpsv:hasServiceStatus": words.of("stato"),
        "cpsv:hasInput": [{"l0:description": words.of("serve"), "l0:name": words.of("nome")}],
        "cpsv:hasCost": {"l0:description": words.of("costo")},
        "cpsv:hasChannel": [
            {"dct:identifier": "03.1", "sm:telephoneNumber": words.of("number")},
            {"dct:identifier": "04", "sm:telephoneNumber": words.of("number")},
        ],
        "cpsv:isPhysicallyAvailableAt": {"@id": f"urn:luogo:{number}"},
        "cpsv:follows": {"@type": "cpsv:Rule", "l0:name": words.of("legge")},
        "dct:rights": words.of("diritti"),
    }
