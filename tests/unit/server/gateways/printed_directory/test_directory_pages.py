"""The printed directory holds what operators may answer with, in the order of the city."""

import re
import zlib
from contextlib import suppress
from datetime import date
from html.parser import HTMLParser

from msgspec.structs import replace

from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, OfficeKind, ServiceCard, StaffMember
from server.gateways.printed_directory.directory_pages import directory_page, pdf_of
from tests.support.knowledge.timetables import REGISTRY

DAY = date(2026, 11, 26)
DEPARTMENT = Office(
    id=OfficeId("demografici"), name="Servizi demografici", kind=OfficeKind.DEPARTMENT
)
REGISTRY_OFFICE = Office(
    id=OfficeId("anagrafe-iv"),
    name="Anagrafe & stato civile",
    municipio="IV",
    address="Via del Teatro 1",
    phones=("+390655550100",),
    faxes=("+390655550199",),
    email="anagrafe@comune.example",
    pec="anagrafe@pec.comune.example",
    desk_times=REGISTRY,
    staff=(StaffMember(role="Ufficiale di turno", phones=("+390655550101",)),),
)
LIBRARY_IX = Office(id=OfficeId("biblioteca"), name="Biblioteca", municipio="IX")
COUNTER = Office(
    id=OfficeId("sportello"), name="Sportello", municipio="IV", parent_id=OfficeId("anagrafe-iv")
)
CARD = ServiceCard(
    id=CardId("residenza"),
    title="Cambio di residenza",
    topic_id=TopicId("anagrafe"),
    say="Si fa qui.",
    office_ids=(OfficeId("anagrafe-iv"),),
    phones=("+390655550102",),
)


class Words(HTMLParser):
    """The words of a page, styles left aside."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self._is_style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._is_style = tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._is_style and data.strip():
            self.told.append(data.strip())


def words(*offices: Office, cards: tuple[ServiceCard, ...] = ()) -> list[str]:
    return Words(directory_page(offices, cards, "Rubrica", DAY)).told


def test_an_office_stands_with_hours_in_words_and_every_number() -> None:
    told = words(REGISTRY_OFFICE)
    for expected in (
        "Anagrafe & stato civile",
        "Via del Teatro 1",
        "lun–ven 08:30–12:30",
        "mar, gio 14:30–16:30",
        "06 5555 0100",
        "06 5555 0199",
        "anagrafe@comune.example",
        "anagrafe@pec.comune.example",
        "Ufficiale di turno",
        "06 5555 0101",
    ):
        assert expected in told


def test_the_city_comes_first_and_then_its_municipi_by_number() -> None:
    told = words(LIBRARY_IX, REGISTRY_OFFICE, DEPARTMENT)
    titles = [word for word in told if re.fullmatch("Tutta la città|Municipio .*", word)]
    assert titles == ["Tutta la città", "Municipio IV", "Municipio IX"] * 2  # contents, pages


def test_an_office_follows_the_one_above_it() -> None:
    told = words(COUNTER, LIBRARY_IX, REGISTRY_OFFICE)
    assert told.index("Anagrafe & stato civile") < told.index("Sportello")


def test_the_index_says_where_each_service_is_given() -> None:
    told = words(REGISTRY_OFFICE, cards=(CARD,))
    place = told.index("Cambio di residenza")
    assert told[place + 1 : place + 3] == ["Tel. 06 5555 0102", "Anagrafe & stato civile"]


def test_what_operators_may_not_answer_with_is_not_printed() -> None:
    gone = replace(LIBRARY_IX, withdrawn="chiusa")
    over = replace(CARD, valid_until=date(2026, 11, 25))
    english = replace(CARD, id=CardId("en"), language="en", title="Change of address")
    told = words(gone, REGISTRY_OFFICE, cards=(over, english))
    assert "Biblioteca" not in told
    assert "Cambio di residenza" not in told
    assert "Change of address" not in told


def test_the_page_tells_the_day_it_was_true() -> None:
    assert "Stato al 26 novembre 2026" in words(REGISTRY_OFFICE)


def test_what_editors_wrote_cannot_become_markup() -> None:
    page = directory_page([replace(LIBRARY_IX, name="<img src='http://x'>")], (), "R", DAY)
    assert "<img" not in page


def inside(pdf: bytes) -> bytes:
    """Return a PDF with what is packed in it unpacked."""
    told = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        with suppress(zlib.error):
            told.append(zlib.decompress(stream))
    return b"".join(told)


def test_the_pdf_is_tagged_for_screen_readers() -> None:
    told = inside(pdf_of(directory_page([REGISTRY_OFFICE], [CARD], "Rubrica", DAY)))
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"pdfuaid", b"/Lang (it)"):
        assert mark in told


def test_printing_fetches_nothing() -> None:
    page = "<html lang='it'><title>x</title><img alt='x' src='http://127.0.0.1:1/x.png'></html>"
    assert pdf_of(page).startswith(b"%PDF")  # without the picture
