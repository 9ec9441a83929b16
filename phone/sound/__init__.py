"""The sound system of the computer."""
