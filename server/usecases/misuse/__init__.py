"""Who looks too much up, guesses passwords or dials what is refused: the leads hear of it."""
