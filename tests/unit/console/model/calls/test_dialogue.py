"""A talk is voice that goes both ways; who speaks to a mailbox has talked to nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.model.calls.dialogue import TALK_S, TURN_S, VOICE, Dialogue

LOUD, QUIET = 0.1, 0.001


def after(*stretches: tuple[int, float, float]) -> Dialogue:
    """Return what was heard of stretches of (seconds, loudness here, loudness there)."""
    dialogue = Dialogue()
    for seconds, here, there in stretches:
        for _ in range(seconds):
            dialogue.add(here, there)
    return dialogue


def test_twenty_seconds_in_which_both_speak_are_a_talk() -> None:
    assert not after((TALK_S - 1, LOUD, LOUD)).is_talk
    assert after((TALK_S, LOUD, LOUD)).is_talk


def test_who_take_turns_have_talked() -> None:
    turns = ((4, QUIET, LOUD), (5, LOUD, QUIET)) * 3
    assert after(*turns).is_talk


def test_a_mailbox_that_speaks_first_and_never_again_is_no_person() -> None:
    greeting, message = (15, QUIET, LOUD), (90, LOUD, QUIET)
    assert after(greeting, message).both_s <= TURN_S


def test_a_clerk_who_says_hello_into_the_greeting_has_not_talked_either() -> None:
    heard = after((4, QUIET, LOUD), (1, LOUD, LOUD), (10, QUIET, LOUD), (60, LOUD, QUIET))
    assert not heard.is_talk


def test_silence_on_both_sides_is_no_talk_however_long() -> None:
    assert after((2, LOUD, LOUD), (600, QUIET, QUIET)).both_s == 2


def test_a_muted_clerk_who_only_listens_has_not_answered_anything() -> None:
    assert after((300, 0.0, LOUD)).both_s == 0


HER, HIM, NOBODY, BOTH = (LOUD, QUIET), (QUIET, LOUD), (QUIET, QUIET), (LOUD, LOUD)
type Turns = tuple[tuple[int, tuple[float, float]], ...]


@pytest.mark.parametrize(
    ("turns", "is_talk"),
    [
        pytest.param(
            ((2, HIM), (15, HER), (2, HIM), (16, HER), (2, HIM), (2, HER)),
            True,
            id="39 s: asks in two, listens twice, thanks: six seconds of the citizen's voice",
        ),
        pytest.param(
            ((1, HIM), (3, HER), (2, HIM), (19, HER), (2, HIM), (1, HER), (1, HIM)),
            True,
            id="an answer read without a word between",
        ),
        pytest.param(
            ((1, HIM), (3, HER), (18, HIM), (4, HER), (2, HIM)),
            True,
            id="the citizen tells a long story, the clerk answers in a word",
        ),
        pytest.param(
            ((1, HIM), (3, HER), (2, HIM), (40, HER), (2, HIM)),
            False,
            id="forty seconds in which nobody can say whether somebody listens",
        ),
        pytest.param(
            ((2, HIM), (2, HER), (2, HIM), (60, NOBODY), (2, HIM)),
            False,
            id="one of them went to fetch a paper",
        ),
        pytest.param(
            ((12, HIM), (17, HER), (5, HIM)),
            False,
            id="a mailbox that says behind the message that it is kept",
        ),
        pytest.param(
            ((3, HIM), (1, BOTH), (14, HIM), (19, HER)),
            False,
            id="hello into a long greeting, then a message",
        ),
        pytest.param(((6, HIM), (33, HER)), False, id="nothing heard again behind the greeting"),
    ],
)
def test_a_talk_is_known_by_who_takes_part_and_not_by_how_much_each_says(
    turns: Turns, is_talk: bool
) -> None:
    assert after(*((seconds, *voices) for seconds, voices in turns)).is_talk == is_talk


@given(st.integers(0, 600), st.integers(0, 60), st.integers(0, 600))
def test_one_turn_each_never_makes_a_talk(first_s: int, pause_s: int, second_s: int) -> None:
    heard = after((first_s, QUIET, LOUD), (pause_s, QUIET, QUIET), (second_s, LOUD, QUIET))
    assert heard.both_s <= TURN_S


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=200))
def test_it_never_counts_more_seconds_than_somebody_spoke_in(
    seconds: list[tuple[float, float]],
) -> None:
    dialogue = Dialogue()
    for here, there in seconds:
        dialogue.add(here, there)
    assert dialogue.both_s <= sum(max(one) >= VOICE for one in seconds)
