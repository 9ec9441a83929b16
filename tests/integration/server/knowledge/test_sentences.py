"""The real model in its own process: what means the same lies close, in other languages too."""

import asyncio
import base64
import os

import numpy as np
import pytest

from contract.sentence_encoder import NUMBERS
from server.gateways.sentences import SentenceProcess, SentenceProcessDied
from server.usecases.knowledge.vector_text import HALF_FLOATS, VectorText

TEXTS = [
    VectorText("Carta d'identità smarrita", "Che cosa fare quando si perde il documento."),
    VectorText("Lost identity card", "What to do when you lose your document."),
    VectorText("Raccolta dei rifiuti ingombranti", "Il ritiro di mobili e materassi."),
]


def read(numbers: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.frombuffer(base64.b64decode(numbers), HALF_FLOATS).astype(np.float32)


async def test_what_means_the_same_lies_close() -> None:
    process = SentenceProcess()
    try:
        lost, lost_in_english, waste = map(read, await process.compute(TEXTS))
    finally:
        await process.close()
    assert len(lost) == NUMBERS
    assert lost @ lost_in_english > 0.5 > lost @ waste


async def test_a_process_that_died_is_told_and_the_next_question_starts_another() -> None:
    process = SentenceProcess()
    try:
        await process.compute(TEXTS[:1])
        assert process.pid is not None
        os.kill(process.pid, 9)
        with pytest.raises(SentenceProcessDied):
            await asyncio.wait_for(process.compute(TEXTS[:1]), 120)
        assert await process.compute(TEXTS[:1])
    finally:
        await process.close()
    assert process.pid is None
