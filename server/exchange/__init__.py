"""Sockets to telephone exchanges and media relays: requests of the server, events from them."""
