"""The printed directory as a page of HTML: offices by municipio and tree, services, telephones.

It is for the day when every screen is dark, so it says all with black ink and page numbers.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from typing import Any

from weasyprint import HTML, Document
from weasyprint.urls import URLFetcher

from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.knowledge import ITALIAN, Office, ServiceCard, is_shown
from contract.domain.phone_number import spoken
from server.usecases.knowledge.hours_texts import hours_in_words

_CITY = "Tutta la città"
_MONTHS = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto"),
    *("settembre", "ottobre", "novembre", "dicembre"),
)
_NUMERALS = {"I": 1, "V": 5, "X": 10}


STYLE = """
@page {
  size: A4; margin: 16mm 14mm 18mm;
  @bottom-right { content: "pagina " counter(page) " di " counter(pages); font-size: 9pt }
  @bottom-left { font-size: 9pt }
  @top-right { content: string(area); font-size: 9pt }
}
@page :first { @top-right { content: none } }
html { font-family: "DejaVu Sans", "Noto Sans", sans-serif; font-size: 9.5pt; line-height: 1.35 }
h1 { font-size: 24pt; margin: 40mm 0 4mm }
.state { font-size: 13pt; margin: 0 }
.lead { margin: 2mm 0 10mm }
nav ul { columns: 2; padding-left: 0; list-style: none; margin: 0 }
nav a { color: black; text-decoration: none }
nav a::after { content: leader(".") target-counter(attr(href), page) }
section { break-before: page; columns: 2; column-gap: 8mm }
h2 { string-set: area content(); font-size: 15pt; margin: 0 0 3mm; column-span: all;
  border-bottom: 1.2pt solid black; padding-bottom: 1mm }
h3, h4, h5 { font-size: 10.5pt; margin: 0 0 0.8mm; break-after: avoid }
h4 { font-size: 10pt } h5 { font-size: 9.5pt }
article { break-inside: avoid; margin: 0 0 3mm }
.depth1 { margin-left: 3mm } .depth2 { margin-left: 6mm } .depth3 { margin-left: 9mm }
article ul, .services { margin: 0; padding: 0; list-style: none }
article li { margin: 0 0 0.4mm; padding-left: 26mm; overflow-wrap: anywhere }
.term { display: inline-block; width: 25mm; margin-left: -26mm; vertical-align: top;
  font-size: 8pt; line-height: 1.6 }
.services li { break-inside: avoid; margin: 0 0 1.6mm; padding-left: 4mm; text-indent: -4mm }
a.page { color: black; text-decoration: none }
a.page::after { content: " (p. " target-counter(attr(href), page) ")"; white-space: nowrap }
"""
_NO_PROTOCOL = ()


def directory_page(
    offices: Iterable[Office], cards: Iterable[ServiceCard], name: str, day: date
) -> str:
    """Return the whole directory of what operators may answer with on that day."""
    # What operators may not answer with must not be read from paper either.
    shown = [office for office in offices if is_shown(office, day)]
    services = [card for card in cards if card.language == ITALIAN and is_shown(card, day)]
    state = f"Stato al {day.day} {_MONTHS[day.month - 1]} {day.year}"
    parts = [
        f"<h1>{escape(name)}</h1><p class='state'>{state}</p>",
        f"<p class='lead'>{_counted(shown, services)}</p>",
        *_contents(shown),
        *_areas(shown),
        *_index(services, shown),
    ]
    body = "\n".join(parts)
    return (
        f"<!DOCTYPE html><html lang='it'><head><meta charset='utf-8'><title>{escape(name)}</title>"
        f"<meta name='description' content='{state}'>"
        f"<style>@page {{ @bottom-left {{ content: '{escape(state)}' }} }} {STYLE}</style>"
        f"</head><body>{body}</body></html>"
    )


def _counted(offices: list[Office], cards: list[ServiceCard]) -> str:
    return f"{len(offices)} uffici e sedi, {len(cards)} servizi."


def _contents(offices: list[Office]) -> Iterator[str]:
    yield "<nav><h2>Contenuto</h2><ul>"
    for area in _by_area(offices):
        yield f"<li><a href='#{_anchor('area', area)}'>{escape(_area_title(area))}</a></li>"
    yield "<li><a href='#servizi'>Indice dei servizi</a></li></ul></nav>"


def _areas(offices: list[Office]) -> Iterator[str]:
    for area, inside in _by_area(offices).items():
        yield f"<section><h2 id='{_anchor('area', area)}'>{escape(_area_title(area))}</h2>"
        yield from _tree(inside)
        yield "</section>"


def _by_area(offices: list[Office]) -> dict[str, list[Office]]:
    """Return the offices by municipio, first those of the whole city."""
    found: dict[str, list[Office]] = {}
    for office in sorted(offices, key=lambda one: (_number(one.municipio), one.name.casefold())):
        found.setdefault(office.municipio, []).append(office)
    return found


def _tree(offices: list[Office]) -> Iterator[str]:
    """Yield each office after the one above it, where that is in the same area."""
    here = {office.id for office in offices}
    below: dict[OfficeId | None, list[Office]] = {}
    for office in offices:
        # An office whose parent stands in another municipio would be printed nowhere.
        above = office.parent_id if office.parent_id in here else None
        below.setdefault(above, []).append(office)
    yield from _branches(below, None, 0)


def _branches(
    below: dict[OfficeId | None, list[Office]], above: OfficeId | None, depth: int
) -> Iterator[str]:
    for office in below.get(above, ()):
        yield _entry(office, depth)
        yield from _branches(below, office.id, depth + 1)


def _entry(office: Office, depth: int) -> str:
    level = min(3 + depth, 5)
    lines = "".join(
        f"<li><span class='term'>{term}</span> {'<br>'.join(map(escape, told))}</li>"
        for term, told in _facts(office)
        if told
    )
    anchor = _anchor("ufficio", office.id)
    return (
        f"<article class='depth{min(depth, 3)}'><h{level} id='{anchor}'>{escape(office.name)}"
        f"</h{level}>{f'<ul>{lines}</ul>' if lines else ''}</article>"
    )


def _facts(office: Office) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "Indirizzo", (office.address,) if office.address else ()
    yield "Orari", hours_in_words(office.desk_times)
    yield "Telefono", _numbers(office.phones)
    yield "Orari telefonici", hours_in_words(office.phone_times)
    yield "Fax", _numbers(office.faxes)
    yield "E-mail", (office.email,) if office.email else ()
    yield "PEC", (office.pec,) if office.pec else ()
    for member in office.staff:
        yield escape(member.role), (*_numbers(member.phones), *filter(None, (member.email,)))


def _numbers(phones: tuple[str, ...]) -> tuple[str, ...]:
    """Return the numbers as they are read out, in one line."""
    return (" · ".join(map(spoken, phones)),) if phones else ()


def _index(cards: list[ServiceCard], offices: list[Office]) -> Iterator[str]:
    by_id = {office.id: office for office in offices}
    yield "<section><h2 id='servizi'>Indice dei servizi</h2><ul class='services'>"
    for card in sorted(cards, key=lambda one: one.title.casefold()):
        yield f"<li><strong>{escape(card.title)}</strong><br>"
        numbers = _numbers(card.phones)
        yield f"<span>Tel. {escape(numbers[0])}</span> " if numbers else ""
        yield ", ".join(_reference(by_id[one]) for one in card.office_ids if one in by_id) or "—"
        yield "</li>"
    yield "</ul></section>"


def _reference(office: Office) -> str:
    """Return an office's name, which the printing gives the number of its page."""
    return f"<a class='page' href='#{_anchor('ufficio', office.id)}'>{escape(office.name)}</a>"


def _area_title(area: str) -> str:
    return f"Municipio {area}" if area else _CITY


def _anchor(kind: str, name: str) -> str:
    # The whole city has no name of an area: an empty anchor would lead to the top.
    return f"{kind}-{escape(name or 'citta')}"


def _number(roman: str) -> int:
    """Return what a numeral from I to XV counts; 0 for none."""
    values = [_NUMERALS.get(letter, 0) for letter in roman]
    following = [*values[1:], 0][: len(values)]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def pdf_of(page: str) -> bytes:
    """Return the PDF/UA-1 of a page; what it does not carry itself is left out."""
    document = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=_NO_PROTOCOL))
    written: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_tags=True, finisher=_describe_links
    )
    return written


def _describe_links(document: Document, _: object) -> None:
    """Describe each link by its own words: else screen readers read out the id it leads to."""
    for page in document.pages:
        for _, _, _, box in page.links:
            if box.link_annotation:  # none where it leads to nothing that is printed
                box.link_annotation["Contents"].string = _words(box.element)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
