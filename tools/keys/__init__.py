"""A robot that plays told stories by keys in the real window, and counts the keys."""
