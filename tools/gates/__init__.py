"""The gates of ./check: which there are, how they run side by side, what is told of them."""
