"""The knowledge base as an editor works on it."""
