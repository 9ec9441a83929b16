"""The answer read to a citizen: laid out, painted, with what can be done in it."""
