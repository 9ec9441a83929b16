"""What other people's files hold becomes offices, cards and FAQs; what has no place is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from contract.domain.knowledge_entries.knowledge import OfficeKind, Topic
from contract.domain.opening_times.opening_times import week
from server.knowledge_import.import_problems import ImportRefused
from server.knowledge_import.take_in_knowledge import ImportOrder, Intake, read_order
from tests.support.knowledge.foreign_files import NOTHING_STORED, codes, intake_of, refusals
from tests.support.knowledge.timetables import bands

IPA_HEADER = (
    "Codice_IPA,Denominazione_ente,Codice_uni_uo,Codice_uni_aoo,Codice_uni_uo_padre,"
    "Descrizione_uo,Data_istituzione,Nome_responsabile,Cognome_responsabile,Mail_responsabile,"
    "Telefono_responsabile,CAP,Indirizzo,Telefono,Fax,Mail1,Tipo_Mail1,Mail2,Tipo_Mail2,Url\n"
)
IPA_ROWS = (
    "c_x,Comune,AAAAA1,,,Direzione Servizi demografici,2014-01-01,Nome,Cognome,d@comune.example,"
    "0655550100,00100,Via del Teatro 1,06 5555 0100; 06 5555 0101,06 5555 0199,"
    "demografici@pec.comune.example,Pec,demografici@comune.example,Altro,www.comune.example\n"
    "c_x,Comune,AAAAA2,,AAAAA1,Ufficio Anagrafe,2014-01-01,da_indicare,da_indicare,,,,"
    "Via del Teatro 3,n.d.,,,,,,\n"
    "c_x,Comune,AAAAA3,,ZZZZZ9,Ufficio Elettorale,2014-01-01,,,,,,,,,,,,,\n"
)


def written(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


def noted(intake: Intake) -> set[tuple[str, str]]:
    return {(note.column, note.code) for note in intake.notes}


def test_units_of_indicepa_become_a_tree_of_offices(tmp_path: Path) -> None:
    intake = intake_of(written(tmp_path, "uo.csv", IPA_HEADER + IPA_ROWS), "ipa")
    above, below, alone = intake.knowledge.offices
    assert (above.kind, below.kind) == (OfficeKind.DEPARTMENT, OfficeKind.OFFICE)
    assert (above.parent_id, below.parent_id, alone.parent_id) == (None, "AAAAA1", None)
    assert above.phones == ("+390655550100", "+390655550101")
    assert (above.faxes, above.pec) == (("+390655550199",), "demografici@pec.comune.example")
    assert (above.email, above.website) == (
        "demografici@comune.example",
        "https://www.comune.example",
    )
    assert above.ipa_code == "AAAAA1"
    assert below.phones == ()
    assert noted(intake) >= {("Codice_uni_uo_padre", "parent_left_out")}


def test_who_heads_a_unit_is_taken_by_role_and_never_by_name(tmp_path: Path) -> None:
    intake = intake_of(written(tmp_path, "uo.csv", IPA_HEADER + IPA_ROWS), "ipa")
    (head,) = intake.knowledge.offices[0].staff
    assert (head.role, head.name, head.phones) == ("Responsabile", "", ("+390655550100",))
    assert ("Cognome_responsabile", "name_left_out") in noted(intake)
    assert not any(office.staff for office in intake.knowledge.offices[1:])


def test_units_above_themselves_are_refused_in_the_words_of_their_file(tmp_path: Path) -> None:
    rows = IPA_ROWS.replace("AAAAA1,,,Direzione", "AAAAA1,,AAAAA2,Direzione")
    found = refusals(written(tmp_path, "uo.csv", IPA_HEADER + rows), "ipa")
    assert [(p.file, p.row, p.column, p.code) for p in found] == [
        ("uo.csv", 2, "Codice_uni_uo_padre", "office_cycle"),
        ("uo.csv", 3, "Codice_uni_uo_padre", "office_cycle"),
    ]


def test_two_units_with_one_code_are_refused(tmp_path: Path) -> None:
    rows = IPA_ROWS.replace("AAAAA3", "AAAAA2")
    found = refusals(written(tmp_path, "uo.csv", IPA_HEADER + rows), "ipa")
    assert [(p.row, p.column, p.code) for p in found] == [(4, "Codice_uni_uo", "duplicate_id")]


HSDS = {
    "organizations": [
        {"id": "o-1", "name": "Comune", "description": "Ente", "website": "https://c.example"}
    ],
    "locations": [
        {
            "id": "7",
            "location_type": "physical",
            "organization_id": "o-1",
            "name": "Anagrafe centrale",
            "latitude": 100,
            "longitude": 12.5,
            "addresses": [
                {"address_1": "Via del Teatro 1", "city": "Roma", "postal_code": "00100"}
            ],
            "phones": [
                {"number": '"06 5555 0100"', "type": "voice"},
                {"number": "06 5555 0199", "type": "fax"},
                {"number": "chiedere", "type": "voice"},
            ],
            "schedules": [
                {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "08:30", "closes_at": "12:30"},
                {"freq": "WEEKLY", "byday": "TU", "opens_at": "14:30", "closes_at": "16:30"},
            ],
            "contacts": [{"name": "Nome Cognome", "title": "Direzione", "email": "d@c.example"}],
        }
    ],
    "services": [
        {
            "id": "s-1",
            "organization_id": "o-1",
            "name": "Cambio di residenza",
            "status": "temporarily closed",
            "description": "Si dichiara il nuovo indirizzo. " * 20,
            "fees_description": "Gratuito.",
            "required_documents": [{"document": "Documento"}, {"document": "Codice fiscale"}],
            "cost_options": [{"option": "Bollo", "amount": 16, "currency": "eur"}],
            "alert": "Chiuso per lavori",
            "assured_date": "2026-10-05",
            "service_at_locations": [
                {"location_id": "7", "description": "Secondo piano"},
            ],
        }
    ],
}


def test_hsds_becomes_offices_and_cards(tmp_path: Path) -> None:
    intake = intake_of(written(tmp_path, "hsds.json", HSDS), "hsds")
    department, site = intake.knowledge.offices
    assert (department.id, site.id, site.parent_id) == ("o-1", "loc-7", "o-1")
    assert site.address == "Via del Teatro 1, 00100 Roma"
    assert (site.phones, site.faxes) == (("+390655550100",), ("+390655550199",))
    assert site.desk_times.weekly == week((0,), (510, 750)) + week((1,), (510, 750), (870, 990))
    assert (site.latitude, site.longitude) == (None, 12.5)
    (person,) = site.staff
    assert (person.role, person.name) == ("Direzione", "")
    (card,) = intake.knowledge.cards
    assert (card.status, card.alert) == ("suspended", "Chiuso per lavori")
    assert card.what_is_needed == "Documento\nCodice fiscale"
    assert card.costs == "Gratuito.\nBollo, 16 eur"
    assert (card.responsible_id, card.office_ids) == ("o-1", ("loc-7",))
    assert card.places[0].note == "Secondo piano"
    assert noted(intake) == {
        ("latitude", "degrees_left_out"),
        ("number", "phone_left_out"),
        ("name", "name_left_out"),
        ("description", "say_to_complete"),
    }


def test_what_is_read_aloud_ends_with_a_sentence(tmp_path: Path) -> None:
    (card,) = intake_of(written(tmp_path, "hsds.json", HSDS), "hsds").knowledge.cards
    assert card.say.endswith("indirizzo.")
    assert len(card.say) <= 300


def test_a_description_without_an_end_gives_nothing_to_read_but_the_title(tmp_path: Path) -> None:
    service = {"id": "s", "name": "Residenza", "status": "active", "description": "parola " * 90}
    intake = intake_of(written(tmp_path, "hsds.json", {"services": [service]}), "hsds")
    assert intake.knowledge.cards[0].say == "Residenza"
    assert ("description", "say_missing") in noted(intake)


def test_cards_belong_to_the_topic_that_was_named_for_them(tmp_path: Path) -> None:
    intake = intake_of(written(tmp_path, "hsds.json", HSDS), "hsds")
    assert intake.knowledge.topics == (Topic(id="nuovi", path="Da classificare"),)  # type: ignore[arg-type]
    assert intake.knowledge.cards[0].topic_id == "nuovi"


def test_without_a_topic_such_cards_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "hsds.json", HSDS)
    order = ImportOrder(path=path, format="hsds", keeps_others=True)
    with pytest.raises(ImportRefused) as refused:
        read_order(order, NOTHING_STORED)
    (problem,) = refused.value.problems
    assert (problem.column, problem.code) == ("--topic", "required")


@pytest.mark.parametrize(
    ("schedule", "blamed"),
    [
        ({"freq": "MONTHLY", "byday": "MO"}, "MONTHLY"),
        ({"byday": "MO", "interval": 2}, "interval 2"),
        ({"byday": "MO", "bymonthday": "2"}, "bymonthday 2"),
        ({"byday": "XX"}, "XX"),
        ({"byday": "MO", "opens_at": "25:00"}, "25:00"),
        ({"byday": "MO", "opens_at": "12:00", "closes_at": "08:00"}, "12:00-08:00"),
        ({"byday": "MO", "valid_from": "2026-02-30", "valid_to": "2026-03-01"}, "2026-02-30"),
    ],
)
def test_hours_that_cannot_be_said_are_left_out_and_told(
    tmp_path: Path, schedule: dict[str, Any], blamed: str
) -> None:
    hours = {"opens_at": "09:00", "closes_at": "12:00"} | schedule
    place = {"id": "a", "name": "Sede", "location_type": "physical", "schedules": [hours]}
    intake = intake_of(written(tmp_path, "hsds.json", {"locations": [place]}), "hsds")
    assert intake.knowledge.offices[0].desk_times.is_empty
    (note,) = intake.notes
    assert (note.code, blamed in note.sentence) == ("bad_schedule", True)


def test_weekdays_and_holidays_of_the_older_tables_become_hours(tmp_path: Path) -> None:
    (tmp_path / "locations.csv").write_text("id,name\n1,Sede\n2,Altra\n")
    (tmp_path / "organizations.csv").write_text("id,name\n1,Comune\n")
    (tmp_path / "regular_schedules.csv").write_text(
        "id,location_id,service_id,weekday,opens_at,closes_at\n"
        "1,1,,Monday,9am,1:00 PM\n2,1,,Tuesday,9:00,13:00\n"
    )
    (tmp_path / "holiday_schedules.csv").write_text(
        "id,location_id,service_id,start_date,end_date,closed,opens_at,closes_at\n"
        '1,1,,"January 01, 0001","January 01, 0001",true,,\n'
        "2,1,,12/24/2026,12/24/26,false,10:00,12:00\n"
    )
    intake = intake_of(tmp_path, "hsds")
    (times,) = [o.desk_times for o in intake.knowledge.offices if o.id == "loc-1"]
    assert times.weekly == week((0, 1), (540, 780))
    assert times.exceptions[0].bands == bands("10:00-12:00")
    assert not [note for note in intake.notes if note.code == "bad_schedule"]


@pytest.mark.parametrize("number", ["\u202a+39 06 5555 0100\u202c", "\ufeff06 5555\u00a00100"])
def test_marks_that_come_with_a_number_from_a_web_page_are_no_part_of_it(
    tmp_path: Path, number: str
) -> None:
    place = {"id": "a", "name": "Sede", "phones": [{"number": number}]}
    intake = intake_of(written(tmp_path, "hsds.json", {"locations": [place]}), "hsds")
    assert intake.knowledge.offices[0].phones == ("+390655550100",)


def test_numbers_of_another_country_keep_its_code(tmp_path: Path) -> None:
    place = {
        "id": "a",
        "name": "Sede",
        "location_type": "x",
        "phones": [{"number": "650 780 7525"}],
    }
    path = written(tmp_path, "hsds.json", {"locations": [place]})
    assert intake_of(path, "hsds", country="1").knowledge.offices[0].phones == ("+16507807525",)


def test_the_tree_of_a_file_without_services_is_refused(tmp_path: Path) -> None:
    assert codes(written(tmp_path, "taxonomy.json", {"id": "x", "name": "Y"}), "hsds") == [
        "no_things"
    ]


def test_a_service_of_the_national_profile_becomes_a_card(tmp_path: Path) -> None:
    graph = {
        "@context": {
            "cpsv": "https://w3id.org/italia/onto/CPSV/",
            "dct": "http://purl.org/dc/terms/",
            "l0": "https://w3id.org/italia/onto/l0/",
        },
        "@id": "https://comune.example/servizi/residenza/",
        "@type": "cpsv:PublicService",
        "dct:title": [
            {"@language": "en", "@value": "Residence"},
            {"@language": "it", "@value": "Residenza"},
        ],
        "dct:description": {"@language": "it", "@value": "Si cambia indirizzo."},
        "cpsv:hasInput": [{"l0:description": "Documento"}, {"l0:description": "Modulo"}],
        "cpsv:serviceKeyword": ["trasloco", "casa"],
    }
    (card,) = intake_of(written(tmp_path, "s.jsonld", graph), "cpsv").knowledge.cards
    assert (card.id, card.title, card.say) == ("residenza", "Residenza", "Si cambia indirizzo.")
    assert card.what_is_needed == "Documento\nModulo"
    assert card.keywords == "casa, trasloco"


def test_screens_of_an_app_become_cards_with_their_faqs_in_each_language(tmp_path: Path) -> None:
    def screens(title: str, question: str) -> dict[str, Any]:
        faqs = [{"title": question, "body": "Sì."}]
        return {"screens": [{"route_name": "HOME", "title": title, "content": "", "faqs": faqs}]}

    content = {"version": 1, "it": screens("Messaggi", "Arriva?"), "en": screens("Mail", "Is it?")}
    knowledge = intake_of(written(tmp_path, "faq.json", content), "faq").knowledge
    assert [(c.id, c.language, c.original_id) for c in knowledge.cards] == [
        ("HOME", "it", None),
        ("HOME.en", "en", "HOME"),
    ]
    assert [(f.id, f.card_id, f.original_id) for f in knowledge.faqs] == [
        ("HOME-1", "HOME", None),
        ("HOME-1.en", "HOME.en", "HOME-1"),
    ]


def test_a_spreadsheet_s_line_above_the_names_of_columns_says_what_divides_them(
    tmp_path: Path,
) -> None:
    text = (IPA_HEADER + IPA_ROWS).replace(";", "/").replace(",", ";")
    plain = intake_of(written(tmp_path, "uo.csv", IPA_HEADER + IPA_ROWS.replace(";", "/")), "ipa")
    intake = intake_of(written(tmp_path, "uo.csv", "sep=;\n" + text), "ipa")
    assert intake.knowledge.offices == plain.knowledge.offices
    rows = {note.row for note in plain.notes if note.row}
    assert {note.row for note in intake.notes if note.row} == {row + 1 for row in rows}
