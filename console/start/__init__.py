"""The way from the first picture of the window to the last."""

import os

# Before any import of qasync or numpy: each is read once, when its library is loaded.
os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
