"""Data made for tests and benches: cards, timetables, files, shapes of rows."""
