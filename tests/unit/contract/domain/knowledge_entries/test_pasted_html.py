"""What is left of a page pasted into a text of the knowledge base."""

import random
import re
import socket
from collections.abc import Callable, Iterator

import pytest

from contract.domain.knowledge_entries import markdown_scan as scan
from contract.domain.knowledge_entries.pasted_html import PASTE_LIMIT, markdown_of

PASTES = 2000
SEED = 20261126
SAFE = {"http", "https", "mailto", "tel"}


def test_structure_survives_as_markdown() -> None:
    html = (
        "<h2>Come si fa</h2><p>Porta il <b>modulo</b> e il <i>documento</i>.</p>"
        "<ul><li>allo sportello<ul><li>piano terra</li></ul></li><li>per posta</li></ul>"
        "<ol><li>compila<li>invia</ol><table><tr><th>ISEE</th><th>Sconto</th></tr>"
        "<tr><td>6.500</td><td>100 %</td></tr></table>"
    )
    assert markdown_of(html).text == (
        "## Come si fa\n\nPorta il **modulo** e il *documento*.\n\n- allo sportello\n"
        "  - piano terra\n- per posta\n\n1. compila\n2. invia\n\nISEE | Sconto\n6.500 | 100 %"
    )


def test_links_that_lead_somewhere_stay_and_the_others_become_words() -> None:
    html = (
        '<a href="https://a.it/x(1)">il modulo</a> <a href="javascript:alert(1)">male</a> '
        '<a href="mailto:a@b.it">scrivi</a> <a href="tel:+3906">chiama</a> <a href="/p">p</a>'
    )
    assert markdown_of(html).text == (
        "[il modulo](https://a.it/x%281%29) male [scrivi](mailto:a@b.it) [chiama](tel:+3906) p"
    )


def test_of_an_image_its_description_stays() -> None:
    pasted = markdown_of('<p>Vedi <img src="https://spia.it/p.gif" alt="la mappa"> qui</p>')
    assert pasted.text == "Vedi la mappa qui"
    assert pasted.images == 1


def test_an_exclamation_before_a_link_makes_no_image() -> None:
    pasted = markdown_of('Attenzione!<a href="https://a.it/p.png">orari</a>')
    assert [link.is_image for link in scan.links(pasted.text)] == [False]


def test_words_that_look_like_marks_are_words() -> None:
    text = markdown_of("<p>&lt;script&gt; [x](javascript:1) ![y](https://a.it/y) 2 &lt; 3</p>").text
    assert not list(scan.tags(text))
    assert not list(scan.links(text))
    assert "2 < 3" in text


def test_nothing_in_a_paste_turns_the_words_after_it() -> None:
    html = (
        "<p>Chiama \u202e5555 60&#x202c; o &#8238;<b>\u2066060606</b>\u2069</p>"
        '<a href="https://a.it/\u202ex">qui&#x202e;</a>'
    )
    assert markdown_of(html).text == "Chiama 5555 60 o **060606**\n\n[qui](https://a.it/x)"


def test_a_page_longer_than_a_text_is_cut_and_says_so() -> None:
    pasted = markdown_of("<p>parola</p>" * (PASTE_LIMIT // 5))
    assert pasted.was_cut
    assert pasted.text.startswith("parola\n\nparola")


def test_ten_megabytes_of_pictures_leave_the_words() -> None:
    html = f'<img src="data:image/png;base64,{"A" * 10_000_000}" alt="timbro"><p>Testo</p>'
    pasted = markdown_of(html)
    assert pasted.text == "timbro\n\nTesto"
    assert not pasted.was_cut


@pytest.mark.parametrize(
    "html",
    ["<div>" * 80_000, "<ul><li>" * 40_000, "<b>" * 90_000, "<svg>" * 50_000, "<!--" * 90_000,
     "&" * 200_000, "<" * 200_000, "<a " + "x=1 " * 90_000, "<b><i><p>x" * 20_000],
)  # fmt: skip
def test_nesting_without_end_takes_no_time_and_leaves_no_markup(html: str) -> None:
    assert not list(scan.tags(markdown_of(html).text))


_PIECES: tuple[Callable[[random.Random], str], ...] = (
    lambda r: f"<script>fetch('https://spia.it/{r.random()}')</script>",
    lambda r: f"<SCRIPT SRC=//spia.it/{r.randrange(99)}.js>",
    lambda _: "<img src=x onerror=alert(1)>",
    lambda _: '<img src="https://spia.it/p.gif" alt="<script>x</script>">',
    lambda _: "<svg onload=alert(1)><a xlink:href='javascript:1'><text>s</text></a></svg>",
    lambda _: "<svg><style><img src=x onerror=1></style></svg>",
    lambda _: "<math><mtext><table><mglyph><style><img src=x onerror=1>",
    lambda _: "<a href='java\tscript:alert(1)'>t</a><a href=' javascript:1'>u</a>",
    lambda _: "<a href='JaVaScRiPt:alert(1)' onclick=x()>v</a>",
    lambda _: "<a href='data:text/html,<script>1</script>'>w</a>",
    lambda _: "<a href='https://a.it'>![x](https://spia.it/x.png)</a>",
    lambda _: "!<a href='https://a.it'>y</a>",
    lambda _: "]<b>(javascript:alert(1))</b>[z]<i>(javascript:2)</i>",
    lambda _: "&lt;<b>script</b>&gt;alert(1)&lt;/script&gt;",
    lambda _: "&#60;iframe src=//spia.it&#62; &lt;img src=x onerror=1&gt;",
    lambda _: "<iframe srcdoc='<script>1</script>'></iframe><object data=//spia.it></object>",
    lambda _: "<link rel=stylesheet href=//spia.it/s.css><meta http-equiv=refresh content=0>",
    lambda _: "<base href=//spia.it/><form action=//spia.it><input autofocus onfocus=1>",
    lambda _: "<style>@import '//spia.it'</style><p style='background:url(//spia.it)'>p",
    lambda r: "<div>" * r.randrange(400),
    lambda r: "<ul><li>" * r.randrange(200),
    lambda r: "<b><i><u><em>" * r.randrange(50),
    lambda _: "\0<scr\0ipt>alert(1)</scr\0ipt>",
    lambda _: "<!--><script>1</script>--><![CDATA[<script>2</script>]]>",
    lambda _: "<p>orario <b>8:30",
    lambda _: "</p></div></ul></b></script>",
    lambda r: "".join(chr(r.randrange(1, 0x2FF)) for _ in range(40)),
    lambda r: "".join(r.choice("<>&\"'=/[]()!#`*\\") for _ in range(60)),
    lambda _: "[r]: https://spia.it/p.png\n![r][r] [r][r]",
    lambda _: "<h1>T</h1><table><tr><td>a<td>b</table><blockquote>c</blockquote>",
)


def hostile_pastes() -> Iterator[str]:
    chance = random.Random(SEED)
    for number in range(PASTES):
        pieces = [chance.choice(_PIECES)(chance) for _ in range(chance.randrange(1, 12))]
        filler = "<p>" + "x" * chance.randrange(200_000) if number % 100 == 0 else ""
        yield filler + "".join(pieces)


def test_two_thousand_hostile_pastes_leave_text_alone_and_ask_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("a paste asked for an address")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, asked)
    monkeypatch.setattr(socket, "getaddrinfo", asked)
    for html in hostile_pastes():
        text = markdown_of(html).text
        assert not list(scan.tags(text)), (html, text)
        for link in scan.links(text):
            assert not link.is_image, (html, text)
            assert link.scheme in SAFE, (html, text)
        assert not re.search(r"!\[|\]\[|\]:|\0", text), (html, text)
