"""Learns from linked cards: cards for words, proposals for the thesaurus, and their trial."""
