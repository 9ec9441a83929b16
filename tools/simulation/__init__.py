"""Seats, servers and networks in one process, with a clock of their own."""
