"""The knowledge base as an operator uses it."""
