"""Calls at the exchange and what is kept of them."""
