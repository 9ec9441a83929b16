"""Views of one thing: a call, a card, a case, a citizen, an entry."""
