"""Citizens, case numbers and callbacks that wait."""
