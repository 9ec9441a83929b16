"""The local socket: requests come in, events go out."""
