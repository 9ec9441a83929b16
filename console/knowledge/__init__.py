"""Knowledge search: words, endings, typing errors and a city's own thesaurus, all in memory."""

import os

# One thread for numpy's linear algebra; it must be set before numpy is imported anywhere.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
