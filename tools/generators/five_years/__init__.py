"""A database as a city has it after five years, made by bulk statements; seeded."""
