"""HTML to a tagged PDF that screen readers can follow. Nothing is fetched from anywhere."""

from typing import Any

from weasyprint import HTML, Document
from weasyprint.urls import URLFetcher

_NO_PROTOCOL = ()


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
