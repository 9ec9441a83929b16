from dataclasses import fields

import pytest

from widgets.kit.style_sheet import style_sheet
from widgets.kit.tokens import STATE_LOOKS, THEMES, StateColours, Tokens, contrast_ratio

TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    *[("text", ground, TEXT) for ground in ("surface", "app", "surface2", "selection", "hit")],
    *[("text", ground, TEXT) for ground in ("raised", "soft")],
    *[("text2", ground, TEXT) for ground in ("surface", "app", "surface2", "selection", "raised")],
    *[("placeholder", ground, TEXT) for ground in ("surface", "app", "surface2")],
    ("promise_text", "promise_ground", TEXT),
    ("neutral_text", "neutral_ground", TEXT),
    ("pill_text", "pill_ground", TEXT),
    ("pill_link", "pill_ground", TEXT),
    ("error_edge", "surface", SHAPE),
    ("warning_edge", "surface", SHAPE),
    ("link", "surface", TEXT),
    ("link", "app", TEXT),
    ("on_primary", "primary", TEXT),
    ("error_text", "error_ground", TEXT),
    ("error_text", "surface", TEXT),
    ("error_text", "app", TEXT),
    ("warning_text", "warning_ground", TEXT),
    ("warning_text", "surface", TEXT),
    ("warning_text", "surface2", TEXT),
    ("warning_text", "selection", TEXT),
    ("ok_text", "ok_ground", TEXT),
    ("ok_text", "surface2", TEXT),
    ("info_text", "info_ground", TEXT),
    *[("border", ground, SHAPE) for ground in ("surface", "app", "raised", "divider")],
    *[("focus", ground, SHAPE) for ground in ("surface", "app", "surface2")],
    *[("primary", ground, SHAPE) for ground in ("surface", "app", "selection")],
]


@pytest.fixture(params=THEMES.values(), ids=THEMES)
def tokens(request: pytest.FixtureRequest) -> Tokens:
    found: Tokens = request.param
    return found


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_ink_is_readable_on_its_ground(
    tokens: Tokens, ink: str, ground: str, least: float
) -> None:
    ratio = contrast_ratio(getattr(tokens, ink), getattr(tokens, ground))
    assert ratio >= least


@pytest.mark.parametrize("look", STATE_LOOKS)
def test_every_state_word_is_readable_on_its_band(tokens: Tokens, look: str) -> None:
    state = tokens.state(look)
    band, word = (tokens.raised, state.fill) if tokens.quiet_bands else (state.fill, state.ink)
    assert contrast_ratio(word, band) >= TEXT


def test_an_unknown_state_looks_like_a_pause(tokens: Tokens) -> None:
    assert tokens.state("never heard of") == tokens.pause


def test_known_contrast_values_come_out_right() -> None:
    assert contrast_ratio("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast_ratio("#0B5CAD", "#FFFFFF") == pytest.approx(6.7, abs=0.05)


def test_every_token_is_a_colour(tokens: Tokens) -> None:
    for field in fields(tokens):
        value = getattr(tokens, field.name)
        for colour in (value.fill, value.ink) if isinstance(value, StateColours) else (value,):
            if isinstance(colour, str) and field.name != "name":
                assert colour.startswith("#")
                assert len(colour) == 7


@pytest.mark.parametrize("percent", [100, 200])
def test_the_style_sheet_stays_within_its_limit(tokens: Tokens, percent: int) -> None:
    sheet = style_sheet(tokens, percent, "/marks")
    assert len(sheet.splitlines()) <= 150
    assert "$" not in sheet
