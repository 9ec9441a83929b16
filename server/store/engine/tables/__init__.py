"""The tables of the server, a module for each part of its work."""
