"""A talk is voice that goes both ways; who speaks to a mailbox has talked to nobody."""

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
