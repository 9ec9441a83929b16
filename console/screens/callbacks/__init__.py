"""The screens of level II: the queue of callbacks and the case in hand."""
