"""Contacts, cases, callbacks and citizens."""
