"""The vectors of a bench's texts, computed as the server does and kept by content."""

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.sentence_encoder import MODEL, SentenceEncoder
from server.usecases.knowledge.vector_text import VectorText, computed, vector_text

KEPT = Path(__file__).resolve().parents[2] / "build" / "search-vectors"
AT_ONCE = 32


def vectors_of(entries: Sequence[ServiceCard | Faq]) -> list[str]:
    """Return the numbers of each entry; what was computed once is read from a file."""
    file = KEPT / f"{MODEL}.json"
    known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    texts = {text.digest: text for text in map(vector_text, entries)}
    missing = [text for digest, text in texts.items() if digest not in known]
    if missing:
        # In a process of its own: what a bench says of its memory must not count this model.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            numbers = apart.submit(_numbers, missing).result()
        known |= {text.digest: found for text, found in zip(missing, numbers, strict=True)}
        KEPT.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(known))
    return [known[vector_text(entry).digest] for entry in entries]


def _numbers(texts: Sequence[VectorText]) -> list[str]:
    encoder = SentenceEncoder.load()
    parts = (texts[first : first + AT_ONCE] for first in range(0, len(texts), AT_ONCE))
    return [numbers for part in parts for numbers in computed(encoder, part)]
