"""Plumbing without business: tasks, change feed, clock, crash reports, paths."""
