"""What editors write with signs is shown as lists and emphasis; nothing in it becomes markup."""

import pytest

from widgets.cards.markdown_text import Block, Run, markdown_blocks


def shown(text: str) -> list[str]:
    return [f"{block.mark} {words(block)}".strip() for block in markdown_blocks(text)]


def words(block: Block) -> str:
    return "".join(run.text for run in block.runs)


def emphasised(text: str) -> list[Run]:
    runs = [run for block in markdown_blocks(text) for run in block.runs]
    return [run for run in runs if run.is_bold or run.is_italic]


def test_documents_stand_one_below_the_other() -> None:
    text = "Porti:\n- un documento\n- la tessera sanitaria"
    assert shown(text) == ["Porti:", "• un documento", "• la tessera sanitaria"]


def test_steps_keep_their_numbers() -> None:
    assert shown("1. Prenotare\n2. Pagare") == ["1. Prenotare", "2. Pagare"]


def test_lines_of_a_paragraph_stand_together() -> None:
    assert [block.is_last for block in markdown_blocks("uno\ndue\n\ntre")] == [False, True, True]


def test_a_heading_and_a_word_stand_out() -> None:
    assert emphasised("## Minori") == [Run("Minori", is_bold=True)]
    assert emphasised("Non si paga **mai** allo *sportello*") == [
        Run("mai", is_bold=True),
        Run("sportello", is_italic=True),
    ]


@pytest.mark.parametrize("text", ["2 * 3 * 4", "a*b*c", "** **", "5 ** 2 ** 1", "* ", "-meno"])
def test_signs_that_mean_nothing_stay_as_they_are(text: str) -> None:
    assert emphasised(text) == []
    assert shown(text) == [text.strip()]


def test_a_link_is_read_out_and_leads_nowhere() -> None:
    text = "Dal [portale](https://servizi.example/cie) del Comune"
    assert shown(text) == ["Dal portale (servizi.example/cie) del Comune"]


def test_an_image_is_its_description() -> None:
    assert shown("![La ricevuta](https://x.example/a.png)") == ["La ricevuta"]


def test_a_megabyte_of_signs_is_shown_in_no_time() -> None:
    assert shown("**[![" * 40_000)
