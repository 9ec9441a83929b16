"""Invented cities, their cards and the files they come in."""
