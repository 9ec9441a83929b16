"""Searches the knowledge base in memory, offline, on every key."""
