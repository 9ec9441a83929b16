"""The gates of ./check: which there are, how they run side by side, how their results are shown."""
