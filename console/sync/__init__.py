"""Replica and central server: push, pull, hints."""
