"""Rules of PDF/UA-1 that a machine can check; each fault is a sentence."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tests.support.audits.pdf_objects import PdfObjects

_REFERENCE = re.compile(r"(\d+) 0 R")
_MAY_HOLD = {  # ISO 32000-1, 14.8.4: what a list is made of
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "TR": {"TH", "TD"},
}
_SHOWS_TEXT = re.compile(rb"\bT[jJ]$")


def faults_of(pdf: bytes) -> list[str]:
    """Return what keeps a screen reader from a document; [] when all rules hold."""
    objects = PdfObjects(pdf)
    return [
        *_document(objects),
        *_fonts(objects),
        *_pages(objects),
        *_links(objects),
        *_structure(objects),
    ]


def _document(objects: PdfObjects) -> Iterator[str]:
    required = {
        "/Marked true": "it does not say that it is tagged",
        "/Lang (": "its language is not stated",
        "/DisplayDocTitle true": "the window shows the file's name, not the title",
        "/StructTreeRoot": "it has no structure",
        "/Outlines": "it has no outline",
    }
    yield from (fault for mark, fault in required.items() if mark not in objects.catalog)
    if 'pdfuaid:part="1"' not in objects.xmp:
        yield "it does not claim to be PDF/UA-1"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>", objects.xmp, re.DOTALL):
        yield "it has no title"


def _fonts(objects: PdfObjects) -> Iterator[str]:
    embedded = [text for text in objects.of_type("FontDescriptor") if "/FontFile" in text]
    if not embedded or len(embedded) < len(objects.of_type("FontDescriptor")):
        yield "a font is not embedded"
    for font in objects.of_type("Font"):
        if "/Subtype /Type0" in font and "/ToUnicode" not in font:
            yield "the letters of a font have no meaning"
        if "/Subtype /Type0" not in font and "/FontDescriptor" not in font:
            yield "a font is none of the document's"


def _pages(objects: PdfObjects) -> Iterator[str]:
    for number, page in enumerate(objects.of_type("Page"), 1):
        if "/Tabs /S" not in page:
            yield f"page {number}: links are not walked in the order of reading"
        if "/StructParents" not in page:
            yield f"page {number}: its text belongs to no structure"
    for number, drawn in enumerate(objects.contents(), 1):
        depth = 0
        for line in drawn.splitlines():
            depth += line.endswith((b"BDC", b"BMC")) - (line == b"EMC")
            if depth == 0 and _SHOWS_TEXT.search(line):
                yield f"page {number}: a text is neither tagged nor left aside"


def _links(objects: PdfObjects) -> Iterator[str]:
    for link in (text for text in objects.of_type("Annot") if "/Subtype /Link" in text):
        words, target = (
            re.search(rf"/{name} (\(.*?\)|<.*?>)", link) for name in ("Contents", "Dest")
        )
        if words is None or words[1] in ("()", "<>") or (target and words[1] == target[1]):
            yield "a link is not described"
        if "/StructParent " not in link:
            yield "a link belongs to no structure"


def _structure(objects: PdfObjects) -> Iterator[str]:
    walked = list(_walk(objects))
    for parent, child in walked:
        if child not in _MAY_HOLD.get(parent, {child}):
            yield f"a {parent} holds a {child}"
    levels = [int(name[1]) for _, name in walked if re.fullmatch(r"H\d", name)]
    if levels[:1] != [1]:
        yield "it does not begin with a heading of the first level"
    jumps = [after for before, after in pairwise(levels) if after > before + 1]
    yield from (f"a heading jumps to level {level}" for level in jumps)


def _walk(objects: PdfObjects) -> Iterator[tuple[str, str]]:
    """Yield (name of the element above, name) of every element in the order of reading."""
    found = re.search(r"/StructTreeRoot (\d+) 0 R", objects.catalog)
    waiting = [("", objects.dictionaries[int(found[1])])] if found else []
    while waiting:
        above, element = waiting.pop()
        name = re.search(r"/S /(\w+)", element)
        if name is not None:
            yield above, name[1]
        children = re.search(r"/K (\[.*?\]|\d+ 0 R)", element, re.DOTALL)
        numbers = _REFERENCE.findall(children[1]) if children else []
        here = name[1] if name else ""
        waiting += [(here, objects.dictionaries[int(number)]) for number in reversed(numbers)]
