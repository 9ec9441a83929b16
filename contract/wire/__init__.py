"""Messages of the protocol between a seat and the central server, version 1."""
