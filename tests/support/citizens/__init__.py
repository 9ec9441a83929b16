"""Consoles and what stands around one operator's seat."""
