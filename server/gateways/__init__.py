"""The server's protocols besides HTTP: text and voice of a call, other makes of exchange."""
