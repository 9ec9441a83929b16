"""The objects of a PDF, read from its bytes: what screen readers and checkers find in it."""

import re
import zlib

_OBJECT = re.compile(rb"(?<!\d)(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?/Length (\d+).*?)\s*stream\r?\n(.*)", re.DOTALL)


class PdfObjects:
    """Dictionaries by number, as text of one byte a character; streams unpacked."""

    def __init__(self, pdf: bytes) -> None:
        self.dictionaries: dict[int, str] = {}
        self.streams: dict[int, bytes] = {}
        for number, body in _OBJECT.findall(pdf):
            self._take(int(number), body)

    @property
    def catalog(self) -> str:
        (found,) = self.of_type("Catalog")
        return found

    @property
    def xmp(self) -> str:
        """Return the metadata of the whole document, "" when it has none."""
        found = re.search(r"/Metadata (\d+) 0 R", self.catalog)
        return self.streams[int(found[1])].decode("utf-8") if found else ""

    def of_type(self, name: str) -> list[str]:
        """Return the dictionaries of a /Type."""
        pattern = re.compile(rf"/Type ?/{name}\b")
        return [text for text in self.dictionaries.values() if pattern.search(text)]

    def contents(self) -> list[bytes]:
        """Return what each page draws, in the order of the pages."""
        pages = self.of_type("Page")
        numbers = [int(re.findall(r"/Contents (\d+) 0 R", page)[0]) for page in pages]
        return [self.streams[number] for number in numbers]

    def _take(self, number: int, body: bytes) -> None:
        packed = _STREAM.fullmatch(body)
        if packed is None:
            self.dictionaries[number] = body.decode("latin-1")
            return
        head = packed[1].decode("latin-1")
        kept = packed[3][: int(packed[2])]
        told = zlib.decompress(kept) if "/FlateDecode" in head else kept
        self.dictionaries[number], self.streams[number] = head, told
        if "/ObjStm" in head:
            self._take_inner(told, int(re.findall(r"/First (\d+)", head)[0]))

    def _take_inner(self, told: bytes, first: int) -> None:
        """Take the objects packed into one: numbers and places come first, then the objects."""
        words = [int(word) for word in told[:first].split()]
        places = [first + place for place in words[1::2]]
        for number, begin, end in zip(words[::2], places, [*places[1:], len(told)], strict=True):
            self.dictionaries[number] = told[begin:end].strip().decode("latin-1")
