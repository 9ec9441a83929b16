"""Rules of an accessible page, checked on its HTML and its colours; each fault is a sentence."""

import re
from html.parser import HTMLParser
from itertools import pairwise

_FIELDS = ("input", "textarea", "select")
_VOID = ("meta", "input", "br", "link", "img", "hr")
_REMOTE = re.compile(r"(?:https?:)?//|url\(|@import", re.IGNORECASE)
LEAST_CONTRAST = 4.5


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[int, str] = {}  # of the tag with that number, and all in it
        self.open: list[int] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(len(self.tags) - 1)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.tags[self.open[-1]][0] != tag:
            self.faults.append(f"</{tag}> closes nothing that is open")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for number in self.open:
            self.texts[number] = self.texts.get(number, "") + data

    def of(self, *names: str) -> list[tuple[int, dict[str, str]]]:
        return [(n, attrs) for n, (tag, attrs) in enumerate(self.tags) if tag in names]

    def text(self, number: int) -> str:
        return self.texts.get(number, "").strip()


def faults_of(html: str) -> list[str]:
    """Return what is wrong with a page; [] when all rules hold."""
    page = _Page()
    page.feed(html)
    page.close()
    found = [*page.faults, *(f"<{page.tags[number][0]}> is never closed" for number in page.open)]
    return found + _frame(page, html) + _headings(page) + _fields(page) + _references(page)


def _frame(page: _Page, html: str) -> list[str]:
    found = []
    if not html.startswith("<!DOCTYPE html>"):
        found.append("no doctype")
    if [attrs.get("lang") for _, attrs in page.of("html")] != ["it"]:
        found.append("the language of the page is not stated")
    if not any(page.text(number) for number, _ in page.of("title")):
        found.append("no title")
    if len(page.of("main")) != 1:
        found.append("not exactly one main part")
    viewport = [attrs for _, attrs in page.of("meta") if attrs.get("name") == "viewport"]
    if not viewport or re.search(r"maximum-scale|user-scalable", viewport[0]["content"]):
        found.append("no viewport, or one that forbids to enlarge")
    if page.of("script", "iframe", "object", "embed", "img", "link", "base"):
        found.append("something that is loaded or runs")
    for tag, attrs in page.tags:
        found += [f"<{tag}> has the handler {name}" for name in attrs if name.startswith("on")]
        found += [f"<{tag}> has its own style" for name in attrs if name == "style"]
        found += [f"<{tag}> leads away" for n, v in attrs.items() if n in ("href", "src", "action")
                  and _REMOTE.search(v)]  # fmt: skip
    found += [
        "the style loads something" for n, _ in page.of("style") if _REMOTE.search(page.text(n))
    ]
    return found


def _headings(page: _Page) -> list[str]:
    levels = [int(page.tags[number][0][1]) for number, _ in page.of("h1", "h2", "h3", "h4")]
    found = [] if levels.count(1) == 1 and levels[:1] == [1] else ["not one h1 at the beginning"]
    jumps = [b for a, b in pairwise(levels) if b > a + 1]
    found += [f"a heading jumps to level {level}" for level in jumps]
    empty = [number for number, _ in page.of("h1", "h2", "h3", "h4") if not page.text(number)]
    return found + ["an empty heading" for _ in empty]


def _fields(page: _Page) -> list[str]:
    labels = {attrs.get("for", ""): page.text(number) for number, attrs in page.of("label")}
    found = []
    for _, attrs in page.of(*_FIELDS):
        if attrs.get("type") != "hidden" and not labels.get(attrs.get("id", "")):
            found.append(f"the field {attrs.get('name')} has no label")
    for number, _ in page.of("fieldset"):
        if page.tags[number + 1][0] != "legend" or not page.text(number + 1):
            found.append("a group of choices without a legend")
    found += ["a button without a word" for n, _ in page.of("button") if not page.text(n)]
    found += ["a link without a word" for n, _ in page.of("a") if not page.text(n)]
    return found


def _references(page: _Page) -> list[str]:
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    found = [f"the id {name} stands twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
    for tag, attrs in page.tags:
        named = [*attrs.get("aria-describedby", "").split(), attrs.get("for", "")]
        if tag == "a" and attrs.get("href", "").startswith("#"):
            named.append(attrs["href"][1:])
        found += [f"<{tag}> names {name}, which is not there" for name in named if name not in ids
                  and name]  # fmt: skip
    return found


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours "#rrggbb" or "#rgb", 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
