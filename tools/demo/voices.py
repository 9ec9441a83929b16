"""Citizens whose questions are heard: read by espeak-ng, where it is installed."""

import asyncio
import logging
import shutil

import numpy as np

from server.gateways.exchange_setup.speech import PROGRAM, RATE, SpeechFailed, SpeechMissing, speak
from tools.citizens.a_law import Samples
from tools.demo.citizens import voice_of
from tools.demo.questions import Question, question_of

log = logging.getLogger(__name__)
ASKS_AGAIN_S = 8.0  # of silence: nobody has understood the first time


def asked(question: Question) -> Samples:
    """Return the question, a silence and the question once more; speech failing is raised."""
    said = np.array(speak(question.text, question.language), dtype=np.int16)
    silence = np.zeros(round(ASKS_AGAIN_S * RATE), np.int16)
    return np.concatenate((said, silence, said))


class Voices:
    """What each citizen says. Who is not prepared, or cannot be spoken, plays the tune of tests."""

    def __init__(self) -> None:
        self.can_speak = shutil.which(PROGRAM) is not None
        self._spoken: dict[Question, Samples] = {}

    async def prepare(self, number: str) -> None:
        """Have her question read before she calls: an answer must not wait for a voice."""
        question = question_of(number)
        if not self.can_speak or question in self._spoken:
            return
        try:
            self._spoken[question] = await asyncio.to_thread(asked, question)
        except (SpeechMissing, SpeechFailed) as error:
            log.warning("a question cannot be read aloud: %s", error)

    def of(self, number: str) -> Samples:
        said = self._spoken.get(question_of(number))
        return voice_of(number) if said is None else said
