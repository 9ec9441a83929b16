"""The printed directory as somebody reads it who does not see it."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from weasyprint import HTML

from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, OfficeKind, ServiceCard, StaffMember
from server.gateways.printed_directory.directory_pages import directory_page, pdf_of
from tests.support.audits.pdf_audit import faults_of
from tests.support.knowledge.timetables import REGISTRY

DAY = date(2026, 11, 26)
NAME = "Rubrica degli uffici — Città di Prova"
DEPARTMENT = Office(
    id=OfficeId("demografici"), name="Servizi demografici", kind=OfficeKind.DEPARTMENT
)
REGISTRY_OFFICE = Office(
    id=OfficeId("anagrafe"),
    name="Anagrafe",
    municipio="IV",
    address="Via del Teatro 1",
    phones=("+390655550100",),
    desk_times=REGISTRY,
    staff=(StaffMember(role="Responsabile del procedimento", phones=("+390655550101",)),),
)
COUNTER = Office(
    id=OfficeId("sportello"), name="Sportello", municipio="IV", parent_id=REGISTRY_OFFICE.id
)
CARD = ServiceCard(
    id=CardId("residenza"),
    title="Cambio di residenza",
    topic_id=TopicId("anagrafe"),
    say="Si fa qui.",
    office_ids=(REGISTRY_OFFICE.id, COUNTER.id),
    phones=("+390655550102",),
)


def a_directory() -> str:
    return directory_page([DEPARTMENT, REGISTRY_OFFICE, COUNTER], [CARD], NAME, DAY)


def test_the_directory_keeps_the_rules_of_pdf_ua() -> None:
    assert faults_of(pdf_of(a_directory())) == []


def test_a_directory_of_many_pages_keeps_them_too() -> None:
    offices = [
        replace(REGISTRY_OFFICE, id=OfficeId(f"o{n}"), name=f"Ufficio {n}", municipio="IX")
        for n in range(60)
    ]
    cards = [replace(CARD, id=CardId(f"c{n}"), title=f"Servizio {n}", office_ids=(offices[n].id,))
             for n in range(60)]  # fmt: skip
    assert faults_of(pdf_of(directory_page(offices, cards, NAME, DAY))) == []


def test_a_directory_without_tags_is_found_faulty() -> None:
    faults = faults_of(HTML(string=a_directory()).write_pdf())
    assert {
        "it does not say that it is tagged",
        "it has no structure",
        "it does not claim to be PDF/UA-1",
        "page 1: a text is neither tagged nor left aside",
        "a link is not described",
    } <= set(faults)


def test_a_link_to_what_is_not_printed_is_left_as_words() -> None:
    page = "<html lang='it'><title>Prova</title><h1>Prova</h1><a href='#via'>Ufficio</a></html>"
    assert faults_of(pdf_of(page)) == []


def test_facts_that_are_no_list_are_found_faulty() -> None:
    page = (
        "<html lang='it'><title>Prova</title><h1>Prova</h1><h3>Salto</h3>"
        "<dl><div><dt>Fax</dt><dd>06</dd></div></dl></html>"
    )
    assert faults_of(pdf_of(page)) == ["a L holds a Div", "a heading jumps to level 3"]


def test_another_reader_finds_title_outline_and_text_in_the_order_of_reading(
    tmp_path: Path,
) -> None:
    file = tmp_path / "rubrica.pdf"
    file.write_bytes(pdf_of(a_directory()))
    reader = QPdfDocument(None)
    assert reader.load(str(file)) is QPdfDocument.Error.None_
    assert reader.metaData(QPdfDocument.MetaDataField.Title) == NAME
    outline = QPdfBookmarkModel(None)
    outline.setDocument(reader)
    assert outline.data(outline.index(0, 0), QPdfBookmarkModel.Role.Title.value) == NAME
    pages = range(reader.pageCount())
    text = " ".join(reader.getAllText(page).text() for page in pages)
    words = ["Contenuto", "Servizi demografici", "Via del Teatro 1", "lun–ven 08:30–12:30",
             "06 5555 0100", "Responsabile", "Sportello", "Cambio di residenza"]  # fmt: skip
    places = [text.find(word) for word in words]
    assert -1 not in places
    assert places == sorted(places)
    reader.close()
