"""Transfers: announced, followed, with what is known of the call."""
