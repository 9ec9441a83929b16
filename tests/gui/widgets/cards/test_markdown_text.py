"""What editors write with signs is shown as lists and emphasis; nothing in it becomes markup."""

import pytest

from widgets.cards.markdown_text import markdown_html


def test_documents_stand_one_below_the_other() -> None:
    shown = markdown_html("Porti:\n- un documento\n- la tessera sanitaria")
    assert shown.count('class="item"') == 2
    assert "•&nbsp;un documento" in shown


def test_steps_keep_their_numbers() -> None:
    assert "2.&nbsp;Pagare" in markdown_html("1. Prenotare\n2. Pagare")


def test_a_heading_and_a_word_stand_out() -> None:
    assert markdown_html("## Minori") == "<p><b>Minori</b></p>"
    assert "<b>mai</b>" in markdown_html("Non si paga **mai** allo sportello")


@pytest.mark.parametrize("text", ["2 * 3 * 4", "a*b*c", "** **", "5 ** 2 ** 1", "* ", "-meno"])
def test_signs_that_mean_nothing_stay_as_they_are(text: str) -> None:
    assert "<b>" not in markdown_html(text)
    assert "<i>" not in markdown_html(text)


def test_a_link_is_read_out_and_leads_nowhere() -> None:
    shown = markdown_html("Dal [portale](https://servizi.example/cie) del Comune")
    assert "portale (servizi.example/cie)" in shown
    assert "href" not in shown


def test_an_image_is_its_description() -> None:
    assert markdown_html("![La ricevuta](https://x.example/a.png)") == "<p>La ricevuta</p>"


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=y>", "[a](javascript:b)", "![<b>](<i>)"],
)
def test_markup_is_text(text: str) -> None:
    shown = markdown_html(text)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<i>" not in shown


def test_a_megabyte_of_signs_is_shown_in_no_time() -> None:
    assert markdown_html("**[![" * 40_000)
