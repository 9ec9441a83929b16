"""The screens of the knowledge base: search, card, faults, news."""
