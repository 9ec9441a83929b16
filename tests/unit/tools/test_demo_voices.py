"""A visitor of the demo hears what the citizen asks, and hears it again when nobody answers."""

from itertools import groupby

import numpy as np
import pytest

from server.gateways.exchange_setup.speech import RATE
from tools.citizens.a_law import Samples
from tools.demo import voices
from tools.demo.citizens import demo_number, voice_of
from tools.demo.questions import QUESTIONS, Question, question_of
from tools.demo.voices import ASKS_AGAIN_S, Voices, asked

LOUD = 500  # of 32,767: no noise of a line
WHOLE_S = 0.1


def spoken_parts(said: Samples) -> list[tuple[float, float]]:
    """Return begin and end in seconds of what is heard, pauses between words closed."""
    frame = round(RATE * WHOLE_S)
    frames = np.abs(said[: len(said) // frame * frame].reshape(-1, frame)).max(axis=1) > LOUD
    parts: list[tuple[float, float]] = []
    for is_loud, group in groupby(enumerate(frames), key=lambda one: bool(one[1])):
        places = [at for at, _ in group]
        begin, end = places[0] * WHOLE_S, (places[-1] + 1) * WHOLE_S
        if is_loud and parts and begin - parts[-1][1] < ASKS_AGAIN_S / 2:
            parts[-1] = (parts[-1][0], end)
        elif is_loud:
            parts.append((begin, end))
    return parts


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: str(one.card))
def test_a_question_is_heard_within_a_second_and_once_more_after_eight(question: Question) -> None:
    (begins, ends), (again, _) = spoken_parts(asked(question))
    assert begins < 1.0
    assert ends - begins > 1.0, "a whole sentence"
    assert ASKS_AGAIN_S <= again - ends < ASKS_AGAIN_S + 1.0


async def test_each_citizen_asks_her_own_question_in_her_language() -> None:
    numbers = [demo_number(at) for at in range(len(QUESTIONS))]
    assert {question_of(number) for number in numbers} == set(QUESTIONS)
    town = Voices()
    await town.prepare(numbers[0])
    assert np.array_equal(town.of(numbers[0]), asked(question_of(numbers[0])))


async def test_without_the_program_that_speaks_citizens_call_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(voices, "PROGRAM", "no-such-program")
    town, number = Voices(), demo_number(3)
    assert not town.can_speak
    await town.prepare(number)
    assert np.array_equal(town.of(number), voice_of(number))
