"""Pages beside the work: sign-in, lock, a console that cannot start."""
