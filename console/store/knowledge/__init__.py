"""The knowledge base as replicated."""
