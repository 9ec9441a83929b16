"""The operator's duty: state, pauses, wrap-up, safety, recording."""
