"""Demo, benches and proofs; nothing here ships to a seat."""
