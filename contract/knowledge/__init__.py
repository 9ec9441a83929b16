"""The search itself: words, endings, typing errors, a city's thesaurus and what it has learned.

Seats search with it; the server tries with it what new words would do before seats get them.
"""

import os

# One thread for numpy's linear algebra; it must be set before numpy is imported anywhere.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

FORMAT = 1  # of a kept index: to be raised when texts are cut or kept differently; a test notices
