"""Proofs that kill a process at its worst moment."""
