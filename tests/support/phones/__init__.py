"""Telephones, exchanges and what they say."""
