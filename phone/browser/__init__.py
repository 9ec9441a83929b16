"""The hidden page and the browser engine it runs in."""
