"""Figures at a glance: large numbers, lines and bars of a day, tables with them."""
